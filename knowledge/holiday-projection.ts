// What the law lets us expect of a year that nobody has announced yet: its days off, and the days that may still be swapped.

import { LunarDate } from '@nghiavuive/lunar_date_vi';
import { addDays, weekdayOf } from './day.ts';
import type { CalendarDay } from './holidays.ts';

const LABOUR_CODE = 'Điều 112 Bộ luật Lao động 2019';
const IN_LIEU = 'khoản 3 Điều 111 Bộ luật Lao động 2019';
const CULTURE_DAY = 'Nghị quyết 28/2026/QH16';
const CULTURE_DAY_SINCE = 2026;

interface Holiday {
  day: string;
  name: string;
  basis: string;
}

/**
 * The days off of a year from 1900 to 2199 by Điều 112 and Điều 111.3 of the Labour Code and the lunar calendar of
 * Việt Nam, and as `work` the days near them that were swapped in other years. All of them `projected`.
 */
export function projectHolidays(year: number): CalendarDay[] {
  const holidays = holidaysOf(year);
  const taken = new Set(holidays.map(({ day }) => day));
  const inLieu = holidays.flatMap(({ day, name }) => {
    if (!isWeekend(day)) return [];
    let instead = addDays(day, 1);
    while (taken.has(instead) || isWeekend(instead)) instead = addDays(instead, 1);
    taken.add(instead);
    return { day: instead, name: `Nghỉ bù ${name}`, basis: IN_LIEU };
  });
  const off = [...holidays, ...inLieu].filter(({ day }) => !isWeekend(day));
  return [
    ...off.map((holiday) => ({ ...holiday, kind: 'off' as const })),
    ...doubtful(year, taken).map((day) => ({
      day,
      name: 'Có thể được hoán đổi',
      basis: 'chưa có thông báo của năm',
      kind: 'work' as const,
    })),
  ]
    .map((one): CalendarDay => ({ ...one, status: 'projected' }))
    .toSorted((a, b) => a.day.localeCompare(b.day));
}

/**
 * `published` with `changes` over it. A year of which only the changes speak is projected first, so that one closure
 * entered early does not make it a year without holidays.
 */
export function withChanges(
  published: readonly CalendarDay[],
  changes: readonly CalendarDay[],
): CalendarDay[] {
  const years = new Set(published.map(({ day }) => day.slice(0, 4)));
  const further = new Set(changes.map(({ day }) => day.slice(0, 4)).filter((year) => !years.has(year)));
  return [...published, ...[...further].flatMap((year) => projectHolidays(Number(year))), ...changes];
}

/**
 * Which five days of Tết and which neighbour of 2/9 is announced yearly. Two days before the first of the lunar year,
 * and for 2/9 the neighbour that makes the longer break, is what was announced for every year from 2022 to 2026.
 */
function holidaysOf(year: number): Holiday[] {
  const firstOfTet = solarDay({ day: 1, month: 1, year });
  const nationalDay = `${year}-09-02`;
  return [
    { day: `${year}-01-01`, name: 'Tết Dương lịch', basis: LABOUR_CODE },
    ...[-2, -1, 0, 1, 2].map((days) => ({
      day: addDays(firstOfTet, days),
      name: 'Tết Nguyên đán',
      basis: LABOUR_CODE,
    })),
    { day: solarDay({ day: 10, month: 3, year }), name: 'Giỗ Tổ Hùng Vương', basis: LABOUR_CODE },
    { day: `${year}-04-30`, name: 'Ngày Chiến thắng', basis: LABOUR_CODE },
    { day: `${year}-05-01`, name: 'Quốc tế Lao động', basis: LABOUR_CODE },
    { day: nationalDay, name: 'Quốc khánh', basis: LABOUR_CODE },
    { day: neighbourOf(nationalDay), name: 'Quốc khánh (ngày liền kề)', basis: LABOUR_CODE },
    ...(year >= CULTURE_DAY_SINCE
      ? [{ day: `${year}-11-24`, name: 'Ngày Văn hóa Việt Nam', basis: CULTURE_DAY }]
      : []),
  ];
}

function neighbourOf(nationalDay: string): string {
  const weekday = weekdayOf(nationalDay);
  return addDays(nationalDay, weekday === 1 || weekday === 4 ? 1 : -1);
}

/** Working days beside the two holidays whose days are announced yearly, and those that stand alone between days off. */
function doubtful(year: number, off: ReadonlySet<string>): string[] {
  const free = (day: string) => isWeekend(day) || off.has(day);
  const open = new Set<string>();
  const firstOfTet = solarDay({ day: 1, month: 1, year });
  const tet = [-7, -6, -5, -4, -3, 3, 4, 5, 6, 7].map((days) => addDays(firstOfTet, days));
  const nationalDays = [-1, 1].map((days) => addDays(`${year}-09-02`, days));
  for (const day of [...tet, ...nationalDays]) if (!free(day)) open.add(day);
  for (const day of off)
    for (const beside of [addDays(day, -1), addDays(day, 1)])
      if (!free(beside) && free(addDays(beside, -1)) && free(addDays(beside, 1))) open.add(beside);
  return [...open].filter((day) => day.startsWith(`${year}-`));
}

function isWeekend(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

function solarDay(date: { day: number; month: number; year: number }): string {
  const lunar = new LunarDate(date);
  lunar.init();
  // `toDate` of the library is in the time zone of the machine.
  const { year, month, day } = lunar.toSolarDate().get();
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
