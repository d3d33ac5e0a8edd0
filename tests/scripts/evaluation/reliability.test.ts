// Bins of confidence, the calibration error, confusion and slices, counted by hand.

import { describe, expect, it } from 'vitest';
import { confusion } from '../../../scripts/evaluation/confusion.ts';
import { confidenceInterval } from '../../../scripts/evaluation/interval.ts';
import { calibrationError, reliability } from '../../../scripts/evaluation/reliability.ts';
import { slices } from '../../../scripts/evaluation/slices.ts';
import { aQuestion } from '../../support/evaluation-rows.ts';

describe('reliability', () => {
  const decided = [
    { confidence: 0.12, right: false },
    { confidence: 0.18, right: true },
    { confidence: 0.95, right: true },
    { confidence: 1, right: true },
  ];

  it('puts confidences into bins of equal width, 1 into the last', () => {
    const bins = reliability(decided);
    expect(bins).toHaveLength(2);
    expect(bins[0]).toMatchObject({ n: 2, right: 0.5, interval: confidenceInterval(1, 2) });
    expect(bins[0]!.confidence).toBeCloseTo(0.15, 12);
    expect(bins[1]).toMatchObject({ n: 2, right: 1 });
  });

  it('has an error that weighs each bin by its size', () => {
    expect(calibrationError(reliability(decided))).toBeCloseTo((2 * 0.35 + 2 * 0.025) / 4, 12);
    expect(calibrationError([])).toBe(0);
  });
});

describe('confusion', () => {
  it('counts what was taken for what, in the order of the labels', () => {
    const counted = confusion(
      ['fee', 'time', 'where'],
      [
        { expected: 'time', found: 'fee' },
        { expected: 'time', found: 'time' },
        { expected: 'fee', found: 'odd' },
      ],
    );
    expect(counted.labels).toEqual(['fee', 'time', 'odd']);
    expect(counted.count('time', 'fee')).toBe(1);
    expect(counted.count('fee', 'time')).toBe(0);
    expect(counted.expected('time')).toBe(2);
    expect(counted.expected('odd')).toBe(0);
  });
});

describe('slices', () => {
  it('score each part alone, the largest first', () => {
    const wrong = { row: { ranked: ['9.999999'] } };
    const parts = slices(
      [
        aQuestion({ item: { style: 'story' }, ...wrong }),
        aQuestion({}),
        aQuestion({ ...wrong }),
        aQuestion({}),
      ],
      ({ item }) => item.style,
    );
    const r1 = parts.map(({ name, figures }) => [
      name,
      figures.find((figure) => figure.name === 'r1')?.value,
    ]);
    expect(r1).toEqual([
      ['plain', 2 / 3],
      ['story', 0],
    ]);
  });
});
