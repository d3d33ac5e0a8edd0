// Days off and days worked instead that an administrator entered over the shipped table. Owns the table holidays.

import type { CalendarDay } from '../../knowledge/holidays.ts';
import type { Queryable } from '../../knowledge/ports.ts';

/** The channel on which every process hears that the days have changed. */
export const HOLIDAYS_CHANNEL = 'holidays';

const LIST = `
select day, kind, name, basis, status, part, agency_id as "agencyId" from holidays order by day, agency_id nulls first`;

const PUT = `
insert into holidays (day, agency_id, kind, name, basis, status, part, changed_at)
select $1, $2, $3, $4, $5, $6, $7, $8
where $2::text is null or exists (select from agencies where id = $2)
on conflict (day, agency_id) do update set kind = excluded.kind, name = excluded.name, basis = excluded.basis,
  status = excluded.status, part = excluded.part, changed_at = excluded.changed_at
returning pg_notify($9, '')`;

const REMOVE = `
delete from holidays where day = $1 and agency_id is not distinct from $2 returning pg_notify($3, '')`;

export async function listHolidays(database: Queryable): Promise<CalendarDay[]> {
  return (await database.query<CalendarDay>(LIST)).rows;
}

/** In place of what was entered for this day and agency before; false where there is no such agency. */
export async function putHoliday(tx: Queryable, one: CalendarDay, at: Date): Promise<boolean> {
  const { day, kind, name, basis, status, part = null, agencyId = null } = one;
  const values = [day, agencyId, kind, name, basis, status, part, at, HOLIDAYS_CHANNEL];
  return (await tx.query(PUT, values)).rowCount > 0;
}

/** The shipped table holds for the day again; false where nothing had been entered. */
export async function removeHoliday(tx: Queryable, day: string, agencyId: string | null): Promise<boolean> {
  return (await tx.query(REMOVE, [day, agencyId, HOLIDAYS_CHANNEL])).rowCount > 0;
}
