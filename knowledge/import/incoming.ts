// What was gathered from files, as the catalogue takes it in.

import type { Incoming } from '../catalogue.ts';
import { dayOf } from '../day.ts';
import type { Gathered } from './gather.ts';

/** A single document, and files of which not every code could be read, repeal nothing, whatever was asked for. */
export function incomingOf(
  { procedures, single, nameless, spared }: Gathered,
  { partial }: { partial: boolean },
): Incoming {
  return { procedures, partial: partial || single || nameless > 0, spared };
}

/** `2026-07`: what the files say, else the month of the newest publication in them, else this month in Việt Nam. */
export function dataDateOf({ dataDate, procedures }: Gathered, now: Date): string {
  if (dataDate !== null) return dataDate;
  const newest = procedures
    .map(({ publishedOn, decision }) => publishedOn ?? decision.date ?? '')
    .sort()
    .at(-1);
  return (newest || dayOf(now)).slice(0, 7);
}
