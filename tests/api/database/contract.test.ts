// What every database must do alike, held against the embedded one and, where given, a server.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import type { Queryable } from '../../../knowledge/ports.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';

describe.each(databaseKinds)('the database on %s', (kind) => {
  let database: OpenDatabase;

  beforeEach(async () => {
    database = await freshDatabase(kind);
  });
  afterEach(() => database.close());

  async function readOne(text: string, values?: unknown[]): Promise<unknown> {
    const { rows } = await database.query<{ value: unknown }>(`select ${text} as value`, values);
    return rows[0]?.value;
  }

  async function notes(): Promise<string[]> {
    const { rows } = await database.query<{ note: string }>('select note from notes order by note');
    return rows.map(({ note }) => note);
  }

  async function note(to: Queryable, text: string): Promise<void> {
    await to.query('insert into notes values ($1)', [text]);
  }

  describe('values', () => {
    it.each([
      ['null', 'null::text', null],
      ['boolean', 'true', true],
      ['integer', '42', 42],
      ['bigint', '9007199254740993::bigint', '9007199254740993'],
      ['numeric', '10.50::numeric', '10.50'],
      ['double precision', '1.5::float8', 1.5],
      ['text', "'Quảng Ngãi'", 'Quảng Ngãi'],
      ['date', "date '2026-07-01'", '2026-07-01'],
      ['timestamptz', "timestamptz '2026-07-01 07:00+07'", new Date('2026-07-01T00:00:00Z')],
      ['interval', "interval '2 days'", '2 days'],
      ['jsonb', `'{"a": [1, "x"]}'::jsonb`, { a: [1, 'x'] }],
      ['bytea', "'\\x00ff'::bytea", Buffer.from([0, 255])],
      ['text[]', `array['a b', 'c"d', null, '']`, ['a b', 'c"d', null, '']],
      ['integer[]', 'array[1, 2]', [1, 2]],
      ['bigint[]', 'array[1, 2]::bigint[]', ['1', '2']],
      ['numeric[]', 'array[1.50]::numeric[]', ['1.50']],
      ['date[]', "array[date '2026-07-01']", ['2026-07-01']],
      ['jsonb[]', `array['{"a": 1}'::jsonb]`, [{ a: 1 }]],
      ['vector', "'[1,2,3]'::vector", '[1,2,3]'],
      ['sparsevec', "'{1:0.5,4:2}/5'::sparsevec", '{1:0.5,4:2}/5'],
    ])('reads %s', async (_, text, expected) => {
      expect(await readOne(text)).toEqual(expected);
      expect(await readOne(`case when $1::boolean then ${text} end`, [true])).toEqual(expected);
    });

    it.each<[string, string, unknown, unknown]>([
      ['undefined as null', 'text', undefined, null],
      ['a boolean', 'boolean', false, false],
      ['a number', 'integer', 7, 7],
      ['a bigint', 'bigint', 9007199254740993n, '9007199254740993'],
      ['text with quotes', 'text', `a'b"c\\d\n`, `a'b"c\\d\n`],
      ['a Date', 'timestamptz', new Date('2026-07-01T00:00:00Z'), new Date('2026-07-01T00:00:00Z')],
      ['an object', 'jsonb', { a: 'đ' }, { a: 'đ' }],
      ['JSON text', 'jsonb', '[1,2]', [1, 2]],
      ['bytes', 'bytea', new Uint8Array([1, 2]), Buffer.from([1, 2])],
      ['an empty array', 'text[]', [], []],
      ['texts', 'text[]', ['a,b', 'c"d', 'e\\f', '{g}', null], ['a,b', 'c"d', 'e\\f', '{g}', null]],
      ['numbers', 'integer[]', [1, 2], [1, 2]],
      ['nested arrays', 'integer[]', [[1], [2]], [[1], [2]]],
      ['objects', 'jsonb[]', [{ a: 'b"c' }], [{ a: 'b"c' }]],
      ['a vector', 'vector', '[1,2]', '[1,2]'],
    ])('writes %s', async (_, type, given, expected) => {
      expect(await readOne(`$1::${type}`, [given])).toEqual(expected);
    });

    it('refuses what has no Postgres text', async () => {
      await expect(readOne('$1::text', [() => 1])).rejects.toThrow(TypeError);
      await expect(readOne('$1::vector', [new Float32Array(2)])).rejects.toThrow(TypeError);
    });

    it('refuses a NUL in text and goes on', async () => {
      await expect(readOne('$1::text', ['a\0b'])).rejects.toMatchObject({ code: '22021' });
      expect(await readOne('1')).toBe(1);
    });
  });

  it('counts the rows that were read or written', async () => {
    await database.query('create table numbers (n integer)');
    const count = async (text: string, values?: unknown[]) => (await database.query(text, values)).rowCount;
    expect(await count('insert into numbers select generate_series(1, 5)')).toBe(5);
    expect(await count('select * from numbers where n > $1', [3])).toBe(2);
    expect(await count('update numbers set n = n where n < $1 returning n', [4])).toBe(3);
    expect(await count('update numbers set n = 0 where n = 99')).toBe(0);
    expect(await count('delete from numbers')).toBe(5);
    expect(await count('create table more (n integer)')).toBe(0);
  });

  it('runs several statements given together and answers the last', async () => {
    const { rows } = await database.query('create table pair (n integer); select 1 as one; select 2 as two');
    expect(rows).toEqual([{ two: 2 }]);
  });

  it('tells what is wrong by SQLSTATE and goes on', async () => {
    await database.query('create table keys (k integer primary key)');
    await database.query('insert into keys values ($1)', [1]);
    await expect(database.query('insert into keys values ($1)', [1])).rejects.toMatchObject({
      code: '23505',
    });
    await expect(database.query('select * from nowhere')).rejects.toMatchObject({ code: '42P01' });
    await expect(database.query('select 1 / $1::integer', [0])).rejects.toMatchObject({ code: '22012' });
    expect(await readOne('1')).toBe(1);
  });

  it('ranks by distance between vectors, dense and sparse', async () => {
    await database.query('create table points (id integer, dense vector(2), sparse sparsevec(3))');
    await database.query(
      `insert into points values (1, '[1,0]', '{1:1}/3'), (2, '[0,1]', '{2:1}/3'), (3, '[0.9,0.1]', '{1:3}/3')`,
    );
    const nearest = async (text: string, value: string) =>
      (await database.query<{ id: number }>(text, [value])).rows.map(({ id }) => id);
    expect(await nearest('select id from points order by dense <=> $1::vector, id', '[1,0]')).toEqual([
      1, 3, 2,
    ]);
    expect(await nearest('select id from points order by sparse <#> $1::sparsevec, id', '{1:1}/3')).toEqual([
      3, 1, 2,
    ]);
  });

  describe('transactions', () => {
    beforeEach(async () => {
      await database.query('create table notes (note text)');
    });

    it('keeps everything when the work resolves and hands on its result', async () => {
      const result = await database.transaction(async (tx) => {
        await note(tx, 'a');
        await note(tx, 'b');
        return 'done';
      });
      expect(result).toBe('done');
      expect(await notes()).toEqual(['a', 'b']);
    });

    it('keeps nothing when the work throws', async () => {
      const failure = new Error('no');
      const work = database.transaction(async (tx) => {
        await note(tx, 'a');
        throw failure;
      });
      await expect(work).rejects.toBe(failure);
      expect(await notes()).toEqual([]);
    });

    it('does not pass for committed when a failed statement was swallowed', async () => {
      const work = database.transaction(async (tx) => {
        await note(tx, 'a');
        await tx.query('select 1 / 0').catch(() => {});
      });
      await expect(work).rejects.toMatchObject({ code: '25P02' });
      expect(await notes()).toEqual([]);
    });

    it('may go on after a failed statement by a savepoint', async () => {
      await database.transaction(async (tx) => {
        await note(tx, 'a');
        await tx.query('savepoint before');
        await tx.query('select 1 / 0').catch(() => tx.query('rollback to savepoint before'));
      });
      expect(await notes()).toEqual(['a']);
    });

    it('shows nobody outside what is not committed, and never lets them join', async () => {
      const inserted = gate();
      const mayEnd = gate();
      const work = database.transaction(async (tx) => {
        await note(tx, 'inside');
        inserted.open();
        await mayEnd.passed;
        throw new Error('rolled back');
      });
      await inserted.passed;
      const outside = note(database, 'outside');
      mayEnd.open();
      await expect(work).rejects.toThrow('rolled back');
      await outside;
      expect(await notes()).toEqual(['outside']);
    });

    it('runs many at once without losing a count', async () => {
      await database.query('create table counters (n integer)');
      await database.query('insert into counters values (0)');
      await Promise.all(
        Array.from({ length: 20 }, () =>
          database.transaction(async (tx) => {
            const { rows } = await tx.query<{ n: number }>('select n from counters for update');
            await tx.query('update counters set n = $1', [rows[0]!.n + 1]);
          }),
        ),
      );
      expect(await readOne('(select n from counters)')).toBe(20);
    });

    it('refuses the database inside its own transaction', async () => {
      const work = database.transaction(async (tx) => {
        await note(tx, 'a');
        await note(database, 'b');
      });
      await expect(work).rejects.toThrow('inside its own transaction');
      expect(await notes()).toEqual([]);
    });

    it('refuses a transaction that has ended', async () => {
      const kept = await database.transaction(async (tx) => ({ tx }));
      await expect(note(kept.tx, 'late')).rejects.toThrow('has ended');
    });
  });

  describe('notifications', () => {
    it('arrive after the commit, with their payload, until one stops listening', async () => {
      const heard: string[] = [];
      const first = gate();
      const stop = await database.listen('desk_news', (payload) => {
        heard.push(payload);
        first.open();
      });
      const rolledBack = database.transaction(async (tx) => {
        await tx.query(`select pg_notify('desk_news', 'rolled back')`);
        throw new Error('no');
      });
      await expect(rolledBack).rejects.toThrow('no');
      await database.transaction(async (tx) => {
        await tx.query('select pg_notify($1, $2)', ['desk_news', 'tin mới']);
      });
      await first.passed;
      await stop();

      const second = gate();
      await database.listen('desk_news', () => second.open());
      await database.query(`notify desk_news, 'unheard by the first'`);
      await second.passed;
      expect(heard).toEqual(['tin mới']);
    });

    it('reach every listener of a channel', async () => {
      const [one, two] = [gate(), gate()];
      await database.listen('desk_news', one.open);
      await database.listen('desk_news', two.open);
      await database.query('notify desk_news');
      await Promise.all([one.passed, two.passed]);
    });

    it('may be answered with a query', async () => {
      const answered = gate();
      await database.listen('desk_news', (payload) => {
        readOne('$1::text', [payload]).then(() => answered.open());
      });
      await database.transaction(async (tx) => {
        await tx.query(`notify desk_news, 'x'`);
      });
      await answered.passed;
    });

    it('refuse a channel name that SQL would read otherwise', async () => {
      await expect(database.listen('a; drop table x', () => {})).rejects.toThrow('channel');
    });
  });
});

function gate(): { open: () => void; passed: Promise<void> } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}
