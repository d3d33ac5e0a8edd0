// Every figure on rows small enough to count by hand.

import { describe, expect, it } from 'vitest';
import { type Figure, type FigureName, times, totalsOf } from '../../../scripts/evaluation/figure.ts';
import { confidenceInterval } from '../../../scripts/evaluation/interval.ts';
import {
  isResolved,
  paired,
  rightAt,
  scoreDialogs,
  scoreMessages,
  scoreQuestions,
  turnFaults,
  turnsOf,
} from '../../../scripts/evaluation/score.ts';
import { aMessage, aQuestion, aTurn } from '../../support/evaluation-rows.ts';

function value(figures: readonly Figure[], name: FigureName): number | undefined {
  return figures.find((figure) => figure.name === name)?.value;
}

/** A question whose right code stands at `place` (1 = best), or nowhere. */
function rightAtPlace(place: number | null) {
  const ranked = Array.from({ length: 10 }, (_, i) => `2.00000${i}`);
  if (place !== null) ranked[place - 1] = '1.000001';
  return aQuestion({ row: { ranked } });
}

describe('the rank of the right procedure', () => {
  it('is that of the first of several right codes', () => {
    const row = { ranked: ['a', 'b', 'c'] };
    expect(rightAt(row, ['c', 'b'])).toBe(1);
    expect(rightAt(row, ['d'])).toBe(-1);
    expect(rightAt({ ranked: [] }, ['a'])).toBe(-1);
  });

  it('gives R@k and MRR@10', () => {
    const figures = scoreQuestions([1, 2, 3, 4, 5, 8, 10, null].map(rightAtPlace));
    expect(value(figures, 'n')).toBe(8);
    expect(value(figures, 'r1')).toBe(1 / 8);
    expect(value(figures, 'r3')).toBe(3 / 8);
    expect(value(figures, 'r5')).toBe(5 / 8);
    expect(value(figures, 'r10')).toBe(7 / 8);
    expect(value(figures, 'mrr10')).toBeCloseTo((1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5 + 1 / 8 + 1 / 10) / 8, 12);
    const r1 = figures.find(({ name }) => name === 'r1');
    expect(r1?.interval).toEqual(confidenceInterval(1, 8));
  });
});

describe('resolved in the first reply', () => {
  const ranked = ['x', 'right'];

  it('means the right procedure was answered', () => {
    expect(isResolved({ outcome: 'answered', ranked: ['right', 'x'], choices: [] }, ['right'])).toBe(true);
    expect(isResolved({ outcome: 'answered', ranked, choices: ['right'] }, ['right'])).toBe(false);
    expect(isResolved({ outcome: 'answered', ranked: [], choices: [] }, ['right'])).toBe(false);
  });

  it('or that it was among at most five choices', () => {
    const asked = (choices: string[]) => isResolved({ outcome: 'asked_back', ranked, choices }, ['right']);
    expect(asked(['a', 'b', 'c', 'd', 'right'])).toBe(true);
    expect(asked(['a', 'b', 'c', 'd', 'e', 'right'])).toBe(false);
    expect(asked(['right', 'b', 'c', 'd', 'e', 'f'])).toBe(false);
    expect(asked(['a', 'b'])).toBe(false);
  });

  it('and nothing else', () => {
    for (const outcome of ['no_source', 'out_of_scope', 'ungrounded'])
      expect(isResolved({ outcome, ranked: ['right'], choices: ['right'] }, ['right'])).toBe(false);
  });
});

describe('the figures of questions', () => {
  const figures = scoreQuestions([
    aQuestion({ item: { facts: ['03 ngày', '8.000'] }, row: { text: '3 ngày, 9.000 đồng', ms: 1 } }),
    aQuestion({
      item: { codes: ['9.999999'], facts: ['8.000'], facet: 'fee' },
      row: { text: '8000 đồng', ms: 2 },
    }),
    aQuestion({ row: { outcome: 'asked_back', choices: ['1.000002', '1.000001'], ms: 3 } }),
    aQuestion({ row: { outcome: 'no_source', ranked: [], intent: 'complaint', ms: 40 } }),
  ]);

  it.each([
    ['resolvedFirstReply', 2 / 4],
    ['facetAccuracy', 3 / 4],
    ['factRecall', 2 / 3],
    ['factRecallWhereRight', 1 / 2],
    ['askedBack', 1 / 4],
    ['intentAccuracy', 3 / 4],
    ['p50ms', 2],
    ['p95ms', 40],
  ] as const)('%s', (name, expected) => {
    expect(value(figures, name)).toBe(expected);
  });

  it('are absent where they do not apply', () => {
    expect(scoreQuestions([]).map(({ name }) => name)).toEqual(['n']);
    expect(value(scoreQuestions([aQuestion({})]), 'factRecall')).toBeUndefined();
  });
});

