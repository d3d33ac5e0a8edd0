// The database inside this process: PGlite with pgvector, in a directory of its own or in memory.

import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type Results } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import pg from 'pg';
import type { Database } from '../../knowledge/ports.ts';
import { lockDirectory } from './directory-lock.ts';
import { databaseOver, type Outcome, type Run } from './queries.ts';
import { parserOf } from './values.ts';

export type EmbeddedDatabase = Database & { kind: 'embedded'; close(): Promise<void> };

/**
 * Opens `dataDir/database`, making it at first use. Throws DirectoryInUse while another process has it open.
 * One connection: queries and transactions run one after the other.
 */
export async function openEmbedded({ dataDir }: { dataDir: string }): Promise<EmbeddedDatabase> {
  await mkdir(dataDir, { recursive: true });
  const release = await lockDirectory({ directory: dataDir, name: 'database' });
  try {
    const lite = await openDirectory(dataDir);
    return embeddedOver(lite, async () => {
      await lite.close();
      await release();
    });
  } catch (error) {
    await release();
    throw error;
  }
}

/** A database that lives and dies with this process, empty or as `dump` (of `PGlite.dumpDataDir`) has it. */
export async function openInMemory({ dump }: { dump?: Blob } = {}): Promise<EmbeddedDatabase> {
  const lite = await PGlite.create({ extensions: { vector }, ...(dump && { loadDataDir: dump }) });
  return embeddedOver(lite, () => lite.close());
}

/**
 * Making a database takes seconds and may be cut off half-way, so it is made beside its place and moved there whole;
 * what an earlier attempt left is thrown away. Only under the lock.
 */
async function openDirectory(dataDir: string): Promise<PGlite> {
  const place = join(dataDir, 'database');
  const leftovers = (await readdir(dataDir)).filter((name) => name.startsWith('database.making-'));
  for (const name of leftovers) await rm(join(dataDir, name), { recursive: true, force: true });
  if (!existsSync(place)) {
    const making = join(dataDir, `database.making-${process.pid}`);
    await (await PGlite.create(making, { extensions: { vector } })).close();
    await rename(making, place);
  }
  try {
    return await PGlite.create(place, { extensions: { vector } });
  } catch (cause) {
    throw new Error(
      `The embedded database in ${place} cannot be opened. Restore it from a backup, or move it away to start with an empty one.`,
      { cause },
    );
  }
}

/** The Database port over an open PGlite; `close` lets go of what it holds. */
export function embeddedOver(lite: PGlite, close: () => Promise<void>): EmbeddedDatabase {
  for (const oid of [...Object.values(pg.types.builtins), ...Object.keys(lite.parsers).map(Number)])
    lite.parsers[oid] = parserOf(oid);
  // Parameters arrive as Postgres text already.
  for (const oid of Object.keys(lite.serializers)) lite.serializers[oid] = (text: string) => text;

  const database = databaseOver({
    run: runOn(lite),
    transaction: (work) => lite.transaction((tx) => work(runOn(tx))),
    listen: (channel, onNotify) => lite.listen(channel, onNotify),
  });
  let closing: Promise<void> | null = null;
  return {
    ...database,
    kind: 'embedded',
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function runOn(lite: Pick<PGlite, 'query' | 'exec'>): Run {
  return async (text, values) =>
    outcomeOf(values === undefined ? (await lite.exec(text)).at(-1) : await lite.query(text, values));
}

function outcomeOf(results: Results | undefined): Outcome {
  return { rows: results?.rows ?? [], rowCount: results?.rowCount ?? 0 };
}
