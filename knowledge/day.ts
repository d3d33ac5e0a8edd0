// A day in Việt Nam, 'YYYY-MM-DD', and its place in time: UTC+7 all year, so no library is needed.

const UTC_OFFSET_MINUTES = 7 * 60;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The day in Asia/Ho_Chi_Minh on which `at` lies. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + UTC_OFFSET_MINUTES * MINUTE_MS).toISOString().slice(0, 10);
}

/** Minutes since midnight in Asia/Ho_Chi_Minh, whole. */
export function minuteOf(at: Date): number {
  const minutes = Math.floor(at.getTime() / MINUTE_MS) + UTC_OFFSET_MINUTES;
  return ((minutes % 1440) + 1440) % 1440;
}

/** The instant `minute` minutes after midnight of `day`. */
export function instantOf(day: string, minute: number): Date {
  return new Date(Date.parse(day) + (minute - UTC_OFFSET_MINUTES) * MINUTE_MS);
}

/** The first instant after `at` that is `minute` minutes after a midnight. */
export function nextAt(minute: number, at: Date): Date {
  const today = instantOf(dayOf(at), minute);
  return today > at ? today : new Date(today.getTime() + DAY_MS);
}

/** The day `days` later, or earlier where negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return new Date(Date.parse(day)).getUTCDay();
}

/** Whether the text is 'YYYY-MM-DD' and the day exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
