// Times, statuses and ways as the systems of the province write them.

import { DOSSIER_STATUSES } from '../../bot/dossiers/statuses.ts';
import { instantOf, isDay } from '../../knowledge/day.ts';
import { writtenChannel, writtenDate } from '../../knowledge/import/written-values.ts';
import { SUBMISSION_CHANNELS, type SubmissionChannel } from '../../knowledge/procedure.ts';
import { fold } from '../../knowledge/vietnamese.ts';

const DAY_ENDS = 17 * 60;

/**
 * An ISO time, `dd/mm/yyyy hh:mm[:ss]`, `yyyy-mm-dd hh:mm`, `yyyyMMddHHmmss`, or a day alone, which means its midnight
 * or, for what is due, 17:00. Without a zone it is the time in Việt Nam. Null when it is no time.
 */
export function writtenInstant(text: string, { due = false } = {}): Date | null {
  const line = text.trim();
  if (/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(line)) {
    const at = new Date(line);
    return Number.isNaN(at.getTime()) ? null : at;
  }
  const packed = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\d\d)?$/.exec(line);
  if (packed) return timeOf(packed.slice(1, 4).join('-'), packed[4]!, packed[5]!);
  const [, date = '', hour, minute] =
    /^(\S+?)(?:(?:\s+|T)(\d{1,2})[:h](\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(line) ?? [];
  const day = writtenDate(date);
  if (day === null) return null;
  return hour === undefined || minute === undefined
    ? instantOf(day, due ? DAY_ENDS : 0)
    : timeOf(day, hour, minute);
}

function timeOf(day: string, hour: string, minute: string): Date | null {
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59) return null;
  return instantOf(day, Number(hour) * 60 + Number(minute));
}

/** `TrangThai` 1 to 10, or the name of a status; null for anything else. */
export function writtenStatus(text: string): number | null {
  const key = keyOf(text);
  const found = DOSSIER_STATUSES.find(({ number, name }) => key === String(number) || key === keyOf(name));
  return found?.number ?? null;
}

const WAY_NUMBERS: readonly (SubmissionChannel | undefined)[] = [undefined, 'direct', 'online', 'postal'];

/** `1`, `2`, `3`, our own words, "Trực tiếp", "Trực tuyến", "Bưu chính công ích"; null for anything else. */
export function writtenWay(text: string): SubmissionChannel | null {
  const own = SUBMISSION_CHANNELS.find((known) => known === text);
  return own ?? WAY_NUMBERS[Number(text)] ?? writtenChannel(text);
}

function keyOf(name: string): string {
  return fold(name.toLocaleLowerCase('vi')).replace(/[^a-z0-9]/g, '');
}
