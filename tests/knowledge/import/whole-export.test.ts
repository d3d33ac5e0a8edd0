// The real export beside the checkout, 5,665 records of July 2026: needs ../shared, and must run when it is there.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Gathered, gather } from '../../../knowledge/import/gather.ts';
import { DEFAULT_SCOPE } from '../../../knowledge/import/scope.ts';
import { readStarter } from '../../../knowledge/starter.ts';
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

  test('has every procedure of the starter catalogue under the same title', async () => {
    const { procedures } = await readStarter();
    const titles = new Map(gathered.procedures.map(({ code, title }) => [code, title]));
    expect(procedures.filter(({ code, title }) => titles.get(code) !== title)).toEqual([]);
  });
});
