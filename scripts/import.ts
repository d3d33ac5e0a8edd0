// Imports catalogue files: `npm run import -- FILE…`; docs/import.md describes files, options and exit codes.

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnswering } from '../api/answering.ts';
import { type Config, ConfigError, readConfig } from '../api/config.ts';
import { openDatabase } from '../api/database/connect.ts';
import { DirectoryInUse } from '../api/database/directory-lock.ts';
import { MigrationError, migrate } from '../api/database/migrate.ts';
import { createLogger } from '../api/log.ts';
import { planImport } from '../knowledge/catalogue.ts';
import { gather } from '../knowledge/import/gather.ts';
import { type Indexing, importCatalogue, TooManyRepealed } from '../knowledge/import/import-catalogue.ts';
import { dataDateOf, incomingOf } from '../knowledge/import/incoming.ts';
import { DEFAULT_SCOPE, publishersNamed, type Scope } from '../knowledge/import/scope.ts';
import { UnreadableFile } from '../knowledge/import/unreadable-file.ts';
import { writtenLevels } from '../knowledge/import/written-values.ts';
import type { PreparedIndex } from '../knowledge/indexing.ts';
import type { Database } from '../knowledge/ports.ts';
import { planData, planReport, TEXT } from './import-report.ts';
import { progress } from './progress.ts';

const EXIT = { done: 0, failed: 1, usage: 2, unreadable: 3, refused: 4 } as const;

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
  } else if (error instanceof TooManyRepealed) {
    console.error(TEXT.tooMany(error.plan.established));
    process.exitCode = EXIT.refused;
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
  const options = optionsOf(args);
  const reading = progress(TEXT.reading);
  const gathered = await gather({
    files: options.files,
    scope: options.scope,
    onRecord: (records) => reading.to(records),
  }).finally(reading.stop);
  if (gathered.nameless > 0) gathered.remarks.push(TEXT.nameless(gathered.nameless));
  const incoming = incomingOf(gathered, { partial: options.partial });

  const config = readConfig();
  const database = await openDatabase({ ...config.database, logger: createLogger(config.log) });
  try {
    await migrate({ database });
    const plan = await planImport(database, incoming);
    if (!options.json) console.log(planReport({ plan, gathered }));
    let embedded: number | null = null;
    if (incoming.procedures.length === 0) console.error(TEXT.nothing);
    else if (options.dryRun) console.error(TEXT.dryRun);
    else {
      ({ embedded } = await importCatalogue({
        database,
        indexing: await indexingOf(database, config),
        incoming,
        about: {
          source: options.files.map((file) => basename(file)).join(', '),
          kind: 'import',
          dataDate: options.dataDate ?? dataDateOf(gathered, new Date()),
          at: new Date(),
        },
        allowRepeal: options.allowRepeal,
      }));
      console.error(TEXT.done(embedded));
    }
    if (options.json) console.log(JSON.stringify({ ...planData({ plan, gathered }), embedded }, null, 2));
    return incoming.procedures.length === 0 ? EXIT.unreadable : EXIT.done;
  } finally {
    await database.close();
  }
}

/** The index is first brought up to date with the shipped words, so that unchanged procedures stay right too. */
async function indexingOf(database: Database, config: Config): Promise<Indexing<PreparedIndex>> {
  let bar = progress(TEXT.indexing);
  const { indexing, refresh } = createAnswering({
    database,
    contact: config.contact,
    endpoint: config.embedding,
    onProgress: (done, total) => bar.to(done, total),
  });
  await refresh().finally(() => bar.stop());
  return {
    ...indexing,
    prepare(procedures) {
      bar = progress(TEXT.indexing);
      return indexing.prepare(procedures).finally(() => bar.stop());
    },
  };
}

function optionsOf(args: string[]) {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (positionals.length === 0) throw new UsageError(TEXT.noFile);
  const dataDate = values['data-date'];
  if (dataDate !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(dataDate)) {
    throw new UsageError(TEXT.wrongDate(dataDate));
  }
  return {
    files: positionals,
    scope: scopeOf(values),
    dataDate,
    dryRun: values['dry-run'],
    partial: values.partial,
    allowRepeal: values['allow-repeal'],
    json: values.json,
  };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      partial: { type: 'boolean', default: false },
      levels: { type: 'string' },
      publishers: { type: 'string' },
      'include-internal': { type: 'boolean', default: false },
      'allow-repeal': { type: 'boolean', default: false },
      'data-date': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
}

function scopeOf(values: ReturnType<typeof parse>['values']): Scope {
  const { levels, unknown } = writtenLevels(values.levels ?? '');
  if (unknown.length > 0) throw new UsageError(TEXT.wrongLevels(unknown.join(', ')));
  const publishers = (values.publishers ?? '').split(',').flatMap((part) => part.trim() || []);
  return {
    levels: levels.length > 0 ? levels : DEFAULT_SCOPE.levels,
    publishers: publishers.length > 0 ? publishersNamed(publishers) : DEFAULT_SCOPE.publishers,
    includeInternal: values['include-internal'],
  };
}
