// The catalogue that an evaluation runs on: a file imported into a database of its own, or what is configured.

import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Answering, createAnswering } from '../../api/answering.ts';
import { readConfig } from '../../api/config.ts';
import { type OpenDatabase, openDatabase } from '../../api/database/connect.ts';
import { openInMemory } from '../../api/database/embedded.ts';
import { migrate } from '../../api/database/migrate.ts';
import { createLogger } from '../../api/log.ts';
import { catalogueSummary } from '../../knowledge/catalogue.ts';
import { gather } from '../../knowledge/import/gather.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import { DEFAULT_SCOPE } from '../../knowledge/import/scope.ts';

/** The export the sets were labelled on lies beside them: `…/eval/questions.jsonl` and `…/data/`. */
const EXPORT = join('data', 'national-portal-2026-07.jsonl.gz');

export interface EvaluationCatalogue {
  database: OpenDatabase;
  answering: Answering;
  /** What the table says it ran on. */
  name: string;
}

/** The file given, else the export beside the sets, else null: then the configured database serves. */
export function catalogueFile(
  given: string | undefined,
  sets: readonly (string | undefined)[],
): string | null {
  if (given !== undefined) return given;
  const beside = sets.flatMap((set) => (set === undefined ? [] : [join(dirname(set), '..', EXPORT)]));
  return [...beside, join('..', 'shared', EXPORT)].find((path) => existsSync(path)) ?? null;
}

/** The starter catalogue in a database of its own, for what must not come near the configured one. */
export async function openStarter(): Promise<OpenDatabase> {
  const database = await openInMemory();
  await migrate({ database });
  await createAnswering({ database, contact: readConfig().contact }).prepare(new Date());
  return database;
}

export async function openCatalogue(file: string | null): Promise<EvaluationCatalogue> {
  const config = readConfig();
  const logger = createLogger(config.log);
  const database = file === null ? await openDatabase({ ...config.database, logger }) : await openInMemory();
  await migrate({ database });
  const answering = createAnswering({
    database,
    contact: config.contact,
    endpoint: config.embedding,
  });
  if (file === null) {
    await answering.prepare(new Date());
    if (config.embedding !== null) await answering.embedding.bring();
    const { procedures, fromStarter, dataDate } = await catalogueSummary(database);
    const name = `configured, ${procedures} procedures, ${fromStarter} of them abridged, data of ${dataDate}`;
    return { database, answering, name };
  }
  await answering.refresh();
  const { procedures, spared } = await gather({ files: [file], scope: DEFAULT_SCOPE });
  await importCatalogue({
    database,
    indexing: answering.indexing,
    incoming: { procedures, partial: false, spared },
    about: { source: basename(file), kind: 'import', dataDate: '2026-07', at: new Date() },
    allowRepeal: true,
  });
  if (config.embedding !== null) await answering.embedding.bring();
  return { database, answering, name: basename(file) };
}
