// Imports lists of dossiers: `npm run import-dossiers -- FILE…`; docs/dossiers.md describes files, options and exit codes.

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../api/config.ts';
import { openDatabase } from '../api/database/connect.ts';
import { DirectoryInUse } from '../api/database/directory-lock.ts';
import { MigrationError, migrate } from '../api/database/migrate.ts';
import { openFactor } from '../api/dossiers/connect-registry.ts';
import type { HashedDossier } from '../api/dossiers/dossier.ts';
import { importDossiers, planDossiers } from '../api/dossiers/import/import-dossiers.ts';
import { type DossierFile, readDossierFile } from '../api/dossiers/import/read-dossiers.ts';
import { writtenInstant } from '../api/dossiers/written.ts';
import { createLogger } from '../api/log.ts';
import { createConversations } from '../bot/conversations.ts';
import { dossierNews } from '../bot/dossiers/standing.ts';
import { createNotices } from '../bot/notices.ts';
import { UnreadableFile } from '../knowledge/import/unreadable-file.ts';
import type { Database } from '../knowledge/ports.ts';
import { dossierPlan, TEXT } from './dossiers-report.ts';
import { progress } from './progress.ts';

const EXIT = { done: 0, failed: 1, usage: 2, unreadable: 3 } as const;

class UsageError extends Error {}

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${TEXT.usage}`);
    process.exitCode = EXIT.usage;
  } else if (error instanceof UnreadableFile) {
    console.error(error.message);
    process.exitCode = EXIT.unreadable;
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
  const now = new Date();
  const { paths, asOf, dryRun, json } = optionsOf(args, now);
  const config = readConfig();
  const database = await openDatabase({ ...config.database, logger: createLogger(config.log) });
  try {
    await migrate({ database });
    const factor = await openFactor({ database, settings: config.dossiers });
    const files: DossierFile[] = [];
    for (const path of paths) files.push(await readDossierFile(path, factor));
    const dossiers = newestOf(files);
    const plan = await planDossiers({ database, dossiers, asOf });
    if (!json) console.log(dossierPlan(files, plan));
    const counts = dryRun || dossiers.length === 0 ? null : await store(database, dossiers, { asOf, now });
    console.error(counts ? TEXT.done(counts) : dossiers.length === 0 ? TEXT.nothing : TEXT.dryRun);
    if (json)
      console.log(
        JSON.stringify({ ...(counts ?? plan), faults: files.flatMap(({ faults }) => faults) }, null, 2),
      );
    return dossiers.length === 0 ? EXIT.unreadable : EXIT.done;
  } finally {
    await database.close();
  }
}

async function store(
  database: Database,
  dossiers: readonly HashedDossier[],
  { asOf, now }: { asOf: Date; now: Date },
) {
  const clock = () => now;
  const notices = createNotices({ database, processId: `import-${process.pid}`, now: clock });
  const conversations = createConversations({ database, notices, now: clock });
  const bar = progress(TEXT.storing);
  return importDossiers({
    ...{ database, conversations, word: dossierNews, dossiers, asOf, now },
    onProgress: bar.to,
  }).finally(bar.stop);
}

/** What a later file says of a code stands. */
function newestOf(files: readonly DossierFile[]): HashedDossier[] {
  const byCode = new Map(files.flatMap(({ dossiers }) => dossiers.map((one) => [one.code, one] as const)));
  return [...byCode.values()];
}

function optionsOf(args: string[], now: Date) {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (positionals.length === 0) throw new UsageError(TEXT.noFile);
  const written = values['as-of'];
  const asOf = written === undefined ? now : writtenInstant(written);
  if (asOf === null || asOf > now) throw new UsageError(TEXT.wrongTime(written ?? ''));
  return { paths: positionals, asOf, dryRun: values['dry-run'], json: values.json };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      'as-of': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
}
