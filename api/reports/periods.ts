// Periods of official reports: which days a month, quarter, half-year or year of reporting covers (NĐ 09/2019/NĐ-CP).

import { addDays } from '../../knowledge/day.ts';

/** Days in Việt Nam, both included. */
export interface Period {
  firstDay: string;
  lastDay: string;
}

/** A month ends on its 14th; what comes later belongs to the next. */
const LAST_DAY_OF_MONTH = 14;
/** Months a period of this kind takes, and how many there are in a year. */
const KINDS = {
  M: { months: 1, count: 12 },
  Q: { months: 3, count: 4 },
  H: { months: 6, count: 2 },
} as const;

/**
 * `2026-M11`, `2026-Q4`, `2026-H2` or `2026`: the month from 15/10 to 14/11, the quarter from 15/9 to 14/12, and so on
 * to the year from 15/12/2025 to 14/12/2026. Null for what names no period.
 */
export function periodOf(name: string): Period | null {
  const [, year = '', kind, number] = /^(\d{4})(?:-([MQH])(\d{1,2}))?$/.exec(name) ?? [];
  if (year === '') return null;
  if (kind === undefined) return ending(Number(year), 12, 12);
  const { months, count } = KINDS[kind as keyof typeof KINDS];
  const nth = Number(number);
  if (nth < 1 || nth > count) return null;
  return ending(Number(year), nth * months, months);
}

/** The last `count` periods of each kind that had ended on `day`, newest first, and the one that `day` lies in. */
export function periodsAround(day: string, count: number): { name: string; period: Period }[] {
  const year = Number(day.slice(0, 4));
  const names = [year + 1, year, year - 1].flatMap((one) => [
    ...Object.entries(KINDS).flatMap(([kind, of]) =>
      Array.from({ length: of.count }, (_, nr) => `${one}-${kind}${of.count - nr}`),
    ),
    String(one),
  ]);
  const begun = names
    .map((name) => ({ name, period: periodOf(name)! }))
    .filter(({ period }) => period.firstDay <= day);
  return [...Object.keys(KINDS), ''].flatMap((kind) =>
    begun.filter(({ name }) => name.slice(5, 6) === kind).slice(0, count + 1),
  );
}

function ending(year: number, month: number, months: number): Period {
  const lastDay = dayIn(year, month);
  return { firstDay: addDays(dayIn(year, month - months), 1), lastDay };
}

/** The 14th of a month; month 0 is December of the year before. */
function dayIn(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, LAST_DAY_OF_MONTH)).toISOString().slice(0, 10);
}
