// Finding procedures in a small catalogue: by title, by what people call it, mistyped, and after every kind of change.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createQuestionVectors } from '../../knowledge/embedding/question-vectors.ts';
import { wordSpaceEmbedder } from '../../knowledge/embedding/word-space.ts';
import { documentTerms, features } from '../../knowledge/features.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import { prepareIndex, writeIndex } from '../../knowledge/indexing.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { readQuestion, shippedLanguage } from '../../knowledge/question.ts';
import { createSearch, type Search } from '../../knowledge/search.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { aProcedure } from '../support/procedures.ts';

const [marriage, residence, building, licence, birth, funeral] = [
  aProcedure({ code: '1.000001', title: 'Thủ tục đăng ký kết hôn' }),
  aProcedure({ code: '1.000002', title: 'Đăng ký tạm trú' }),
  aProcedure({ code: '1.000003', title: 'Cấp giấy phép xây dựng nhà ở riêng lẻ' }),
  aProcedure({ code: '1.000004', title: 'Cấp lại giấy phép lái xe' }),
  aProcedure({ code: '1.000005', title: 'Đăng ký khai sinh' }),
  aProcedure({ code: '1.000006', title: 'Hỗ trợ chi phí mai táng' }),
] as const;
const CATALOGUE: readonly Procedure[] = [marriage, residence, building, licence, birth, funeral];

const language = shippedLanguage();
const embedder = wordSpaceEmbedder();
const questionVectors = createQuestionVectors({ builtIn: embedder });

