// The calendar of this process: the shipped table and what administrators changed, read again when any process changes it.

import type { Logger } from 'pino';
import { type Calendar, createCalendar } from '../../knowledge/calendar.ts';
import { withChanges } from '../../knowledge/holiday-projection.ts';
import { shippedHolidays } from '../../knowledge/holidays.ts';
import type { OfficeHours } from '../../knowledge/office-hours.ts';
import type { Database } from '../../knowledge/ports.ts';
import { HOLIDAYS_CHANNEL, listHolidays } from './holidays.ts';

export type LiveCalendar = Awaited<ReturnType<typeof openCalendar>>;

/** Resolves once the days are read; `calendar` always reckons with the newest that this process has heard of. */
export async function openCalendar({
  database,
  hours,
  logger,
}: {
  database: Database;
  hours: OfficeHours | null;
  logger: Logger;
}) {
  const shipped = shippedHolidays();
  let agencies = new Map<string | null, Calendar>();
  let make = (_agencyId: string | null): Calendar => createCalendar({ days: shipped, hours });

  async function reload(): Promise<void> {
    const days = withChanges(shipped, await listHolidays(database));
    make = (agencyId) => createCalendar({ days, hours, agencyId });
    agencies = new Map();
  }

  function current(agencyId: string | null): Calendar {
    const known = agencies.get(agencyId) ?? make(agencyId);
    agencies.set(agencyId, known);
    return known;
  }

  /** With the closures of this agency; null for those of all. */
  function calendarOf(agencyId: string | null): Calendar {
    return {
      isWorkingDay: (day) => current(agencyId).isWorkingDay(day),
      dueAt: (from, workingDays) => current(agencyId).dueAt(from, workingDays),
      dueAfterPause: (due, pausedAt, resumedAt) => current(agencyId).dueAfterPause(due, pausedAt, resumedAt),
      workingDaysLeft: (now, due) => current(agencyId).workingDaysLeft(now, due),
      isOpen: (at) => current(agencyId).isOpen(at),
      opensAt: (at) => current(agencyId).opensAt(at),
    };
  }

  const close = await database.listen(HOLIDAYS_CHANNEL, () => {
    reload().catch((error) => logger.error({ err: error }, 'cannot read the days off again'));
  });
  await reload();
  return { calendar: calendarOf(null), calendarOf, reload, close };
}
