// The table of days off, walked whole and held against the lunar calendar and the law.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../knowledge/calendar.ts';
import { weekdayOf } from '../../knowledge/day.ts';
import { projectHolidays, withChanges } from '../../knowledge/holiday-projection.ts';
import { type CalendarDay, parseHolidays, shippedHolidays } from '../../knowledge/holidays.ts';

const shipped = shippedHolidays();
const text = readFileSync(new URL('../../knowledge/catalogue/holidays.tsv', import.meta.url), 'utf8');

function daysOf(days: readonly CalendarDay[], kind: CalendarDay['kind']): string[] {
  return days.filter((one) => one.kind === kind).map(({ day }) => day);
}

function ofYear(year: number): CalendarDay[] {
  return shipped.filter(({ day }) => day.startsWith(`${year}-`));
}

describe('the shipped table', () => {
  test('is in NFC, in order, and says nothing twice', () => {
    expect(text).toBe(text.normalize('NFC'));
    const days = shipped.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].sort());
    expect(days).toHaveLength(text.trim().split('\n').length);
  });

  test('has weekdays off, and Saturdays worked for the days swapped with them', () => {
    for (const day of daysOf(shipped, 'off')) expect(weekdayOf(day) % 6, day).not.toBe(0);
    const swapped = shipped.filter(({ name }) => name.startsWith('Nghỉ hoán đổi'));
    const worked = shipped.filter(({ kind, status }) => kind === 'work' && status === 'official');
    expect(worked.map(({ day }) => weekdayOf(day))).toEqual(swapped.map(() => 6));
  });

  test.each([2024, 2025, 2026])('agrees with law and moon on %d but for the days swapped', (year) => {
    const official = ofYear(year).filter(({ name }) => !name.startsWith('Nghỉ hoán đổi'));
    expect(new Set(official.map(({ status }) => status))).toEqual(new Set(['official']));
    expect(daysOf(official, 'off')).toEqual(daysOf(projectHolidays(year), 'off'));
  });

  test.each([2027, 2028])('is projected for %d', (year) => {
    const facts = (days: readonly CalendarDay[]) =>
      days.map(({ day, kind, name, status }) => [day, kind, name, status]);
    expect(facts(ofYear(year))).toEqual(facts(projectHolidays(year)));
  });

  test.each(['2026-02-30\toff\ta\tb\tofficial', '2026-01-01\tfree\ta\tb\tofficial', '2026-01-01\toff\ta\tb'])(
    'refuses %j, naming its line',
    (line) => {
      expect(() => parseHolidays(`2026-01-01\toff\tTết\tLuật\tofficial\n${line}`)).toThrow(
        'holidays.tsv line 2',
      );
    },
  );
});

describe('the projection', () => {
  test.each([
    [2024, '2024-02-09', '2024-04-18'],
    [2027, '2027-02-05', '2027-04-16'],
    [2029, '2029-02-13', '2029-04-23'],
    [2030, '2030-02-01', '2030-04-12'],
  ])('follows the moon in %d', (year, tet, kings) => {
    expect(daysOf(projectHolidays(year), 'off')).toEqual(expect.arrayContaining([tet, kings]));
  });

  test.each([
    [2022, ['2022-01-31', '2022-02-04', '2022-04-11', '2022-05-02', '2022-05-03', '2022-09-01']],
    [2023, ['2023-01-02', '2023-01-20', '2023-01-26', '2023-05-02', '2023-05-03', '2023-09-04']],
    [2028, ['2028-01-03', '2028-05-02', '2028-09-04']],
  ])('moves what falls on a weekend in %d', (year, days) => {
    expect(daysOf(projectHolidays(year), 'off')).toEqual(expect.arrayContaining(days));
  });

  test('stays when only a change speaks of the year', () => {
    const closure: CalendarDay = {
      day: '2031-03-05',
      kind: 'off',
      name: 'Mất điện',
      basis: 'Thông báo',
      status: 'official',
    };
    const calendar = createCalendar({ days: withChanges(shipped, [closure]), hours: null });
    expect(['2031-03-05', '2031-04-30', '2031-03-06'].map(calendar.isWorkingDay)).toEqual([
      false,
      false,
      true,
    ]);
  });
});