describe('the figures of messages', () => {
  it('count intents, categories, codes, and denunciations taken as complaints', () => {
    const figures = scoreMessages([
      aMessage({}),
      aMessage({
        item: { intent: 'complaint', category: 'land' },
        row: { intent: 'complaint', category: 'other' },
      }),
      aMessage({ item: { intent: 'denunciation' }, row: { intent: 'complaint' } }),
      aMessage({ item: { intent: 'complaint' }, row: { intent: 'denunciation' } }),
      aMessage({
        item: { intent: 'dossier', dossierCode: 'H48.1' },
        row: { intent: 'dossier', dossierCode: 'H48.1' },
      }),
    ]);
    expect(value(figures, 'intentAccuracy')).toBe(3 / 5);
    expect(value(figures, 'categoryAccuracy')).toBe(0);
    expect(value(figures, 'dossierCodeAccuracy')).toBe(1);
    expect(value(figures, 'denunciationAsComplaint')).toBe(1);
  });
});

describe('the figures of dialogs', () => {
  it('name each expectation that a turn misses', () => {
    const expected = {
      intent: 'procedure',
      facet: 'time',
      codes: ['2.000002'],
      facts: ['3 ngày'],
      category: 'land',
      dossierCode: 'H48.1',
    } as const;
    const pair = aTurn({
      item: { expect: { ...expected, codes: [...expected.codes], facts: [...expected.facts] } },
    });
    expect(turnFaults(pair)).toEqual(['facet', 'codes', 'facts', 'category', 'dossierCode']);
    expect(turnFaults(aTurn({ item: { expect: {} } }))).toEqual([]);
    expect(turnFaults(aTurn({ item: { expect: { facts: ['8000'] } } }))).toEqual([]);
  });

  it('count turns, and dialogs without a wrong turn', () => {
    const wrong = { expect: { intent: 'handoff' } };
    const figures = scoreDialogs([
      aTurn({}),
      aTurn({ item: { turn: 2 } }),
      aTurn({ item: { id: 'd2' } }),
      aTurn({ item: { id: 'd2', turn: 2, ...wrong } }),
    ]);
    expect(value(figures, 'n')).toBe(4);
    expect(value(figures, 'turnAccuracy')).toBe(3 / 4);
    expect(value(figures, 'dialogAccuracy')).toBe(1 / 2);
  });

  it('take the turns of a set in order', () => {
    const turns = [
      { user: 'a', expect: {} },
      { user: 'b', expect: { intent: 'cancel' } },
    ];
    expect(turnsOf([{ id: 'd1', turns }])).toEqual([
      { id: 'd1', turn: 1, user: 'a', expect: {} },
      { id: 'd1', turn: 2, user: 'b', expect: { intent: 'cancel' } },
    ]);
  });
});

describe('figures', () => {
  it('take the nearest rank of times', () => {
    const ms = Array.from({ length: 20 }, (_, i) => 20 - i);
    expect(times(ms).map((figure) => figure.value)).toEqual([10, 19]);
    expect(times([7]).map((figure) => figure.value)).toEqual([7, 7]);
  });

  it('become totals by name, with their intervals beside', () => {
    const totals = totalsOf(scoreDialogs([aTurn({})]));
    expect(totals).toEqual({
      n: 1,
      turnAccuracy: 1,
      dialogAccuracy: 1,
      p50ms: 5,
      p95ms: 5,
      intervals: { turnAccuracy: confidenceInterval(1, 1), dialogAccuracy: confidenceInterval(1, 1) },
    });
  });

  it('need a row for every item', () => {
    expect(paired(['a'], [1])).toEqual([{ item: 'a', row: 1 }]);
    expect(() => paired(['a', 'b'], [1])).toThrow('Expected 2 rows, got 1');
  });
});
