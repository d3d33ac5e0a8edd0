// Planning and applying imports, on every database.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  catalogueSummary,
  currentCodes,
  currentProcedure,
  planImport,
  proceduresByIds,
} from '../../../knowledge/catalogue.ts';
import {
  type Indexing,
  importCatalogue,
  loadStarter,
  TooManyRepealed,
} from '../../../knowledge/import/import-catalogue.ts';
import type { Queryable } from '../../../knowledge/ports.ts';
import type { Procedure } from '../../../knowledge/procedure.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { aProcedure } from '../../support/procedures.ts';

const JULY = new Date('2026-07-20T02:00:00Z');
const AUGUST = new Date('2026-08-20T02:00:00Z');
const SEPTEMBER = new Date('2026-09-20T02:00:00Z');

/** Counts what it is given instead of embedding it. */
function countingIndex() {
  const prepared: string[][] = [];
  const indexing: Indexing<{ embedded: number }> = {
    async prepare(procedures) {
      prepared.push(procedures.map(({ code }) => code));
      return { embedded: procedures.length };
    },
    async write() {},
  };
  return { indexing, prepared };
}

describe.each(databaseKinds)('importing into the catalogue on %s', (kind) => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let index: ReturnType<typeof countingIndex>;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    index = countingIndex();
  });
  afterEach(() => database.close());

  function run(
    procedures: Procedure[],
    options: { at?: Date; partial?: boolean; spared?: string[]; allowRepeal?: boolean } = {},
  ) {
    return importCatalogue({
      database,
      indexing: index.indexing,
      incoming: { procedures, partial: options.partial ?? false, spared: options.spared ?? [] },
      about: { source: 'thử', kind: 'import', dataDate: '2026-07', at: options.at ?? JULY },
      allowRepeal: options.allowRepeal ?? false,
    });
  }

  const four = ['1.000001', '1.000002', '1.000003', '1.000004'].map((code) => aProcedure({ code }));

  test('the first import is all new; the same again changes and embeds nothing', async () => {
    const first = await run(four);
    expect(first.plan).toMatchObject({ changed: [], unchanged: 0, repealed: [] });
    expect(first.plan.new).toHaveLength(4);
    expect(first.embedded).toBe(4);

    const second = await run(four, { at: AUGUST });
    expect(second.plan).toMatchObject({ new: [], changed: [], unchanged: 4, repealed: [] });
    expect(second.embedded).toBe(0);
    expect(index.prepared).toEqual([['1.000001', '1.000002', '1.000003', '1.000004'], []]);
    const { rows } = await database.query('select version from procedures');
    expect(rows).toEqual(Array(4).fill({ version: 1 }));
  });

  test('a changed procedure gets a new version and keeps the old one with its dates', async () => {
    await run(four);
    const renamed = aProcedure({ code: '1.000002', title: 'Tên mới' });
    const { plan } = await run([four[0]!, renamed, four[2]!, four[3]!], { at: AUGUST });
    expect(plan.changed).toEqual([renamed]);
    expect(index.prepared[1]).toEqual(['1.000002']);

    const { rows } = await database.query(
      `select version, status, valid_from, valid_to, body->>'title' as title from procedures
       where code = '1.000002' order by version`,
    );
    expect(rows).toEqual([
      { version: 1, status: 'superseded', valid_from: JULY, valid_to: AUGUST, title: 'Thủ tục số 1.000002' },
      { version: 2, status: 'current', valid_from: AUGUST, valid_to: null, title: 'Tên mới' },
    ]);
    expect((await currentProcedure(database, '1.000002'))?.procedure).toEqual(renamed);
  });

  test('a vanished procedure is repealed, not deleted, and returns as a new version', async () => {
    await run(four);
    const { plan } = await run(four.slice(0, 3), { at: AUGUST });
    expect(plan.repealed).toEqual(['1.000004']);
    expect(await currentCodes(database)).toEqual(['1.000001', '1.000002', '1.000003']);
    expect(await currentProcedure(database, '1.000004')).toBeNull();

    await run(four, { at: SEPTEMBER });
    const { rows } = await database.query(
      `select version, status, valid_to from procedures where code = '1.000004' order by version`,
    );
    expect(rows).toEqual([
      { version: 1, status: 'repealed', valid_to: AUGUST },
      { version: 2, status: 'current', valid_to: null },
    ]);
  });

  test('a partial import repeals nothing', async () => {
    await run(four);
    const { plan } = await run([aProcedure({ code: '1.000009' })], { partial: true });
    expect(plan.repealed).toEqual([]);
    expect(await currentCodes(database)).toHaveLength(5);
  });

  test('a record that could not be read does not repeal what is known of it', async () => {
    await run(four);
    const { plan } = await run(four.slice(0, 3), { at: AUGUST, spared: ['1.000004'] });
    expect(plan.repealed).toEqual([]);
    expect(await currentCodes(database)).toHaveLength(4);
  });

  test('an import that would repeal more than 30% is refused unless allowed', async () => {
    await run(four);
    await expect(run(four.slice(0, 2), { at: AUGUST })).rejects.toThrow(TooManyRepealed);
    expect(await currentCodes(database)).toHaveLength(4);
    const { plan } = await run(four.slice(0, 2), { at: AUGUST, allowRepeal: true });
    expect(plan.repealed).toEqual(['1.000003', '1.000004']);
  });

  test('procedures of the starter catalogue may all go without asking', async () => {
    await loadStarter({ database, indexing: index.indexing, now: JULY });
    expect(await catalogueSummary(database)).toMatchObject({
      procedures: 2809,
      fromStarter: 2809,
      dataDate: '2026-07',
      lastImport: {
        source: 'starter',
        at: JULY,
        counts: { new: 2809, changed: 0, unchanged: 0, repealed: 0 },
      },
    });

    const { plan } = await run(four, { at: AUGUST });
    expect(plan.repealed.length).toBeGreaterThan(2800);
    expect(await catalogueSummary(database)).toMatchObject({
      procedures: 4,
      fromStarter: 0,
      lastImport: { source: 'thử', at: AUGUST },
    });
    expect(await loadStarter({ database, indexing: index.indexing, now: SEPTEMBER })).toBeNull();
  });

  test('a failure while writing the index leaves everything as it was', async () => {
    await run(four);
    const failing: Indexing<{ embedded: number }> = {
      prepare: async () => ({ embedded: 0 }),
      write: async () => {
        throw new Error('disk full');
      },
    };
    const before = await database.query('select * from procedures order by id');
    await expect(
      importCatalogue({
        database,
        indexing: failing,
        incoming: {
          procedures: [aProcedure({ code: '1.000001', title: 'Khác' }), ...four.slice(1)],
          partial: false,
          spared: [],
        },
        about: { source: 'hỏng', kind: 'import', dataDate: '2026-08', at: AUGUST },
        allowRepeal: false,
      }),
    ).rejects.toThrow('disk full');
    expect((await database.query('select * from procedures order by id')).rows).toEqual(before.rows);
    expect((await database.query('select source from imports')).rows).toEqual([{ source: 'thử' }]);
  });

  test('when another import comes in between, the plan is made anew', async () => {
    await run(four);
    let interfered = false;
    const written: string[][] = [];
    const interfering: Indexing<{ embedded: number; codes: string[] }> = {
      async prepare(procedures) {
        if (!interfered) {
          interfered = true;
          await run([...four, aProcedure({ code: '1.000005' })], { at: AUGUST });
        }
        return { embedded: 0, codes: procedures.map(({ code }) => code) };
      },
      async write(_tx: Queryable, { codes }) {
        written.push(codes);
      },
    };
    const { plan } = await importCatalogue({
      database,
      indexing: interfering,
      incoming: {
        procedures: [...four, aProcedure({ code: '1.000005' }), aProcedure({ code: '1.000006' })],
        partial: false,
        spared: [],
      },
      about: { source: 'sau', kind: 'import', dataDate: '2026-09', at: SEPTEMBER },
      allowRepeal: false,
    });
    expect(plan.new.map(({ code }) => code)).toEqual(['1.000006']);
    expect(written).toEqual([['1.000006']]);
    const { rows } = await database.query(`select version from procedures where code = '1.000005'`);
    expect(rows).toEqual([{ version: 1 }]);
  });

  test('two imports at the same time do not mix', async () => {
    const left = four.map((procedure) => ({ ...procedure, title: `Trái ${procedure.code}` }));
    const right = four.map((procedure) => ({ ...procedure, title: `Phải ${procedure.code}` }));
    await Promise.all([run(left, { at: JULY }), run(right, { at: AUGUST })]);
    const { rows } = await database.query<{ title: string }>(
      `select distinct split_part(body->>'title', ' ', 1) as title from procedures where status = 'current'`,
    );
    expect(rows).toHaveLength(1);
    const versions = await database.query<{ count: string }>('select count(*) from procedures');
    expect(versions.rows).toEqual([{ count: '8' }]);
  });

  test('entries are read by id, in the order asked for', async () => {
    await run(four);
    const first = await currentProcedure(database, '1.000001');
    const last = await currentProcedure(database, '1.000004');
    const entries = await proceduresByIds(database, [last!.id, '999999', first!.id]);
    expect(entries).toEqual([last, first]);
    expect(entries[0]).toMatchObject({ version: 1, validFrom: JULY, from: 'import', dataDate: '2026-07' });
  });

  test('a code given twice is refused', async () => {
    await expect(
      planImport(database, { procedures: [four[0]!, four[0]!], partial: false, spared: [] }),
    ).rejects.toThrow('1.000001 twice');
  });
});
