// Days off that an administrator enters: who may, what is refused, what every process reckons with afterwards.

import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LiveCalendar, openCalendar } from '../../../api/calendar/live-calendar.ts';
import { holidayRoutes } from '../../../api/calendar/routes.ts';
import type { HolidayRow } from '../../../api/calendar/views.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { INPUT_FAULTS } from '../../../api/input-faults.ts';
import { answerProblems } from '../../../api/problem.ts';
import type { ProblemKind } from '../../../api/problems.ts';
import { mountRoutes, type Role } from '../../../api/route.ts';
import { listen, stopListening } from '../../../api/server.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

const logger = pino({ level: 'silent' });
const TET = { kind: 'off', name: 'Tết Nguyên đán', basis: 'Thông báo 1/TB', status: 'official' };

describe.each(databaseKinds)('days off on the %s database', (kind) => {
  const clock = createClock();
  let database: OpenDatabase;
  let here: LiveCalendar;
  let elsewhere: LiveCalendar;
  let url: string;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    here = await openCalendar({ database, hours: null, logger });
    elsewhere = await openCalendar({ database, hours: null, logger });
    await database.query(
      `insert into agencies (id, name, kind) values ('ly-son', 'UBND đặc khu Lý Sơn', 'commune')`,
    );
    await database.query(
      `insert into staff (username, name, role, created_at) values ('an', 'Nguyễn An', 'administrator', $1)`,
      [clock.now()],
    );
    const app = express();
    app.use(express.json());
    app.use(
      mountRoutes(holidayRoutes({ database, reload: here.reload, now: clock.now }), async (request) => {
        const role = request.get('x-role') as Role | undefined;
        return role ? { staffId: '1', name: 'Nguyễn An', role, agencyId: null } : null;
      }),
    );
    app.use(answerProblems({ logger }));
    const { server, port } = await listen(app, { host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${port}`;
    stop = () => stopListening(server, { patienceMs: 1000 });
  });

  afterEach(async () => {
    await stop();
    await here.close();
    await elsewhere.close();
    await database.close();
  });

  function call(method: string, path: string, body?: unknown, role: Role | null = 'administrator') {
    return fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(role && { 'x-role': role }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async function daysOf(year: number): Promise<HolidayRow[]> {
    const response = await call('GET', `/api/holidays?year=${year}`, undefined, 'officer');
    return ((await response.json()) as { days: HolidayRow[] }).days;
  }

  async function expectProblem(response: Response, problem: ProblemKind): Promise<Record<string, unknown>> {
    const body = (await response.json()) as Record<string, unknown>;
    expect(body.type).toBe(`urn:problem:${problem}`);
    return body;
  }

  it('are the shipped ones, and projected where nothing is shipped', async () => {
    const shipped = await daysOf(2026);
    expect(shipped).toContainEqual(
      expect.objectContaining({ day: '2026-11-24', kind: 'off', source: 'shipped' }),
    );
    const projected = await daysOf(2033);
    expect(projected).toContainEqual(
      expect.objectContaining({ day: '2033-01-31', status: 'projected', source: 'projected' }),
    );
  });

  it('are reckoned with at once here, and soon by every other process', async () => {
    const put = await call('PUT', '/api/holidays/2027-02-11', { ...TET });
    expect([put.status, await put.json()]).toEqual([
      200,
      { day: '2027-02-11', ...TET, part: null, agencyId: null, source: 'entered' },
    ]);
    expect(here.calendar.isWorkingDay('2027-02-11')).toBe(false);
    await until(() => !elsewhere.calendar.isWorkingDay('2027-02-11'));
    const ofDay = (await daysOf(2027)).filter(({ day }) => day === '2027-02-11');
    expect(ofDay.map(({ source, status }) => [source, status])).toEqual([['entered', 'official']]);

    expect((await call('DELETE', '/api/holidays/2027-02-11')).status).toBe(204);
    expect(here.calendar.isWorkingDay('2027-02-11')).toBe(true);
    await until(() => elsewhere.calendar.isWorkingDay('2027-02-11'));
    await expectProblem(await call('DELETE', '/api/holidays/2027-02-11'), 'no_such_holiday');
    const { rows } = await database.query('select action, subject, staff_id from audit order by id');
    expect(rows).toEqual([
      { action: 'holiday.put', subject: 'holiday:2027-02-11', staff_id: '1' },
      { action: 'holiday.removed', subject: 'holiday:2027-02-11', staff_id: '1' },
    ]);
  });

  it('may be of one agency, beside that of all', async () => {
    const day = '2026-12-03';
    const storm = { ...TET, name: 'Bão số 12', agencyId: 'ly-son' };
    await call('PUT', `/api/holidays/${day}`, storm);
    expect([here.calendar, here.calendarOf('ly-son')].map((one) => one.isWorkingDay(day))).toEqual([
      true,
      false,
    ]);
    await call('PUT', `/api/holidays/${day}`, { ...TET, name: 'Mất điện', part: 'morning' });
    expect((await daysOf(2026)).filter((one) => one.day === day)).toHaveLength(2);
    expect((await call('DELETE', `/api/holidays/${day}?agencyId=ly-son`)).status).toBe(204);
    expect((await daysOf(2026)).filter((one) => one.day === day)).toEqual([
      expect.objectContaining({ name: 'Mất điện', part: 'morning', agencyId: null }),
    ]);
    await expectProblem(
      await call('PUT', `/api/holidays/${day}`, { ...TET, agencyId: 'sao-hoa' }),
      'no_such_agency',
    );
  });

  it.each(['operator', 'officer', 'coordinator', null] as const)('are not for %s to change', async (role) => {
    const problem = role === null ? 'unauthenticated' : 'forbidden';
    await expectProblem(await call('PUT', '/api/holidays/2026-12-03', TET, role), problem);
    await expectProblem(await call('DELETE', '/api/holidays/2026-12-03', undefined, role), problem);
    expect(await database.query('select from holidays')).toMatchObject({ rows: [] });
  });

  it.each([
    ['PUT', '/api/holidays/2026-02-30', TET, 'day', INPUT_FAULTS.day],
    ['PUT', '/api/holidays/2026-12-03', { ...TET, kind: 'free' }, 'kind', INPUT_FAULTS.dayKind],
    ['PUT', '/api/holidays/2026-12-03', { ...TET, name: ' ' }, 'name', INPUT_FAULTS.dayText],
    ['PUT', '/api/holidays/2026-12-03', { ...TET, part: 'night' }, 'part', INPUT_FAULTS.dayPart],
    ['PUT', '/api/holidays/2026-12-03', { ...TET, hours: 3 }, 'hours', INPUT_FAULTS.unknown],
    ['GET', '/api/holidays?year=26', undefined, 'year', INPUT_FAULTS.year],
    ['GET', '/api/holidays', undefined, 'year', INPUT_FAULTS.year],
  ])('refuse %s %s %j', async (method, path, body, field, message) => {
    const problem = await expectProblem(await call(method, path, body), 'invalid');
    expect(problem.errors).toEqual([{ field, message }]);
  });
});
