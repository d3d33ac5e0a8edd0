// When the office is open in a week, as the configuration writes it: `mon-fri 07:00-11:30,13:30-17:00; sat 07:30-11:30`.

/** Minutes since midnight in Việt Nam; `to` is the first minute of being closed. */
export interface Session {
  from: number;
  to: number;
}

/** The sessions of each day of the week in order; Sunday is the first day. */
export type OfficeHours = readonly (readonly Session[])[];

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Reads days and their sessions. Throws an Error that says what was expected and what came. */
export function parseOfficeHours(text: string): OfficeHours {
  const hours: Session[][] = WEEKDAYS.map(() => []);
  const parts = text.split(';').flatMap((part) => part.trim().toLowerCase() || []);
  if (parts.length === 0) throw expected('days with their hours', text);
  for (const part of parts) {
    const [days = '', sessions = ''] = part.split(/\s+(.*)/s);
    for (const day of daysOf(days)) {
      if (hours[day]!.length > 0) throw expected('every day once', text);
      hours[day] = sessionsOf(sessions);
    }
  }
  return hours;
}

/** `mon`, `mon-fri`, `sat-mon`; as numbers, 0 for Sunday. */
function daysOf(text: string): number[] {
  const [first = -1, last = first] = text.split('-').map((name) => WEEKDAYS.indexOf(name));
  if (first < 0 || last < 0 || text.split('-').length > 2) throw expected('days like mon-fri or sat', text);
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => (first + i) % 7);
}

function sessionsOf(text: string): Session[] {
  const sessions = text.split(',').map((part) => {
    const [from = Number.NaN, to = Number.NaN, ...more] = part.split('-').map(minutesOf);
    if (!(from < to) || more.length > 0) throw expected('hours like 07:00-11:30,13:30-17:00', text);
    return { from, to };
  });
  if (sessions.some(({ from }, i) => i > 0 && from < sessions[i - 1]!.to))
    throw expected('hours in order that do not overlap', text);
  return sessions;
}

function minutesOf(text: string): number {
  const [, hour, minute] = /^\s*(\d{1,2}):(\d{2})\s*$/.exec(text) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && minutes <= 24 * 60 ? minutes : Number.NaN;
}

function expected(what: string, got: string): Error {
  return new Error(`expected ${what}, got "${got}"`);
}
