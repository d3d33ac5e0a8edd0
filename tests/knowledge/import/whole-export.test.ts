// The real export beside the checkout, 5,665 records of July 2026: needs ../shared, and must run when it is there.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { wordSpaceEmbedder } from '../../../knowledge/embedding/word-space.ts';
import { bareFactsOf } from '../../../knowledge/import/bare-facts.ts';
import { type Gathered, gather } from '../../../knowledge/import/gather.ts';
import { importCatalogue } from '../../../knowledge/import/import-catalogue.ts';
import { DEFAULT_SCOPE } from '../../../knowledge/import/scope.ts';
import { prepareIndex, writeIndex } from '../../../knowledge/indexing.ts';
import type { Database } from '../../../knowledge/ports.ts';
import { digestOf, type Procedure } from '../../../knowledge/procedure.ts';
import { readStarter } from '../../../knowledge/starter.ts';
import { shippedWords } from '../../../knowledge/words.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { hasSharedData, sharedFile } from '../../support/shared-data.ts';

describe.runIf(hasSharedData)('the whole export', () => {
  let gathered: Gathered;
  beforeAll(async () => {
    gathered = await gather({
      files: [sharedFile('data/national-portal-2026-07.jsonl.gz')!],
      scope: DEFAULT_SCOPE,
    });
  });

  test('has 5,665 records, none unreadable, 2,809 in scope: the codes of the evaluation', () => {
    expect(gathered).toMatchObject({
      records: 5665,
      leftOut: { withdrawn: 1, internal: 190, level: 1765, publisher: 900 },
      faults: [],
      spared: [],
      nameless: 0,
    });
    const expected = readFileSync(sharedFile('eval/catalogue-codes.txt')!, 'utf8').trim().split(/\s+/);
    expect(gathered.procedures.map(({ code }) => code).sort()).toEqual(expected.sort());
  });

  test('leaves no dirt in any text', () => {
    const texts = JSON.stringify(gathered.procedures);
    expect(texts).toBe(texts.normalize('NFC'));
    expect(texts.match(/[\u{E000}-\u{F8FF}\u00A0\u200B-\u200F\u00AD\uFEFF]|\\t| {2}/u)).toBeNull();
  });

  test('no title is shouted, no agency is in another province', () => {
    const shouted = gathered.procedures.filter(({ title }) => title === title.toLocaleUpperCase('vi'));
    expect(shouted).toEqual([]);
    const elsewhere = gathered.procedures
      .filter(({ publisher }) => publisher?.startsWith('Bộ'))
      .flatMap(({ agencies }) => agencies)
      .filter((name) =>
        /(?:thành phố|tỉnh|TP\.?) ?(?:Hà Nội|Hồ Chí Minh|HCM|Hải Phòng|An Giang|Sơn La|Tây Ninh)/iu.test(
          name,
        ),
      );
    expect(elsewhere).toEqual([]);
  });

  test('keeps amounts of 0 as 0, with their texts, and no amount below 1,000 đồng', () => {
    const fees = gathered.procedures.flatMap(({ submissions }) =>
      submissions.flatMap((submission) => submission.fees),
    );
    const zeros = fees.filter(({ amount }) => amount === 0);
    expect(zeros.filter(({ text }) => text === null)).toHaveLength(4244);
    expect(zeros.filter(({ text }) => text !== null)).toHaveLength(1663);
    expect(
      fees.filter(
        ({ amount, currency }) => currency === 'VND' && amount !== null && amount > 0 && amount < 1000,
      ),
    ).toEqual([]);
    expect(fees.filter(({ currency }) => currency === 'USD').length).toBeGreaterThan(20);
  });

  test('every time has an amount with a unit, or words', () => {
    const times = gathered.procedures.flatMap(({ submissions }) =>
      submissions.flatMap(({ time }) => time ?? []),
    );
    expect(times.length).toBeGreaterThan(7000);
    const lame = times.filter(
      ({ amount, unit, text }) =>
        (amount === null) !== (unit === null) || (amount === null) === (text === null),
    );
    expect(lame).toEqual([]);
  });

  test('gives the shipped starter catalogue, procedure by procedure', async () => {
    const facts = new Map(gathered.procedures.map((procedure) => [procedure.code, bareFactsOf(procedure)]));
    const { procedures } = await readStarter();
    expect(procedures).toHaveLength(facts.size);
    expect(
      procedures.filter((procedure) => digestOf(procedure) !== digestOf(facts.get(procedure.code)!)),
    ).toEqual([]);
  });

  describe.each(databaseKinds)('on %s', (kind) => {
    test('is stored row for row as it was read; a second import embeds nothing', async () => {
      const database = await freshDatabase(kind);
      try {
        const first = await importAll(database);
        expect(first.embedded).toBe(2809);
        const { rows } = await database.query<{ digest: string; body: Procedure }>(
          `select digest, body from procedures where status = 'current' order by code`,
        );
        const expected = gathered.procedures.toSorted((a, b) => (a.code < b.code ? -1 : 1));
        expect(rows.map(({ body }) => body)).toEqual(expected);
        expect(rows.map(({ digest }) => digest)).toEqual(expected.map(digestOf));

        const second = await importAll(database);
        expect(second).toMatchObject({
          embedded: 0,
          plan: { new: [], changed: [], unchanged: 2809, repealed: [] },
        });
        const chunks = await database.query('select count(*)::integer as chunks from chunks');
        expect(chunks.rows).toEqual([{ chunks: 2809 }]);
      } finally {
        await database.close();
      }
    });
  });

  function importAll(database: Database) {
    const words = shippedWords();
    const embedder = wordSpaceEmbedder();
    return importCatalogue({
      database,
      indexing: {
        prepare: (procedures) => prepareIndex({ database, embedder, words, procedures }),
        write: writeIndex,
      },
      incoming: { procedures: gathered.procedures, partial: false, spared: [] },
      about: { source: 'cổng', kind: 'import', dataDate: '2026-07', at: new Date('2026-07-20T02:00:00Z') },
      allowRepeal: false,
    });
  }
});
