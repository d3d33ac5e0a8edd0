// Fresh, migrated databases for tests, quickly: each is a copy of one that was migrated beforehand.

import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import pg from 'pg';
import { pino } from 'pino';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { type EmbeddedDatabase, embeddedOver, openInMemory } from '../../api/database/embedded.ts';
import { migrate, readMigrations } from '../../api/database/migrate.ts';
import { openServer } from '../../api/database/server.ts';

export type DatabaseKind = OpenDatabase['kind'];

const TEMPLATE_LOCK = 7_352_002;
const serverUrl = process.env.TEST_DATABASE_URL;
const logger = pino({ level: 'silent' });

/** For `describe.each(databaseKinds)('… on %s', …)`: always embedded, and a server when TEST_DATABASE_URL names one. */
export const databaseKinds: readonly DatabaseKind[] = serverUrl ? ['embedded', 'server'] : ['embedded'];

/** A database of its own with all migrations applied; it is gone once closed. */
export async function freshDatabase(kind: DatabaseKind): Promise<OpenDatabase> {
  return kind === 'embedded' ? freshEmbedded() : freshOnServer();
}

/** Address of an empty, unmigrated database on the test server, and how to drop it. Throws without TEST_DATABASE_URL. */
export async function emptyServerDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name}`));
  return { url: urlOf(name), drop: () => drop(name) };
}

const idle: EmbeddedDatabase[] = [];

/** Emptying one that a test has closed is several times faster than opening another. */
async function freshEmbedded(): Promise<OpenDatabase> {
  const database = idle.pop() ?? (await newEmbedded());
  const stops = new Set<() => Promise<void>>();
  let closed = false;

  function whileOpen(): EmbeddedDatabase {
    if (closed) throw new Error('This database has been closed');
    return database;
  }

  return {
    kind: 'embedded',
    query: async (text, values) => whileOpen().query(text, values),
    transaction: async (work) => whileOpen().transaction(work),
    async listen(channel, onNotify) {
      const stop = await whileOpen().listen(channel, onNotify);
      stops.add(stop);
      return stop;
    },
    async close() {
      if (closed) return;
      closed = true;
      for (const stop of stops) await stop();
      await empty(database);
      idle.push(database);
    },
  };
}

async function newEmbedded(): Promise<EmbeddedDatabase> {
  const database = await openInMemory({ dump: await embeddedTemplate() });
  shapes.set(database, await shapeOf(database));
  return database;
}

/** What the migrations make, in one line of text: a test that has changed any of it leaves another one. */
const SHAPE = `
with ours as (select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')
select md5(string_agg(part, ',' order by part)) as shape from (
  select nspname::text from ours
  union all select c.oid || c.relname from pg_class c where c.relnamespace in (select oid from ours)
  union all select a.attrelid || a.attname || a.atttypid || a.attnotnull from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace in (select oid from ours)
  union all select p.oid || md5(p.prosrc) from pg_proc p where p.pronamespace in (select oid from ours)
  union all select t.oid || t.tgenabled::text from pg_trigger t
  union all select k.oid || k.conname from pg_constraint k where k.connamespace in (select oid from ours)
) as parts (part)`;
const TABLES = `
select string_agg(c.oid::regclass::text, ', ') as names from pg_class c
where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'migrations'`;

const shapes = new WeakMap<EmbeddedDatabase, string>();

async function shapeOf(database: EmbeddedDatabase): Promise<string> {
  const { rows } = await database.query<{ shape: string }>(SHAPE);
  return rows[0]!.shape;
}

/** Rows go several times faster than tables; where a test has changed the tables, they are made anew. */
async function empty(database: EmbeddedDatabase): Promise<void> {
  await database.query('discard all');
  if ((await shapeOf(database)) === shapes.get(database)) {
    const { rows } = await database.query<{ names: string }>(TABLES);
    await database.transaction(async (tx) => {
      // Some tables refuse to forget.
      await tx.query('set local session_replication_role = replica');
      await tx.query(`truncate ${rows[0]!.names}`);
      await tx.query('select setval(seqrelid::regclass, seqstart, false) from pg_sequence');
    });
    return;
  }
  const { rows } = await database.query<{ name: string }>(
    `select quote_ident(nspname) as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`,
  );
  await database.query(
    `drop schema ${rows.map(({ name }) => name).join(', ')} cascade; create schema public`,
  );
  await migrate({ database });
  shapes.set(database, await shapeOf(database));
}

let template: Promise<Blob> | null = null;

function embeddedTemplate(): Promise<Blob> {
  template ??= makeEmbeddedTemplate();
  return template;
}

/** Kept between runs in the temporary directory, under a name that changes with the migrations. */
async function makeEmbeddedTemplate(): Promise<Blob> {
  const path = join(tmpdir(), `procedure-assistant-test-${await migrationsDigest()}.tar`);
  if (!existsSync(path)) {
    const lite = await PGlite.create({ extensions: { vector } });
    const database = embeddedOver(lite, () => lite.close());
    await migrate({ database });
    const dump = await lite.dumpDataDir('none');
    await database.close();
    const draft = `${path}.${randomBytes(4).toString('hex')}`;
    await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
    await rename(draft, path);
  }
  return new Blob([await readFile(path)]);
}

async function freshOnServer(): Promise<OpenDatabase> {
  const source = await serverTemplate();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} template ${source}`));
  const database = await openServer({ url: urlOf(name), poolSize: 5, logger });
  return {
    ...database,
    async close() {
      await database.close();
      await drop(name);
    },
  };
}

/** Made by whoever comes first; its name changes with the migrations, and it stays for the next run. */
async function serverTemplate(): Promise<string> {
  const name = `test_template_${await migrationsDigest()}`;
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`drop database if exists ${name}_draft with (force)`);
    await client.query(`create database ${name}_draft`);
    const database = await openServer({ url: urlOf(`${name}_draft`), poolSize: 1, logger });
    await migrate({ database });
    await database.close();
    await client.query(`alter database ${name}_draft rename to ${name}`);
  });
  return name;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  if (!serverUrl) throw new Error('TEST_DATABASE_URL names no server');
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl ?? '');
  url.pathname = `/${database}`;
  return url.href;
}

async function drop(database: string): Promise<void> {
  await onServer((client) => client.query(`drop database if exists ${database} with (force)`));
}

async function migrationsDigest(): Promise<string> {
  const checksums = (await readMigrations()).map(({ checksum }) => checksum);
  return createHash('sha256').update(checksums.join()).digest('hex').slice(0, 12);
}
