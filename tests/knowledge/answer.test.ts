// How questions end: answered from the record, asked back, without a source, or held back; and how a topic is kept.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { shippedAliases, storeShippedAliases } from '../../knowledge/aliases.ts';
import { type Answerer, OUTCOMES } from '../../knowledge/answer.ts';
import { FACETS } from '../../knowledge/facet.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { readStarter } from '../../knowledge/starter.ts';
import { HEADINGS, SAID } from '../../knowledge/wording.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { answeringOver } from '../support/indexed-catalogue.ts';
import { aProcedure } from '../support/procedures.ts';

const MARRIAGE = '1.000894';
const RESIDENCE = '1.004194';
const OF_REAL_LIFE = [MARRIAGE, RESIDENCE, '1.001193', '1.010028', '1.001022', '2.001159'];
const HOW_MANY = 100;

const kites = ['ban ngày', 'ban trưa', 'ban đêm'].map((when, i) =>
  aProcedure({ code: `9.00001${i}`, title: `Cấp giấy phép thả diều sáo ${when}` }),
);
const boatOfProvince = aProcedure({
  code: '9.000003',
  title: 'Đăng ký thuyền thúng đánh lưới (cấp tỉnh)',
  levels: ['province'],
});
const boatOfCommune = aProcedure({ code: '9.000004', title: 'Đăng ký thuyền thúng đánh lưới (cấp xã)' });
/** No one can say 2.123456 days and be right: rounded for reading, it is another number. */
const unsayable = aProcedure({
  code: '9.000005',
  title: 'Công nhận nghệ nhân hát bả trạo',
  submissions: [
    { channel: 'direct', time: { amount: 2.123456, unit: 'day', text: null }, fees: [], note: null },
  ],
});
const INVENTED = [...kites, boatOfProvince, boatOfCommune, unsayable];

