// Days off and days worked instead, as announced year by year: the shipped table, read line for line.

import { readFileSync } from 'node:fs';
import { isDay } from './day.ts';

export const DAY_KINDS = ['off', 'work'] as const;
export const DAY_STATUSES = ['official', 'projected'] as const;
export const DAY_PARTS = ['morning', 'afternoon'] as const;

/** A day that is not what its weekday says. */
export interface CalendarDay {
  /** 'YYYY-MM-DD' in Asia/Ho_Chi_Minh. */
  day: string;
  /** `work` on a weekday says that the day is worked as far as is known. */
  kind: (typeof DAY_KINDS)[number];
  name: string;
  /** The law or announcement that says so. */
  basis: string;
  /** `projected`: the law lets it be expected, and nobody has announced it. */
  status: (typeof DAY_STATUSES)[number];
  /** Only this half of the day, parted at noon; null for all of it. */
  part?: (typeof DAY_PARTS)[number] | null;
  /** Only this agency; null for all. */
  agencyId?: string | null;
}

/** Reads `day⇥kind⇥name⇥basis⇥status` lines; throws naming the line that is not so. */
export function parseHolidays(tsv: string): CalendarDay[] {
  return tsv.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [day = '', kindName, name = '', basis = '', statusName, ...more] = line.split('\t');
    const kind = DAY_KINDS.find((known) => known === kindName);
    const status = DAY_STATUSES.find((known) => known === statusName);
    if (!isDay(day) || !kind || !name || !basis || !status || more.length > 0)
      throw new Error(
        `holidays.tsv line ${index + 1}: expected day, off or work, name, basis, official or projected; got "${line}"`,
      );
    return [{ day, kind, name, basis, status }];
  });
}

export function shippedHolidays(): CalendarDay[] {
  return parseHolidays(readFileSync(new URL('./catalogue/holidays.tsv', import.meta.url), 'utf8'));
}
