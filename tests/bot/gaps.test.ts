// What could not be answered is kept masked, gathered by what it is about, counted, withdrawn, resolved and met again.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { nearness, readGapWords } from '../../bot/gap-words.ts';
import {
  createGaps,
  findGap,
  type GapOutcome,
  type Gaps,
  listGaps,
  resolveGap,
  wordingsOf,
} from '../../bot/gaps.ts';
import { wordSpaceEmbedder } from '../../knowledge/embedding/word-space.ts';
import { shippedLanguage } from '../../knowledge/question.ts';
import { createClock, type TestClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const language = shippedLanguage();
const ALL = { status: 'open', sort: 'count', limit: 100, offset: 0 } as const;

describe.each(databaseKinds)('gaps on the %s database', (kind) => {
  let database: OpenDatabase;
  let gaps: Gaps;
  let clock: TestClock;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    gaps = createGaps({ language, embedder: wordSpaceEmbedder() });
    clock = createClock('2026-11-02T23:30:00+07:00');
  });
  afterEach(() => database.close());

  async function miss(text: string, outcome: GapOutcome = 'no_source', codes: string[] = []): Promise<void> {
    const write = await gaps.writing(
      { kind: 'missed', text, outcome, codes },
      { channel: 'direct-line', now: clock.now() },
    );
    await database.transaction(write);
  }

  async function choose(text: string): Promise<void> {
    await database.transaction(
      await gaps.writing({ kind: 'chosen', text }, { channel: 'direct-line', now: clock.now() }),
    );
  }

  async function open() {
    return (await listGaps(database, ALL)).gaps;
  }

  it('keeps a message masked, with what happened, on the day it was in Viet Nam', async () => {
    await miss('Tôi tên Lê Thị Bảy, sđt 0912345678, muốn làm lỗ khoan giếng', 'asked_back', ['1.000001']);
    expect(await open()).toEqual([
      {
        id: expect.any(String),
        count: 1,
        firstDay: '2026-11-02',
        lastDay: '2026-11-02',
        status: 'open',
        resolution: null,
        messages: [
          {
            text: 'Tôi tên «họ tên», sđt «số điện thoại», muốn làm lỗ khoan giếng',
            outcome: 'asked_back',
            channel: 'direct-line',
            codes: ['1.000001'],
            count: 1,
          },
        ],
      },
    ]);
    const everything = await database.query(
      'select g.terms, m::text from gaps g join gap_messages m on m.gap_id = g.id',
    );
    expect(JSON.stringify(everything.rows)).not.toMatch(/0912|Bảy|bay/);
  });

  it('gathers what differs in marks, filler, what is asked of it or a letter', async () => {
    for (const text of [
      'xin giấy nuôi yến trong nhà',
      'xin giay nuoi yen trong nha',
      'dạ cho con hỏi xin giấy nuôi yến trong nhà mất bao lâu ạ',
      'xin giấy nuôi yén trong nhà',
    ])
      await miss(text);
    clock.forward(24 * 3_600_000);
    await miss('xin giấy nuôi yến trong nhà');
    const [gap, ...others] = await open();
    expect(others).toEqual([]);
    expect(gap).toMatchObject({ count: 5, firstDay: '2026-11-02', lastDay: '2026-11-03' });
    expect(gap!.messages[0]).toMatchObject({ text: 'xin giấy nuôi yến trong nhà', count: 2 });
    expect(gap!.messages).toHaveLength(4);
  });

  it('keeps apart what is about something else, or another act on the same thing', async () => {
    await miss('cấp giấy phép nuôi yến trong nhà dân cư');
    await miss('gia hạn giấy phép nuôi yến trong nhà dân cư');
    await miss('nuôi dế bán cho nhà hàng');
    expect(await open()).toHaveLength(3);
  });

  it('lists the most frequent first, page by page, or the newest', async () => {
    await miss('nuôi dế bán');
    clock.forward(24 * 3_600_000);
    for (let n = 0; n < 3; n++) await miss('đào ao thả cá');
    await miss('trồng nấm linh chi');
    const first = await listGaps(database, { ...ALL, limit: 2 });
    expect([first.total, first.gaps.map(({ count }) => count)]).toEqual([3, [3, 1]]);
    const second = await listGaps(database, { ...ALL, limit: 2, offset: 2 });
    const seen = [...first.gaps, ...second.gaps].map(({ messages }) => messages[0]!.text);
    expect(seen.toSorted()).toEqual(['nuôi dế bán', 'trồng nấm linh chi', 'đào ao thả cá'].toSorted());
    const newest = await listGaps(database, { ...ALL, sort: 'recent' });
    expect(newest.gaps.map(({ messages }) => messages[0]!.text)).toEqual([
      'trồng nấm linh chi',
      'đào ao thả cá',
      'nuôi dế bán',
    ]);
  });

  it('forgets a question back once somebody has chosen', async () => {
    await miss('xin phép cho quán cà phê', 'asked_back', ['1.000001', '1.000002']);
    await miss('xin phép cho quán cà phê', 'asked_back', ['1.000001', '1.000002']);
    await choose('xin phép cho quán cà phê');
    expect(await open()).toMatchObject([{ count: 1 }]);
    await choose('xin phép cho quán cà phê');
    expect(await open()).toEqual([]);
    await choose('xin phép cho quán cà phê');
    const { rows } = await database.query('select from gaps');
    expect(rows).toHaveLength(0);
  });

  it('says nothing about a message that says nothing', async () => {
    await miss('làm sao vậy ạ');
    await miss('0912345678');
    expect(await open()).toEqual([]);
  });

  it('is resolved once, and opens again when it is missed again', async () => {
    await miss('nuôi dế bán');
    const [gap] = await open();
    const resolution = { by: 'alias', code: '1.000001', now: clock.now() } as const;
    expect(await resolveGap(database, gap!.id, resolution)).toBe(true);
    expect(await resolveGap(database, gap!.id, resolution)).toBe(false);
    expect(await resolveGap(database, '999999', resolution)).toBe(false);
    expect(await open()).toEqual([]);
    expect(await findGap(database, gap!.id)).toMatchObject({
      status: 'resolved',
      resolution: { by: 'alias', code: '1.000001' },
    });
    await miss('nuôi dế bán', 'asked_back');
    expect(await open()).toEqual([]);
    await miss('nuôi dế bán', 'rejected', ['1.000001']);
    expect(await open()).toMatchObject([{ id: gap!.id, count: 3, resolution: { code: '1.000001' } }]);
  });

  it('makes one gap of a new thing that many meet at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => miss('nuôi dế bán cho nhà hàng')));
    expect(await open()).toMatchObject([{ count: 12 }]);
  });

  it('stands what no text should hold', async () => {
    for (const text of [
      '\0nuôi dế\0',
      'nuôi tằm \ud800 dệt',
      `đào ${'ao '.repeat(5000)}`,
      'x'.repeat(5000),
      "'; drop table gaps; --",
    ])
      await miss(text);
    const found = await open();
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const { messages } of found) expect(messages[0]!.text.length).toBeLessThanOrEqual(302);
  });

  it('gives its wordings without placeholders', async () => {
    await miss('nuôi dế bán, gọi 0912345678');
    const [gap] = await open();
    expect(wordingsOf(gap!)).toEqual(['nuôi dế bán']);
  });
});

