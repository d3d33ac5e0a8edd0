// Days off by year, and how an administrator changes them; every change is in the audit.

import { projectHolidays } from '../../knowledge/holiday-projection.ts';
import { type CalendarDay, shippedHolidays } from '../../knowledge/holidays.ts';
import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { ROLES, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { listHolidays, putHoliday, removeHoliday } from './holidays.ts';
import type { LiveCalendar } from './live-calendar.ts';
import {
  HolidayRow,
  HolidayYear,
  holidayChange,
  holidayPath,
  holidayQuery,
  holidayRemoval,
} from './views.ts';

export function holidayRoutes({
  database,
  reload,
  now,
}: {
  database: Database;
  reload: LiveCalendar['reload'];
  now: () => Date;
}): Route[] {
  const shipped = shippedHolidays();
  return [
    route({
      method: 'get',
      path: '/api/holidays',
      roles: ROLES,
      summary: 'Ngày nghỉ và ngày làm bù của một năm.',
      query: holidayQuery,
      output: HolidayYear,
      handle: async ({ query: { year } }) => ({ days: daysOf(year, shipped, await listHolidays(database)) }),
    }),
    route({
      method: 'put',
      path: '/api/holidays/:day',
      roles: ['administrator'],
      summary: 'Ghi ngày nghỉ hoặc ngày làm bù, thay cho bảng đi kèm phần mềm.',
      params: holidayPath,
      body: holidayChange,
      output: HolidayRow,
      handle: async ({ caller, params: { day }, body }) => {
        await database.transaction(async (tx) => {
          if (!(await putHoliday(tx, { day, ...body }, now()))) throw new Problem('no_such_agency');
          await recordAudit(tx, {
            staffId: staffOf(caller).staffId,
            action: 'holiday.put',
            subject: `holiday:${day}`,
            detail: `${body.kind} ${body.status} ${body.name}`,
            at: now(),
          });
        });
        await reload();
        return { day, ...body, source: 'entered' as const };
      },
    }),
    route({
      method: 'delete',
      path: '/api/holidays/:day',
      roles: ['administrator'],
      summary: 'Bỏ ngày đã ghi; bảng đi kèm phần mềm có hiệu lực trở lại.',
      params: holidayPath,
      query: holidayRemoval,
      handle: async ({ caller, params: { day }, query: { agencyId = null } }) => {
        await database.transaction(async (tx) => {
          if (!(await removeHoliday(tx, day, agencyId))) throw new Problem('no_such_holiday');
          await recordAudit(tx, {
            staffId: staffOf(caller).staffId,
            action: 'holiday.removed',
            subject: `holiday:${day}`,
            at: now(),
          });
        });
        await reload();
      },
    }),
  ];
}

/** Everything that counts in the year; what was entered stands in place of what it overrides. */
function daysOf(
  year: number,
  shipped: readonly CalendarDay[],
  entered: readonly CalendarDay[],
): HolidayRow[] {
  const ofYear = (days: readonly CalendarDay[]) => days.filter(({ day }) => day.startsWith(`${year}-`));
  const published = ofYear(shipped);
  const given = published.length > 0 ? published : projectHolidays(year);
  const changes = ofYear(entered);
  const overridden = new Set(changes.flatMap(({ day, agencyId }) => (agencyId ? [] : day)));
  return [
    ...given
      .filter(({ day }) => !overridden.has(day))
      .map((one) => rowOf(one, published.length > 0 ? 'shipped' : 'projected')),
    ...changes.map((one) => rowOf(one, 'entered')),
  ].toSorted((a, b) => a.day.localeCompare(b.day));
}

function rowOf(one: CalendarDay, source: HolidayRow['source']): HolidayRow {
  return { ...one, part: one.part ?? null, agencyId: one.agencyId ?? null, source };
}
