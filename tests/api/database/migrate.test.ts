// Migrations: applied once and in order, whole or not at all, and refused where code and database do not fit.

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { MigrationError, migrate, readMigrations } from '../../../api/database/migrate.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';

describe.each(databaseKinds)('migrations on %s', (kind) => {
  let database: OpenDatabase;
  let folder: string;
  let shipped: number;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    await cp(join(import.meta.dirname, '../../../api/database/migrations'), folder, { recursive: true });
    shipped = (await readMigrations()).length;
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  function file(offset: number, name: string): string {
    return `${String(shipped + offset).padStart(4, '0')}_${name}.sql`;
  }

  function add(name: string, sql: string): Promise<void> {
    return writeFile(join(folder, name), sql);
  }

  async function applied(): Promise<string[]> {
    const { rows } = await database.query<{ name: string }>('select name from migrations order by number');
    return rows.map(({ name }) => name).slice(shipped);
  }

  it('finds nothing to do on a database that is up to date', async () => {
    expect(shipped).toBeGreaterThan(0);
    expect(await migrate({ database })).toEqual([]);
  });

  it('applies what is new in order and remembers it', async () => {
    await add(file(1, 'first'), 'create table first (n integer); insert into first values (1);');
    await add(file(2, 'second'), 'insert into first values (2);');
    expect(await migrate({ database, folder })).toEqual([file(1, 'first'), file(2, 'second')]);
    expect(await migrate({ database, folder })).toEqual([]);
    expect((await database.query('select n from first order by n')).rows).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('leaves nothing of a migration that fails and keeps those before it', async () => {
    await add(file(1, 'good'), 'create table good (n integer);');
    await add(file(2, 'bad'), 'create table bad (n integer); select 1 / 0;');
    await expect(migrate({ database, folder })).rejects.toMatchObject({ code: '22012' });
    expect(await applied()).toEqual([file(1, 'good')]);
    const { rows } = await database.query(
      `select to_regclass('good') is not null as good, to_regclass('bad') as bad`,
    );
    expect(rows).toEqual([{ good: true, bad: null }]);
  });

  it('applies each once when several processes start together', async () => {
    await add(file(1, 'once'), 'create table once (n integer); insert into once values (1);');
    const names = await Promise.all([1, 2, 3, 4].map(() => migrate({ database, folder })));
    expect(names.flat()).toEqual([file(1, 'once')]);
    expect((await database.query('select n from once')).rows).toEqual([{ n: 1 }]);
  });

  it('refuses an applied migration that was changed afterwards', async () => {
    await add(file(1, 'table'), 'create table changing (n integer);');
    await migrate({ database, folder });
    await add(file(1, 'table'), 'create table changing (n bigint);');
    await expect(migrate({ database, folder })).rejects.toThrow(MigrationError);
    await expect(migrate({ database, folder })).rejects.toThrow(file(1, 'table'));
  });

  it('does not mind other line ends', async () => {
    await add(file(1, 'lines'), 'create table\nlines (n integer);\n');
    await migrate({ database, folder });
    await add(file(1, 'lines'), 'create table\r\nlines (n integer);\r\n');
    expect(await migrate({ database, folder })).toEqual([]);
  });

  it('refuses a database that is newer than the program', async () => {
    await add(file(1, 'future'), 'create table future (n integer);');
    await migrate({ database, folder });
    await expect(migrate({ database })).rejects.toThrow(/newer/);
  });

  it('refuses a folder with a gap or with another file in it', async () => {
    await add(file(2, 'gap'), 'select 1;');
    await expect(migrate({ database, folder })).rejects.toThrow(MigrationError);
  });
});
