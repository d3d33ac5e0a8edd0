// Times and days as staff read them, on the clock of Viet Nam.

const ZONE = 'Asia/Ho_Chi_Minh';
const moment = new Intl.DateTimeFormat('vi-VN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const date = new Intl.DateTimeFormat('vi-VN', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
// The Vietnamese short form has dashes, which nobody writes.
const short = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, day: '2-digit', month: '2-digit' });
const hour = new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const key = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });

/** `08:05 28/11/2026`. */
export const sayMoment = (at: string): string => moment.format(new Date(at));
/** `28/11/2026`, also of a day `2026-11-28`. */
export const sayDate = (at: string): string => date.format(new Date(at));
/** `28/11`. */
export const sayShortDate = (at: string): string => short.format(new Date(at));
/** `08:05` on the same day, else `28/11`. */
export function sayBriefly(at: string, now: Date): string {
  const then = new Date(at);
  return dayOf(then) === dayOf(now) ? hour.format(then) : short.format(then);
}
/** `2026-11-28`. */
export const dayOf = (at: Date): string => key.format(at);
