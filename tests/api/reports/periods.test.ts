// Reporting periods: the days that the decree names, and that they cover time without gap or overlap.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Period, periodOf, periodsAround } from '../../../api/reports/periods.ts';
import { addDays } from '../../../knowledge/day.ts';

const years = fc.integer({ min: 2000, max: 2100 });

function follow(periods: readonly Period[]): boolean {
  return periods.every((one, nr) => nr === 0 || one.firstDay === addDays(periods[nr - 1]!.lastDay, 1));
}

describe('a reporting period', () => {
  it.each([
    ['2026-M11', '2026-10-15', '2026-11-14'],
    ['2026-M1', '2025-12-15', '2026-01-14'],
    ['2026-M3', '2026-02-15', '2026-03-14'],
    ['2026-Q1', '2025-12-15', '2026-03-14'],
    ['2026-Q4', '2026-09-15', '2026-12-14'],
    ['2026-H1', '2025-12-15', '2026-06-14'],
    ['2026-H2', '2026-06-15', '2026-12-14'],
    ['2026', '2025-12-15', '2026-12-14'],
  ])('%s goes from %s to %s', (name, firstDay, lastDay) => {
    expect(periodOf(name)).toEqual({ firstDay, lastDay });
  });

  it.each(['', '2026-M0', '2026-M13', '2026-Q5', '2026-H3', '2026-X1', '26-M1', '2026-M'])(
    '%s is none',
    (name) => expect(periodOf(name)).toBeNull(),
  );

  it('of a year is its halves, quarters and months, one after the other', () => {
    fc.assert(
      fc.property(years, (year) => {
        const whole = periodOf(String(year))!;
        for (const [kind, count] of [
          ['M', 12],
          ['Q', 4],
          ['H', 2],
        ] as const) {
          const parts = Array.from({ length: count }, (_, nr) => periodOf(`${year}-${kind}${nr + 1}`)!);
          expect(follow([...parts, periodOf(`${year + 1}-${kind}1`)!])).toBe(true);
          expect([parts[0]!.firstDay, parts.at(-1)!.lastDay]).toEqual([whole.firstDay, whole.lastDay]);
        }
      }),
    );
  });

  it('is offered for every day: the one it lies in, and those before', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 0, max: 365 }), (year, nr) => {
        const day = addDays(`${year}-01-01`, nr);
        const offered = periodsAround(day, 2);
        for (const kind of ['M', 'Q', 'H', '']) {
          const [current, ...before] = offered.filter(({ name }) => name.slice(5, 6) === kind);
          expect(current!.period.firstDay <= day && day <= current!.period.lastDay).toBe(true);
          expect(follow([...before.toReversed(), current!].map(({ period }) => period))).toBe(true);
        }
      }),
    );
    expect(periodsAround('2026-12-20', 1).map(({ name }) => name)).toEqual([
      '2027-M1',
      '2026-M12',
      '2027-Q1',
      '2026-Q4',
      '2027-H1',
      '2026-H2',
      '2027',
      '2026',
    ]);
  });
});
