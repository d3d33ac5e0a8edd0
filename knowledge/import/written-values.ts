// Amounts, times, levels and channels as people write them in Vietnamese documents and lists.

import type { Level, ProcessingTime, SubmissionChannel, TimeUnit } from '../procedure.ts';
import { fold } from '../vietnamese.ts';
import { tidyLine, tidyOrNull } from './tidy.ts';

const UNITS: readonly (readonly [RegExp, TimeUnit])[] = [
  [/^ngày làm việc/iu, 'working_day'],
  [/^giờ/iu, 'hour'],
  [/^ngày/iu, 'day'],
  [/^tháng/iu, 'month'],
  [/^năm/iu, 'year'],
];

/** "03 Ngày làm việc", "2,5 ngày", "5" with the unit beside it; anything else stays text. Null for nothing and for a bare number. */
export function writtenTime(text: string, unitBeside = ''): ProcessingTime | null {
  const line = tidyLine(text);
  const match = /^(\d+(?:[.,]\d+)?)\s*(\p{L}[\p{L} ]*)?\.?$/u.exec(line);
  const unit = unitOf(match?.[2]?.trim() || tidyLine(unitBeside));
  if (match !== null && unit !== null) {
    const amount = Number(match[1]!.replace(',', '.'));
    return amount > 0 ? { amount, unit, text: null } : null;
  }
  const words = tidyOrNull(text);
  return words === null || /^\d+(?:[.,]\d+)?$/.test(words) ? null : { amount: null, unit: null, text: words };
}

function unitOf(words: string): TimeUnit | null {
  const exact = UNITS.find(([pattern]) => new RegExp(`${pattern.source}$`, pattern.flags).test(words));
  return exact?.[1] ?? null;
}

/** "8.000", "8,000", "2.000.000", "12,5": groups of three digits are thousands. Null when it is no number. */
export function writtenAmount(text: string): number | null {
  const figure = tidyLine(text);
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(figure))
    return Number(figure.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(figure)) return Number(figure.replaceAll(',', ''));
  return /^\d+(?:[.,]\d+)?$/.test(figure) ? Number(figure.replace(',', '.')) : null;
}

/** "Cấp Tỉnh, Cấp Xã" → province, commune; also without diacritics. Unknown levels are returned as they are written. */
export function writtenLevels(text: string): { levels: Level[]; unknown: string[] } {
  const levels = new Set<Level>();
  const unknown: string[] = [];
  for (const part of tidyLine(text).split(/[,;/]/)) {
    const word = fold(part.trim().toLocaleLowerCase('vi')).replace(/^cap\s+/, '');
    if (word === '') continue;
    const level = LEVELS_WRITTEN.get(word);
    if (level === undefined) unknown.push(part.trim());
    else levels.add(level);
  }
  return { levels: [...levels], unknown };
}

const LEVELS_WRITTEN = new Map<string, Level>([
  ['bo', 'ministry'],
  ['trung uong', 'ministry'],
  ['tinh', 'province'],
  ['so', 'province'],
  ['thanh pho', 'province'],
  ['xa', 'commune'],
  ['phuong', 'commune'],
  ['dac khu', 'commune'],
  ['co quan khac', 'other'],
  ['khac', 'other'],
]);

/** "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"; null for anything else. */
export function writtenChannel(text: string): SubmissionChannel | null {
  const word = tidyLine(text).toLocaleLowerCase('vi');
  if (/^(?:nộp )?trực tiếp/u.test(word)) return 'direct';
  if (/^(?:nộp )?trực tuyến/u.test(word)) return 'online';
  return /bưu chính|bưu điện/u.test(word) ? 'postal' : null;
}

/** dd/mm/yyyy, dd-mm-yyyy, dd.mm.yyyy, yyyy-mm-dd, or the number by which Excel stores a day → yyyy-mm-dd. Null when it is no day. */
export function writtenDate(text: string): string | null {
  const line = tidyLine(text);
  if (/^[2-6]\d{4}$/.test(line)) {
    return new Date(Date.UTC(1899, 11, 30) + Number(line) * 86_400_000).toISOString().slice(0, 10);
  }
  const match =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(line) ?? /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(line);
  if (match === null) return null;
  const [first, month, last] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [day, year] = first > 31 ? [last, first] : [first, last];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null;
}
