// The real application on a free port with the starter catalogue, as visitors meet it.
import { pino } from 'pino';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { freshDatabase } from './databases.ts';

export interface Site {
  url: string;
  close(): Promise<void>;
}

/** `env` as in `.env`; the database is embedded and gone at the end. */
export async function startSite(env: Record<string, string> = {}): Promise<Site> {
  const database = await freshDatabase('embedded');
  const config = readConfig({ PORT: '0', MESSAGES_PER_MINUTE: '1000', ...env });
  const app = await createApp(config, { database, logger: pino({ level: 'silent' }) });
  await app.ready;
  return {
    url: app.url,
    async close() {
      await app.close();
      await database.close();
    },
  };
}
