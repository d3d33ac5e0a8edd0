// An officer's alias changes what the next question finds, in every process, and outlives imports and upgrades.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { askedFor, officerAliases, storeShippedAliases } from '../../knowledge/aliases.ts';
import { createQuestionVectors } from '../../knowledge/embedding/question-vectors.ts';
import { wordSpaceEmbedder } from '../../knowledge/embedding/word-space.ts';
import { type Indexing, importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import { AliasesChanged, type PreparedIndex, prepareIndex, writeIndex } from '../../knowledge/indexing.ts';
import { createOfficerAliases, type OfficerAliases } from '../../knowledge/officer-aliases.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { readQuestion, shippedLanguage } from '../../knowledge/question.ts';
import { refreshIndex } from '../../knowledge/refresh-index.ts';
import { createSearch, type Search } from '../../knowledge/search.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { aProcedure } from '../support/procedures.ts';

const CAFE = aProcedure({ code: '1.000001', title: 'Đăng ký thành lập hộ kinh doanh' });
const BIRTH = aProcedure({ code: '1.000002', title: 'Đăng ký khai sinh' });
const LAND = aProcedure({ code: '1.000003', title: 'Đăng ký biến động quyền sử dụng đất' });
const SHIPPED = [
  { code: '1.000001', demand: 2 as const, phrases: ['mở quán cà phê'], shared: [] },
  { code: '1.000002', demand: 3 as const, phrases: ['vợ mới sinh'], shared: [] },
];
const language = shippedLanguage();
const { words } = language;
const embedder = wordSpaceEmbedder();

describe.each(databaseKinds)('aliases of officers on the %s database', (kind) => {
  let database: OpenDatabase;
  let indexing: Indexing<PreparedIndex>;
  let search: Search;
  let aliases: OfficerAliases;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    search = aSearch();
    indexing = {
      prepare: (procedures) => prepareIndex({ database, embedder, words, procedures }),
      write: writeIndex,
    };
    aliases = createOfficerAliases({ database, embedder, words });
    await database.transaction((tx) => storeShippedAliases(tx, SHIPPED));
    await importAgain([CAFE, BIRTH, LAND]);
  });
  afterEach(() => database.close());

  /** The search of one process. */
  function aSearch(): Search {
    return createSearch({
      database,
      questionVectors: createQuestionVectors({ builtIn: embedder }),
      language,
    });
  }

  function importAgain(procedures: readonly Procedure[], by: Indexing<PreparedIndex> = indexing) {
    return importCatalogue({
      database,
      indexing: by,
      incoming: { procedures, partial: false, spared: [] },
      about: { source: 'test', kind: 'import', dataDate: '2026-07', at: new Date('2026-11-02') },
      allowRepeal: true,
    });
  }

  async function found(text: string, by: Search = search): Promise<string | undefined> {
    return (await by.find(readQuestion(language, text)))[0]?.code;
  }

  it('are found by the next question, here and in another process that has asked before', async () => {
    const other = aSearch();
    expect([await found('bán trà chanh vỉa hè'), await found('bán trà chanh vỉa hè', other)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await found('hộ kinh doanh', other)).toBe(CAFE.code);
    expect(await aliases.addAliases({ code: CAFE.code, phrases: ['bán trà chanh vỉa hè'] })).toEqual({
      kind: 'added',
      phrases: ['bán trà chanh vỉa hè'],
    });
    expect(await found('ban tra chanh via he')).toBe(CAFE.code);
    const [hit] = await other.find(readQuestion(language, 'bán trà chanh vỉa hè'));
    expect(hit).toMatchObject({ code: CAFE.code, phrase: { text: 'bán trà chanh vỉa hè' } });
    expect(hit!.dense).toBeGreaterThan(0);
  });

  it('are gone for the next question once removed, and their words count for nothing', async () => {
    const { rows: before } = await database.query(
      'select term, documents from lexicon where documents > 0 order by term',
    );
    await aliases.addAliases({ code: CAFE.code, phrases: ['bán trà chanh vỉa hè'] });
    expect(await aliases.removeAlias({ code: CAFE.code, phrase: 'bán trà chanh vỉa hè' })).toBe('removed');
    expect(await found('bán trà chanh vỉa hè')).toBeUndefined();
    const { rows: after } = await database.query(
      'select term, documents from lexicon where documents > 0 order by term',
    );
    expect(after).toEqual(before);
    expect(await aliases.removeAlias({ code: CAFE.code, phrase: 'bán trà chanh vỉa hè' })).toBe('missing');
  });

  it('are added once, and not where a title or an alias says just the same', async () => {
    const same = {
      code: CAFE.code,
      phrases: ['Mở quán  cà phê?', 'đăng ký thành lập hộ kinh doanh', 'bán chè', 'Bán chè'],
    };
    expect(await aliases.addAliases(same)).toEqual({ kind: 'added', phrases: ['Bán chè'] });
    expect(await aliases.addAliases(same)).toEqual({ kind: 'added', phrases: [] });
    expect(await officerAliases(database, [CAFE.code])).toEqual(new Map([[CAFE.code, ['Bán chè']]]));
  });

  it('need to be declared shared when another procedure is asked for in just these words', async () => {
    const change = { code: LAND.code, phrases: ['giấy tờ nhà', 'VỢ MỚI SINH'] };
    expect(await aliases.addAliases(change)).toEqual({
      kind: 'taken',
      by: [{ code: BIRTH.code, title: BIRTH.title }],
    });
    expect(await officerAliases(database, [LAND.code])).toEqual(new Map());
    expect(await aliases.addAliases({ ...change, shared: true })).toMatchObject({ kind: 'added' });
  });

  it('belong to a current procedure', async () => {
    expect(await aliases.addAliases({ code: '9.999999', phrases: ['bán trà'] })).toEqual({
      kind: 'no_such_procedure',
    });
  });

  it('cannot take away what we ship', async () => {
    expect(await aliases.removeAlias({ code: CAFE.code, phrase: 'mở quán cà phê' })).toBe('shipped');
    expect(await found('mở quán cà phê')).toBe(CAFE.code);
  });

  it('are undone when what goes with them fails', async () => {
    const failing = aliases.addAliases({
      code: CAFE.code,
      phrases: ['bán trà chanh'],
      also: async () => {
        throw new Error('not today');
      },
    });
    await expect(failing).rejects.toThrow('not today');
    expect(await found('bán trà chanh')).toBeUndefined();
    expect(await officerAliases(database, [CAFE.code])).toEqual(new Map());
  });

  it('outlive a new version of the procedure, its repeal and its return', async () => {
    await aliases.addAliases({ code: CAFE.code, phrases: ['bán trà chanh vỉa hè'] });
    await importAgain([{ ...CAFE, title: 'Đăng ký hộ kinh doanh' }, BIRTH, LAND]);
    expect(await found('bán trà chanh vỉa hè')).toBe(CAFE.code);
    await importAgain([BIRTH, LAND]);
    expect(await found('bán trà chanh vỉa hè')).toBeUndefined();
    await importAgain([CAFE, BIRTH, LAND]);
    expect(await found('bán trà chanh vỉa hè')).toBe(CAFE.code);
  });

  it('outlive an upgrade, also one that ships the same phrase and one that drops it again', async () => {
    await aliases.addAliases({ code: CAFE.code, phrases: ['bán trà chanh vỉa hè'] });
    await database.transaction((tx) =>
      storeShippedAliases(tx, [{ ...SHIPPED[0]!, phrases: ['bán trà chanh vỉa hè'] }]),
    );
    expect((await askedFor(database, [CAFE.code])).get(CAFE.code)?.phrases).toEqual(['bán trà chanh vỉa hè']);
    await database.transaction((tx) => storeShippedAliases(tx, SHIPPED));
    await refreshIndex({ database, embedder, words });
    expect(await found('bán trà chanh vỉa hè')).toBe(CAFE.code);
    expect(await officerAliases(database, [CAFE.code])).toEqual(
      new Map([[CAFE.code, ['bán trà chanh vỉa hè']]]),
    );
  });

  it('are not lost to an import that had been prepared before', async () => {
    let first = true;
    const outcome = await importAgain([{ ...CAFE, title: 'Đăng ký hộ kinh doanh' }, BIRTH, LAND], {
      write: writeIndex,
      prepare: async (procedures) => {
        const prepared = await indexing.prepare(procedures);
        if (first) await aliases.addAliases({ code: CAFE.code, phrases: ['bán trà chanh vỉa hè'] });
        first = false;
        return prepared;
      },
    });
    expect(outcome.plan.changed).toHaveLength(1);
    expect(await found('bán trà chanh vỉa hè')).toBe(CAFE.code);

    const prepared = await indexing.prepare([BIRTH]);
    await aliases.addAliases({ code: BIRTH.code, phrases: ['đẻ rớt'] });
    await expect(database.transaction((tx) => indexing.write(tx, prepared))).rejects.toThrow(AliasesChanged);
  });

  it('are all kept when several officers add at once', async () => {
    const phrases = ['bán bún', 'bán phở', 'bán xôi', 'bán kem', 'bán nem', 'bán ram'];
    await Promise.all(phrases.map((phrase) => aliases.addAliases({ code: CAFE.code, phrases: [phrase] })));
    for (const phrase of phrases) expect(await found(phrase), phrase).toBe(CAFE.code);
  });
});
