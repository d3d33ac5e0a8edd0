// What is said of fees: never free by itself, every condition kept with its amount, ways of filing told apart.

import { describe, expect, test } from 'vitest';
import { feeLines } from '../../knowledge/fees.ts';
import type { Fee, Submission } from '../../knowledge/procedure.ts';
import { CHANNEL_NAMES, SAID } from '../../knowledge/wording.ts';
import { aProcedure } from '../support/procedures.ts';

const FREE = /miễn|không (?:thu|mất|phải)|(?<![\d.])0 đồng/i;

function aFee(differing: Partial<Fee> = {}): Fee {
  return { kind: 'fee', amount: null, currency: 'VND', text: null, ...differing };
}

function by(channel: Submission['channel'], ...fees: Fee[]): Submission {
  return { channel, time: null, fees, note: null };
}

function linesFor(...submissions: Submission[]): string[] {
  return feeLines(aProcedure({ submissions }));
}

describe('an amount', () => {
  test.each([
    ['in đồng', { amount: 1_250_000 }, '1.250.000 đồng'],
    ['with its text', { amount: 8000, text: 'mỗi bản' }, '8.000 đồng – mỗi bản'],
    ['in dollars', { amount: 12.5, currency: 'USD' as const }, '12,5 USD'],
    [
      'in dollars below a thousand with text',
      { amount: 70, currency: 'USD' as const, text: 'một lần' },
      '70 USD – một lần',
    ],
    ['of 0 with a text: the text alone', { amount: 0, text: 'HĐND tỉnh quy định' }, 'HĐND tỉnh quy định'],
    ['that is missing: the text alone', { text: '2% giá trị' }, '2% giá trị'],
    ['that must be a slip of the unit', { amount: 700 }, `700 đồng (${SAID.oddFee})`],
    [
      'below a thousand that its text explains',
      { amount: 700, text: '700 đồng/trang' },
      '700 đồng (700 đồng/trang)',
    ],
    ['of 0 that the text calls free', { amount: 0, text: 'Miễn lệ phí' }, 'Miễn lệ phí'],
  ])('%s', (_what, fee, line) => {
    expect(linesFor(by('direct', aFee(fee)))).toEqual([line]);
  });
});

describe('the note beside a fee', () => {
  const noted = (note: string, ...fees: Fee[]) => linesFor({ channel: 'direct', time: null, fees, note });

  test('tells the amounts of other cases, and nothing else of it', () => {
    const note = 'Tại xã: 2.000 đồng/trang; tối đa 200.000 đồng/bản.\nNộp tại bộ phận một cửa.';
    expect(noted(note, aFee({ amount: 2000, text: '/trang' }))).toEqual([
      '2.000 đồng – /trang',
      'Tại xã: 2.000 đồng/trang; tối đa 200.000 đồng/bản.',
    ]);
  });

  test('is not repeated where the fee says it, nor told where no fee is listed', () => {
    expect(noted('Thu 5.000 đồng.', aFee({ text: 'Thu 5.000 đồng.' }))).toEqual(['Thu 5.000 đồng.']);
    expect(noted('Thu 5.000 đồng.')).toEqual([SAID.noFee]);
  });

  test('counts when the fee has a mere mark for a text', () => {
    expect(noted('Nộp trong giờ hành chính', aFee({ amount: 4_000_000, text: '1' }))).toEqual([
      '4.000.000 đồng',
    ]);
  });
});

describe('what the record does not settle', () => {
  test('0 without text is neither free nor an amount', () => {
    const lines = linesFor(by('direct', aFee({ amount: 0 })), by('online', aFee({ amount: 0 })));
    expect(lines).toEqual([SAID.unsettledFee]);
  });

  test('the sentence for it asserts nothing: it says that the source is silent, and where to ask', () => {
    expect(SAID.unsettledFee).toMatch(/không nói rõ .*hỏi/);
    expect(SAID.noFee).not.toMatch(FREE);
  });

  test('a fee line with neither amount nor text does not become 0 đồng', () => {
    expect(linesFor(by('direct', aFee()))).toEqual([SAID.noFee]);
  });

  test.each([
    ['no way of filing', []],
    ['a way without fees', [by('direct')]],
  ])('%s: the source says nothing', (_what, submissions) => {
    expect(linesFor(...submissions)).toEqual([SAID.noFee]);
  });

  test('0 without text beside a stated fee adds no line and no promise', () => {
    const lines = linesFor(by('direct', aFee({ amount: 0 }), aFee({ amount: 50_000, text: 'lệ phí' })));
    expect(lines).toEqual(['50.000 đồng – lệ phí']);
  });
});

test('a discount for a time stays in one line with its dates and the usual amount', () => {
  const text = 'áp dụng mức 25.000 đồng/hồ sơ từ ngày 01/7/2025 đến hết ngày 31/12/2026';
  expect(linesFor(by('direct', aFee({ amount: 50_000, text })))).toEqual([`50.000 đồng – ${text}`]);
});

describe('several ways of filing', () => {
  test('are not told apart when all cost the same, whatever the brackets and stops', () => {
    const lines = linesFor(
      by('direct', aFee({ amount: 20_000, text: '(mỗi lần)' })),
      by('online', aFee({ amount: 20_000, text: 'mỗi lần.' })),
    );
    expect(lines).toEqual(['20.000 đồng – mỗi lần']);
  });

  test('are named when they differ', () => {
    const lines = linesFor(by('direct', aFee({ amount: 20_000 })), by('online', aFee({ amount: 10_000 })));
    expect(lines).toEqual([`${CHANNEL_NAMES.direct}: 20.000 đồng`, `${CHANNEL_NAMES.online}: 10.000 đồng`]);
  });

  test('keep every row of one channel, and say the same row once', () => {
    const lines = linesFor(
      by('direct', aFee({ amount: 20_000, text: 'cấp lần đầu' })),
      by('direct', aFee({ amount: 10_000, text: 'cấp lại' }), aFee({ amount: 10_000, text: 'cấp lại' })),
      by('direct', aFee({ amount: 20_000, text: 'cấp lần đầu' })),
    );
    expect(lines).toEqual([
      `${CHANNEL_NAMES.direct}: 20.000 đồng – cấp lần đầu`,
      `${CHANNEL_NAMES.direct}: 10.000 đồng – cấp lại`,
    ]);
  });
});

test('a text of many lines becomes one line; a very long one is cut and says so', () => {
  expect(linesFor(by('direct', aFee({ text: 'dòng một\n dòng hai' })))).toEqual(['dòng một; dòng hai']);
  const [line = ''] = linesFor(by('direct', aFee({ text: 'mức thu '.repeat(200) })));
  expect(line.length).toBeLessThan(620);
  expect(line).toMatch(/thu …$/);
});
