// Brings the tables up to what this code expects: numbered files, applied once, in order, never changed afterwards.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Queryable } from '../../knowledge/ports.ts';

export type Migration = { number: number; name: string; sql: string; checksum: string };

type Applied = { number: number; name: string; checksum: string };

const FOLDER = join(import.meta.dirname, 'migrations');
const LOCK = 7_352_001;

/** The database and the code do not fit each other; the message says how and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Applies what is missing, each file in a transaction of its own, and resolves to the names applied. Several
 * processes may start together: a lock lets one migrate while the others wait and then find nothing to do. Throws
 * MigrationError when an applied file has changed since or the database is newer than the code.
 */
export async function migrate({
  database,
  folder = FOLDER,
}: {
  database: Database;
  folder?: string;
}): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const names: string[] = [];
  for (;;) {
    const name = await database.transaction((tx) => applyNext(tx, migrations));
    if (name === null) return names;
    names.push(name);
  }
}

/** The files `0001_name.sql`, `0002_…` of a folder in order. Throws MigrationError for a gap, a double or another name. */
export async function readMigrations(folder: string = FOLDER): Promise<Migration[]> {
  const files = (await readdir(folder)).sort();
  return Promise.all(
    files.map(async (name, index) => {
      const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
      if (number !== index + 1)
        throw new MigrationError(
          `Expected a file ${String(index + 1).padStart(4, '0')}_….sql in ${folder}, got ${name}`,
        );
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applyNext(tx: Queryable, migrations: Migration[]): Promise<string | null> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await tx.query(
    'create table if not exists migrations (number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
  );
  const { rows: applied } = await tx.query<Applied>(
    'select number, name, checksum from migrations order by number',
  );
  for (const row of applied) refuseUnlessSame(row, migrations[row.number - 1]);
  const next = migrations[applied.length];
  if (next === undefined) return null;
  await tx.query(next.sql);
  await tx.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [
    next.number,
    next.name,
    next.checksum,
  ]);
  return next.name;
}

function refuseUnlessSame(applied: Applied, known: Migration | undefined): void {
  if (known === undefined)
    throw new MigrationError(
      `The database is newer than this program: it has migration ${applied.name}, which is unknown here. Start the newer version.`,
    );
  if (known.checksum !== applied.checksum)
    throw new MigrationError(
      `Migration ${known.name} has changed since it was applied as ${applied.name}. Restore the file and put the change into a new one.`,
    );
}
