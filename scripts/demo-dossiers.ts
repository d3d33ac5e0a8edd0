// Fills an empty registry with a made-up year: `npm run demo-dossiers -- [--seed N] [--count N] [--remove]`.

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../api/config.ts';
import { openDatabase } from '../api/database/connect.ts';
import { DirectoryInUse } from '../api/database/directory-lock.ts';
import { MigrationError, migrate } from '../api/database/migrate.ts';
import { openFactor } from '../api/dossiers/connect-registry.ts';
import { makeDemoYear, REPORT } from '../api/dossiers/demo.ts';
import { hashed } from '../api/dossiers/dossier.ts';
import { anyRealDossier, removeMadeUp } from '../api/dossiers/dossiers.ts';
import { importDossiers } from '../api/dossiers/import/import-dossiers.ts';
import { createLogger } from '../api/log.ts';
import { createConversations } from '../bot/conversations.ts';
import { dossierNews } from '../bot/dossiers/standing.ts';
import { createNotices } from '../bot/notices.ts';
import { createCalendar } from '../knowledge/calendar.ts';
import { shippedHolidays } from '../knowledge/holidays.ts';
import { TEXT } from './dossiers-report.ts';
import { progress } from './progress.ts';

const EXIT = { done: 0, failed: 1, usage: 2, refused: 4 } as const;

class UsageError extends Error {}

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${TEXT.demoUsage}`);
    process.exitCode = EXIT.usage;
  } else if (
    error instanceof ConfigError ||
    error instanceof DirectoryInUse ||
    error instanceof MigrationError
  ) {
    console.error(error.message);
    process.exitCode = EXIT.failed;
  } else throw error;
}

async function main(args: string[]): Promise<number> {
  const { seed, count, remove } = optionsOf(args);
  const config = readConfig();
  const now = new Date();
  const database = await openDatabase({ ...config.database, logger: createLogger(config.log) });
  try {
    await migrate({ database });
    if (remove) {
      console.log(TEXT.removed(await removeMadeUp(database)));
      return EXIT.done;
    }
    if (await anyRealDossier(database)) {
      console.error(TEXT.real);
      return EXIT.refused;
    }
    const factor = await openFactor({ database, settings: config.dossiers });
    const calendar = createCalendar({ days: shippedHolidays(), hours: config.office.hours });
    const dossiers = makeDemoYear({ calendar, now, seed, count }).map((one) => hashed(one, factor));
    const clock = () => now;
    const notices = createNotices({ database, processId: `demo-${process.pid}`, now: clock });
    const conversations = createConversations({ database, notices, now: clock });
    const bar = progress(TEXT.storing);
    await removeMadeUp(database);
    await importDossiers({
      ...{ database, conversations, word: dossierNews, dossiers, asOf: now, now },
      madeUp: true,
      onProgress: bar.to,
    }).finally(bar.stop);
    console.log(TEXT.madeUp(dossiers.length));
    return EXIT.done;
  } finally {
    await database.close();
  }
}

function optionsOf(args: string[]) {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  return {
    seed: whole('seed', values.seed),
    count: whole('count', values.count),
    remove: values.remove,
  };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: String(REPORT.received) },
      remove: { type: 'boolean', default: false },
    },
  }).values;
}

function whole(name: string, value: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new UsageError(TEXT.wrongNumber(name, value));
  return Number(value);
}
