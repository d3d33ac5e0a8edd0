// The printed tables, to the letter.

import { describe, expect, it } from 'vitest';
import { leftOutTable, printed, table } from '../../../scripts/evaluation/table.ts';
import { aQuestion, aTurn } from '../../support/evaluation-rows.ts';

const right = aQuestion({});
const third = aQuestion({ row: { ranked: ['2.000001', '2.000002', '1.000001'] } });
const nowhere = aQuestion({ row: { ranked: [] } });

describe('a table of figures', () => {
  it('has a line a figure, with its interval where there is one', () => {
    expect(
      table([
        { name: 'n', kind: 'count', value: 200, interval: null },
        { name: 'r1', kind: 'share', value: 0.92, interval: [0.874, 0.9501] },
        { name: 'p50ms', kind: 'ms', value: 6, interval: null },
      ]).split('\n'),
    ).toEqual(['  n        200', '  r1     0.920  0.874 – 0.950', '  p50ms    6.0']);
    expect(table([])).toBe('');
  });
});

describe('the table of fields left out', () => {
  it('has a line a field and one for all', () => {
    expect(
      leftOutTable([
        {
          group: 'tu-phap',
          with: [right, third],
          without: [third, nowhere],
          titlesOnly: [right, nowhere],
        },
        { group: 'y-te', with: [right, right], without: [right, right], titlesOnly: [third, third] },
      ]).split('\n'),
    ).toEqual([
      '  field    n    R@1  without   drop  titles    R@3  without   drop  titles',
      '  tu-phap  2  0.500    0.000  -50.0   0.500  1.000    0.500  -50.0   0.500',
      '  y-te     2  1.000    1.000    0.0   0.000  1.000    1.000    0.0   1.000',
      '  all      4  0.750    0.500  -25.0   0.250  1.000    0.750  -25.0   0.750',
    ]);
  });
});

describe('what is printed', () => {
  const nothing = { questions: [], messages: [], turns: [], leftOut: [] };
  const about = { catalogue: 'starter', embedder: 'subword', at: new Date(0) };

  it('names what it ran on, and only the parts that were measured', () => {
    expect(printed({ ...about, ...nothing })).toBe('Catalogue: starter · embedder: subword');
    const lines = printed({ ...about, ...nothing, turns: [aTurn({})] }).split('\n');
    expect(lines.slice(0, 3)).toEqual(['Catalogue: starter · embedder: subword', '', 'dialogs']);
    expect(lines.join('\n')).not.toContain('questions');
  });
});
