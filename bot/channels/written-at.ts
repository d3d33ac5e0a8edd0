// When a citizen wrote a message, as the channel tells: it may arrive hours later, after an outage on either side.

import type { Activity } from 'botbuilder-core';

/** Below it a number counts seconds: as milliseconds it would lie in 1973. */
const LEAST_MS = 100_000_000_000;
/** The end of the year 9999: what lies behind it is no date to Postgres. */
const MOST_MS = 253_402_300_799_999;

/** The `timestamp` of an activity from seconds or milliseconds, as a number or its digits; nothing where there is no such moment. */
export function writtenAt(moment: unknown): Pick<Partial<Activity>, 'timestamp'> {
  const number = Number(moment);
  const ms = number < LEAST_MS ? number * 1000 : number;
  return ms > 0 && ms <= MOST_MS ? { timestamp: new Date(ms) } : {};
}
