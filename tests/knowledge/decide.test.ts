// What the hits allow to say: one procedure with its variants, a question back with few choices, or nothing.

import { array, assert, double, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, MOST_CHOICES } from '../../knowledge/decide.ts';
import { type Hit, withChances } from '../../knowledge/rank.ts';

function hitsOf(...described: { title: string; score: number }[]): Hit[] {
  const hits = described.map(
    ({ title, score }, i): Hit => ({
      code: `1.00000${i}`,
      procedureId: String(i),
      title,
      levels: [],
      demand: 0,
      score,
      chance: 0,
      coverage: 1,
      phrase: { fit: 1, text: title },
      lexical: 40,
      dense: 0,
    }),
  );
  return withChances(hits);
}

describe('the decision', () => {
  test('is the best where it is far ahead', () => {
    const decision = decide(hitsOf({ title: 'Kết hôn', score: 5 }, { title: 'Khai sinh', score: 1 }));
    expect(decision).toMatchObject({ kind: 'one', hit: { title: 'Kết hôn' }, variants: [] });
  });

  test('is to ask back where a rival is near', () => {
    const decision = decide(hitsOf({ title: 'Kết hôn', score: 5 }, { title: 'Khai sinh', score: 4.9 }));
    expect(decision).toMatchObject({ kind: 'choices', hits: [{ title: 'Kết hôn' }, { title: 'Khai sinh' }] });
  });

  test('takes the same title at two levels for one', () => {
    const titles = ['Cấp lại thẻ (thực hiện tại cấp tỉnh)', 'Cấp lại thẻ (thực hiện tại cấp xã)'];
    const decision = decide(hitsOf(...titles.map((title) => ({ title, score: 5 }))));
    expect(decision).toMatchObject({ kind: 'one', variants: [{ title: titles[1] }], confidence: 1 });
  });

  test('is none for no hit, and for hits of which the question says next to nothing', () => {
    expect(decide([])).toEqual({ kind: 'none' });
    const [hit] = hitsOf({ title: 'Kết hôn', score: 5 });
    expect(decide([{ ...hit!, coverage: 0.01 }])).toEqual({ kind: 'none' });
  });

  test('never offers a single choice or too many, and its confidence is a chance', () => {
    assert(
      property(
        array(double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (scores) => {
          const sorted = scores.toSorted((a, b) => b - a);
          const decision = decide(hitsOf(...sorted.map((score, i) => ({ title: `việc ${i}`, score }))));
          if (decision.kind === 'none') throw new Error('these hits have evidence');
          expect(decision.confidence).toBeGreaterThan(0);
          expect(decision.confidence).toBeLessThanOrEqual(1 + 1e-9);
          if (decision.kind === 'one') return;
          expect(decision.hits.length).toBeGreaterThan(1);
          expect(decision.hits.length).toBeLessThanOrEqual(MOST_CHOICES);
        },
      ),
    );
  });
});