describe.each(databaseKinds)('an answer on %s', (kind) => {
  let database: OpenDatabase;
  let answerer: Answerer;
  let marriage: Procedure;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    const { procedures } = await readStarter();
    const real = procedures.filter(({ code }, i) => i < HOW_MANY || OF_REAL_LIFE.includes(code));
    marriage = real.find(({ code }) => code === MARRIAGE)!;
    const aliases = shippedAliases().filter(({ code }) => real.some((procedure) => procedure.code === code));
    await database.transaction((tx) => storeShippedAliases(tx, aliases));
    const answering = answeringOver(database);
    answerer = answering.answerer;
    await importCatalogue({
      database,
      indexing: answering.indexing,
      incoming: { procedures: [...real, ...INVENTED], partial: true, spared: [] },
      about: { source: 'starter', kind: 'starter', dataDate: '2026-07', at: new Date('2026-07-20') },
      allowRepeal: false,
    });
  });
  afterAll(() => database.close());

  const aboutMarriage = () => ({ code: MARRIAGE, title: marriage.title });

  test.each([
    ['đăng ký kết hôn cần giấy tờ gì', MARRIAGE, 'documents'],
    ['dang ky ket hon mat bao nhieu tien', MARRIAGE, 'fee'],
    ['đăng ký tạm trú mất bao lâu', RESIDENCE, 'time'],
    ['nộp đăng ký tạm trú ở đâu', RESIDENCE, 'where'],
  ])('to "%s" is about %s, %s', async (text, code, facet) => {
    const answer = await answerer.answer(text);
    expect(answer).toMatchObject({ outcome: 'answered', facet, procedure: { code }, choices: [] });
    expect(answer.ranked[0]?.code).toBe(code);
    expect(answer.next).not.toContain(facet);
  });

  test('names what it is about, and its source to the month', async () => {
    const { text } = await answerer.answer('đăng ký kết hôn cần giấy tờ gì');
    const lines = text.split('\n');
    expect(lines[0]).toBe('**Đăng ký kết hôn**');
    expect(lines[1]).toBe(`${HEADINGS.documents}:`);
    expect(text).toContain('- Tờ khai đăng ký kết hôn');
    const [year, month, day] = marriage.decision.date!.split('-');
    expect(lines.at(-2)).toBe(
      `Nguồn: thủ tục ${MARRIAGE} · ${marriage.agencies[0]} · Quyết định ${marriage.decision.number} ngày ${day}/${month}/${year} · bản rút gọn, số liệu 07/2026`,
    );
    expect(lines.at(-1)).toBe(marriage.link);
  });

  test('says that it is from the short edition only where it is', async () => {
    const own = aProcedure({ code: '9.000009', title: 'Cho mượn trống hội làng' });
    await importCatalogue({
      database,
      indexing: answeringOver(database).indexing,
      incoming: { procedures: [own], partial: true, spared: [] },
      about: { source: 'danh mục', kind: 'import', dataDate: '2026-09', at: new Date('2026-09-02') },
      allowRepeal: false,
    });
    const answer = await answerer.answerAbout(own.code, 'mượn trống', 'time');
    expect(answer?.text).toContain('số liệu 09/2026');
    expect(answer?.text).not.toContain(SAID.starter);
  });

  test.each(['xyz lạ lùng qwerty', '😀😀', '', '?!', 'hôm nay trời đẹp quá'])(
    'is not invented for "%s"',
    async (text) => {
      expect(await answerer.answer(text)).toMatchObject({
        outcome: 'no_source',
        text: SAID.notFound,
        procedure: null,
        choices: [],
      });
    },
  );

  test('asks back between procedures that fit alike, and offers them', async () => {
    const answer = await answerer.answer('xin giấy phép thả diều sáo');
    expect(answer).toMatchObject({ outcome: 'asked_back', procedure: null });
    const offered = answer.choices.map(({ code }) => code);
    expect(offered).toEqual(expect.arrayContaining(kites.map(({ code }) => code)));
    expect(offered.length).toBeLessThanOrEqual(5);
    for (const { title } of answer.choices) expect(answer.text).toContain(`- ${title}`);
  });

  test('does not hide one of two variants by level', async () => {
    const answer = await answerer.answer('đăng ký thuyền thúng đánh lưới mất bao lâu');
    const named = answer.text + answer.choices.map(({ code }) => code).join(' ');
    expect(named).toContain(boatOfProvince.code);
    expect(named).toContain(boatOfCommune.code);
  });

  test('is held back when what it would say does not stand in the record', async () => {
    const answer = await answerer.answer('công nhận nghệ nhân hát bả trạo mất mấy ngày');
    expect(answer).toMatchObject({ outcome: 'ungrounded', procedure: { code: unsayable.code } });
    expect(answer.text).toBe(`${SAID.ungrounded}\n${unsayable.link}`);
    const other = await answerer.answerAbout(unsayable.code, '', 'result');
    expect(other?.outcome).toBe('answered');
  });

  describe('with a procedure in hand', () => {
    test.each([
      ['lệ phí bao nhiêu?', 'fee'],
      ['nộp online được không', 'online'],
      ['mat bao lau', 'time'],
      ['thế cần giấy tờ gì', 'documents'],
    ])('"%s" stays with it', async (text, facet) => {
      expect(await answerer.answer(text, aboutMarriage())).toMatchObject({
        outcome: 'answered',
        facet,
        procedure: { code: MARRIAGE },
      });
    });

    test.each(['đăng ký tạm trú thì cần giấy tờ gì', 'còn đăng ký tạm trú thì sao'])(
      '"%s" goes over to the other one',
      async (text) => {
        const answer = await answerer.answer(text, aboutMarriage());
        expect(answer).toMatchObject({ outcome: 'answered', procedure: { code: RESIDENCE } });
      },
    );

    test('that the catalogue no longer has, a bare question finds nothing instead of failing', async () => {
      const gone = { code: '9.999999', title: 'Thủ tục đã bãi bỏ' };
      expect(await answerer.answer('lệ phí bao nhiêu?', gone)).toMatchObject({ procedure: null });
      expect(await answerer.answer('đăng ký kết hôn cần giấy tờ gì', gone)).toMatchObject({
        outcome: 'answered',
        procedure: { code: MARRIAGE },
      });
    });
  });

  describe('about a chosen procedure', () => {
    test.each(FACETS)('states %s when asked for by name', async (facet) => {
      const answer = await answerer.answerAbout(MARRIAGE, 'chọn', facet);
      expect(answer).toMatchObject({ outcome: 'answered', facet, procedure: aboutMarriage() });
      expect(answer?.text).toContain(`${HEADINGS[facet]}:`);
    });

    test('reads the facet from the words when it is not named', async () => {
      expect(await answerer.answerAbout(MARRIAGE, 'lệ phí bao nhiêu')).toMatchObject({ facet: 'fee' });
    });

    test('that does not exist is null', async () => {
      expect(await answerer.answerAbout('9.999999', 'lệ phí bao nhiêu')).toBeNull();
      expect(await answerer.answerAbout(`'; drop table procedures; --`, '')).toBeNull();
    });
  });

  test('ends in one of the known ways, whatever is asked', async () => {
    const asked = [
      'kết hôn',
      'giấy phép',
      `' or 1=1 --`,
      '\0\uD83D',
      'a'.repeat(5000),
      'cấp lại '.repeat(500),
    ];
    for (const text of asked) {
      const answer = await answerer.answer(text);
      expect(OUTCOMES).toContain(answer.outcome);
      expect(answer.text.length).toBeGreaterThan(20);
      expect(answer.ranked.length).toBeLessThanOrEqual(10);
    }
  });
});
