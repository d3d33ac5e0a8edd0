// Numbers as words: known ones, and every number is read back as itself.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_IN_WORDS, numberInWords } from '../../../api/hotline/number-words.ts';

const ONES: Record<string, number> = {
  không: 0,
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
};
const GROUPS: Record<string, number> = { nghìn: 1e3, triệu: 1e6, tỷ: 1e9 };

/** The other way round, word by word as a person hears it. */
function heard(words: string): number {
  let total = 0;
  let group = 0;
  let last = 0;
  for (const word of words.split(' ')) {
    if (word in GROUPS) {
      total += (group + last) * GROUPS[word]!;
      group = last = 0;
    } else if (word === 'trăm') {
      group = last * 100;
      last = 0;
    } else if (word === 'mươi') {
      group += last * 10;
      last = 0;
    } else if (word === 'mười') group += 10;
    else if (word !== 'linh') last = ONES[word]!;
  }
  return total + group + last;
}

describe('numbers in words', () => {
  it.each([
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [105, 'một trăm linh năm'],
    [1_005, 'một nghìn không trăm linh năm'],
    [50_000, 'năm mươi nghìn'],
    [1_250_000, 'một triệu hai trăm năm mươi nghìn'],
    [2_000_000_001, 'hai tỷ không trăm linh một'],
  ])('%i is "%s"', (number, words) => {
    expect(numberInWords(number)).toBe(words);
  });

  it('are heard as the number that was read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST_IN_WORDS }), (number) => {
        expect(heard(numberInWords(number))).toBe(number);
      }),
    );
  });

  it.each([-1, 1.5, MOST_IN_WORDS + 1, Number.NaN])('%d is refused', (number) => {
    expect(() => numberInWords(number)).toThrow(RangeError);
  });
});
