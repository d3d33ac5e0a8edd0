// Days and hours as a citizen reads them, in the time of Viet Nam.

const DAY = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const HOUR = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "23/11/2026". */
export function dayTold(at: Date): string {
  return DAY.format(at);
}

/** "08:15 ngày 23/11/2026". */
export function momentTold(at: Date): string {
  return `${HOUR.format(at)} ngày ${DAY.format(at)}`;
}
