// The words of this process: the shipped ones and what administrators changed, read again when any process changes them.

import type { Logger } from 'pino';
import { wordedBy } from '../../bot/sentences.ts';
import type { Database } from '../../knowledge/ports.ts';
import { listSentences, WORDING_CHANNEL } from './sentences.ts';

export type LiveWording = Awaited<ReturnType<typeof openWording>>;

/** Resolves once the changes are read; `worded` always speaks by the newest that this process has heard of. */
export async function openWording({ database, logger }: { database: Database; logger: Logger }) {
  let worded = wordedBy(new Map());

  async function reload(): Promise<void> {
    worded = wordedBy(new Map((await listSentences(database)).map(({ key, text }) => [key, text])));
  }

  const close = await database.listen(WORDING_CHANNEL, () => {
    reload().catch((error) => logger.error({ err: error }, 'cannot read the changed sentences again'));
  });
  await reload();
  return { worded: (text: string) => worded(text), reload, close };
}