it('never cuts a placeholder in two', () => {
  for (let length = 270; length < 310; length++) {
    const { text } = readGapWords(
      language,
      `${'ao '.repeat(length / 3)} ${'x'.repeat(length % 3)} sđt 0912345678 nuôi dế`,
    );
    expect(text.replace(/«[^»]+»/g, '')).not.toMatch(/[«»\d]/);
  }
});

describe('nearness', () => {
  const between = (one: string, other: string) =>
    nearness(readGapWords(language, one), readGapWords(language, other));

  it.each([
    ['xin giấy nuôi yến trong nhà', 'xin giay nuoi yen trong nha'],
    ['đăng kí giữ xe ở chợ', 'đăng ký giữ xe ở chợ'],
    ['dạ cho con hỏi làm mả cho ông nội ngoài đồng', 'làm mả ông nội ngoài đồng'],
    ['đào giếng khoan sau nhà', 'đào giến khoan sau nhà'],
  ])('joins "%s" and "%s", from both sides', (one, other) => {
    expect(between(one, other)).toBeGreaterThan(0);
    expect(between(one, other)).toBe(between(other, one));
  });

  it.each([
    ['nuôi dế trên gác', 'nuôi tằm trên gác'],
    ['nuôi tôm trên gác', 'nuôi tằm trên gác'],
    ['cấp giấy phép nuôi yến', 'gia hạn giấy phép nuôi yến'],
    ['nuôi yến', 'nuôi yến làm thuốc'],
    ['đăng ký kết hôn', 'xin giấy nuôi yến'],
  ])('keeps "%s" from "%s"', (one, other) => {
    expect([between(one, other), between(other, one)]).toEqual([0, 0]);
  });
});
