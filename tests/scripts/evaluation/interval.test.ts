// 95% intervals against values published or computed by hand.

import { describe, expect, it } from 'vitest';
import { confidenceInterval, meanInterval } from '../../../scripts/evaluation/interval.ts';

function rounded([low, high]: [number, number]): number[] {
  return [low, high].map((bound) => Math.round(bound * 10_000) / 10_000);
}

describe('the interval of a share', () => {
  it.each([
    // Newcombe 1998, Statistics in Medicine 17: 857–872, table I, method 3 (Wilson without correction).
    [81, 263, [0.2553, 0.3662]],
    [15, 148, [0.0624, 0.1605]],
    [0, 20, [0, 0.1611]],
    [1, 29, [0.0061, 0.1718]],
  ])('%d of %d', (successes, n, expected) => {
    expect(rounded(confidenceInterval(successes, n))).toEqual(expected);
  });

  it('says nothing about nothing', () => {
    expect(confidenceInterval(0, 0)).toEqual([0, 1]);
  });

  it('stays within 0 and 1 and around the share', () => {
    for (let n = 1; n <= 30; n++)
      for (let successes = 0; successes <= n; successes++) {
        const [low, high] = confidenceInterval(successes, n);
        const said = `${successes} of ${n}: ${low} – ${high}`;
        expect(low >= 0 && low <= successes / n + 1e-12, said).toBe(true);
        expect(high <= 1 && high >= successes / n - 1e-12, said).toBe(true);
      }
  });
});

describe('the interval of a mean', () => {
  it('is 1.96 standard errors to either side', () => {
    // Mean 0.5, sample variance 1/6, standard error √(1/6 ÷ 4) = 0.2041.
    expect(rounded(meanInterval([0, 0.5, 0.5, 1]))).toEqual([0.0999, 0.9001]);
  });

  it('shrinks to the value when all are equal, and says nothing about one', () => {
    expect(meanInterval([0.7, 0.7, 0.7]).map((bound) => bound.toFixed(6))).toEqual(['0.700000', '0.700000']);
    expect(meanInterval([0.7])).toEqual([0, 1]);
  });
});