describe.each(databaseKinds)('search on %s', (kind) => {
  let database: OpenDatabase;
  let search: Search;
  beforeEach(async () => {
    database = await freshDatabase(kind);
    search = createSearch({ database, questionVectors, language });
    await addAlias(licence.code, 'mất bằng lái');
    await addAlias(funeral.code, 'tiền lo đám ma');
    await replaceAll(CATALOGUE);
  });
  afterEach(() => database.close());

  async function addAlias(code: string, phrase: string): Promise<void> {
    await database.query(`insert into aliases (code, phrase, source) values ($1, $2, 'officer')`, [
      code,
      phrase,
    ]);
  }

  function prepare(procedures: readonly Procedure[]) {
    return prepareIndex({ database, embedder, words: language.words, procedures });
  }

  async function hitsFor(text: string) {
    return search.find(readQuestion(language, text));
  }

  async function codesFor(text: string): Promise<string[]> {
    return (await hitsFor(text)).map(({ code }) => code);
  }

  /** What an officer's change leads to: the document of one procedure is written anew. */
  async function reindex(procedure: Procedure) {
    const prepared = await prepare([procedure]);
    await database.transaction((tx) => writeIndex(tx, prepared));
    return prepared;
  }

  async function replaceAll(procedures: readonly Procedure[]) {
    return importCatalogue({
      database,
      indexing: { prepare, write: writeIndex },
      incoming: { procedures, partial: false, spared: [] },
      about: { source: 'mới', kind: 'import', dataDate: '2026-08', at: new Date('2026-08-01') },
      allowRepeal: true,
    });
  }

  /** Documents by term, counted from the documents themselves and as the lexicon keeps them. */
  async function termCounts() {
    const chunks = await database.query<{ features: unknown }>('select features from chunks');
    const counted = new Map<string, number>();
    for (const row of chunks.rows)
      for (const term of documentTerms(features.parse(row.features)).frequencies.keys())
        counted.set(term, (counted.get(term) ?? 0) + 1);
    const kept = await database.query<{ term: string; documents: number }>(
      'select term, documents from lexicon where documents <> 0',
    );
    const facts = await database.query<{ value: number }>(
      `select value from index_facts where name = 'documents'`,
    );
    return {
      counted: [counted.size, ...[...counted].toSorted(([a], [b]) => (a < b ? -1 : 1))],
      kept: [
        kept.rows.length,
        ...kept.rows
          .map(({ term, documents }): [string, number] => [term, documents])
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ],
      documents: { counted: chunks.rows.length, kept: facts.rows[0]?.value },
    };
  }

  test.each([
    ['the words of the title', 'đăng ký kết hôn', marriage],
    ['no marks', 'dang ky ket hon', marriage],
    ['capitals', 'ĐĂNG KÝ TẠM TRÚ', residence],
    ['decomposed text', 'đăng ký khai sinh'.normalize('NFD'), birth],
    ['another order of words', 'nhà ở riêng lẻ, giấy phép xây dựng', building],
    ['an alias', 'tôi làm mất bằng lái', licence],
    ['an alias without marks', 'mat bang lai', licence],
    ['an alias that shares no word with the title', 'xin tiền lo đám ma', funeral],
    ['a mistyped word beside a right one', 'giấy phép xâyy dựngg', building],
  ])('finds by %s', async (_what, text, procedure) => {
    expect((await codesFor(text))[0]).toBe(procedure.code);
  });

  test.each([
    ['đăng ký tạmm trúu', residence],
    ['giấy phép láii xee', licence],
  ])('knows mistyped words by their letters: "%s"', async (text, procedure) => {
    const hits = await hitsFor(text);
    expect(hits.length).toBeGreaterThan(1);
    expect(hits.toSorted((a, b) => b.dense - a.dense)[0]?.code).toBe(procedure.code);
    expect(hits[0]?.code).toBe(procedure.code);
  });

  test('orders the same way every time, no code twice, at most as many as asked for', async () => {
    const question = readQuestion(language, 'đăng ký giấy phép');
    const first = await search.find(question, 3);
    expect(first).toHaveLength(3);
    expect(new Set(first.map(({ code }) => code)).size).toBe(3);
    expect(await search.find(question, 3)).toEqual(first);
    const scores = first.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  test.each(['zzz qqq', 'blockchain metaverse', ''])(
    'finds nothing for unknown words: "%s"',
    async (text) => {
      expect(await codesFor(text)).toEqual([]);
    },
  );

  test.each([
    `'; drop table chunks; --`,
    `kết hôn' or '1'='1`,
    'kết "hôn" \\ $1 :: {1:1}/2',
    '💍💍 kết hôn 👩‍❤️‍👨',
    'kết hôn\0\u202E\uD83D',
    `<script>alert("kết hôn")</script>`,
    'kết hôn '.repeat(2000),
  ])('takes %j for words', async (text) => {
    const codes = await codesFor(text);
    expect(codes[0]).toBe(text.includes('hôn') ? marriage.code : undefined);
    expect(await codesFor('kết hôn')).toContain(marriage.code);
  });

  test('an alias that an officer adds counts once the procedure is indexed anew', async () => {
    expect((await codesFor('rước dâu'))[0]).toBeUndefined();
    await addAlias(marriage.code, 'rước dâu');
    expect((await reindex(marriage)).embedded).toBe(1);
    expect((await codesFor('ruoc dau'))[0]).toBe(marriage.code);
  });

  test('the words of a title count twice until people have been heard often enough', async () => {
    const wordsOf = async () => (await hitsFor('khai sinh')).find(({ code }) => code === birth.code)!.lexical;
    const alone = await wordsOf();
    for (const phrase of ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu']) await addAlias(birth.code, phrase);
    await reindex(birth);
    const whole = await wordsOf();
    expect(alone / whole).toBeGreaterThan(1.6);
    await addAlias(birth.code, 'bảy');
    await reindex(birth);
    expect((await wordsOf()) / whole).toBeGreaterThan(0.9);
  });

  test('what was embedded once is not embedded again', async () => {
    expect((await reindex(marriage)).embedded).toBe(0);
    await addAlias(marriage.code, 'rước dâu');
    await reindex(marriage);
    expect((await reindex(marriage)).embedded).toBe(0);
  });

  test('a procedure that is repealed is found no more', async () => {
    expect(await codesFor('khai sinh')).toContain(birth.code);
    await replaceAll(CATALOGUE.filter((procedure) => procedure !== birth));
    expect(await codesFor('đăng ký khai sinh')).not.toContain(birth.code);
    expect(await codesFor('sinh')).toEqual([]);
  });

  test('a procedure with another title is found by the new one only', async () => {
    const renamed = { ...birth, title: 'Ghi vào sổ hộ tịch việc nhận con' };
    await replaceAll([...CATALOGUE.filter((procedure) => procedure !== birth), renamed]);
    expect((await codesFor('nhận con'))[0]).toBe(birth.code);
    expect(await codesFor('sinh')).toEqual([]);
  });

  test('the lexicon counts what the documents hold, after aliases, new titles and repeals', async () => {
    const first = await termCounts();
    expect(first.kept.length).toBeGreaterThan(30);
    expect(first.kept).toEqual(first.counted);

    await addAlias(marriage.code, 'rước dâu');
    await reindex(marriage);
    await reindex(marriage);
    const renamed = { ...residence, title: 'Khai báo nơi ở' };
    await replaceAll([marriage, renamed, licence]);
    const last = await termCounts();
    expect(last.kept).toEqual(last.counted);
    expect(last.kept).not.toEqual(first.kept);
    expect(last.documents).toEqual({ counted: 3, kept: 3 });
  });

  test('an index that could not be written leaves the old one', async () => {
    const before = await termCounts();
    const renamed = { ...marriage, title: 'Việc khác' };
    const prepared = await prepare([renamed]);
    await expect(
      database.transaction(async (tx) => {
        await writeIndex(tx, prepared);
        throw new Error('power failure');
      }),
    ).rejects.toThrow('power failure');
    expect(await termCounts()).toEqual(before);
    expect((await codesFor('kết hôn'))[0]).toBe(marriage.code);
  });

  test('when the embedder of the index fails, words alone answer, and the failure is told', async () => {
    await database.query(`update index_facts set value = to_jsonb('broken'::text) where name = 'embedder'`);
    const told: string[] = [];
    const failing = createQuestionVectors({
      builtIn: embedder,
      onDown: (error, name) => told.push(`${name}: ${error instanceof Error ? error.message : error}`),
    });
    failing.add({
      name: 'broken',
      dimensions: 3,
      embed: () => Promise.reject(new Error('no route to host')),
    });
    const lexical = createSearch({ database, questionVectors: failing, language });
    const hits = await lexical.find(readQuestion(language, 'đăng ký kết hôn'));
    expect(hits[0]).toMatchObject({ code: marriage.code, dense: 0 });
    expect(told).toEqual(['broken: no route to host']);
  });
});
