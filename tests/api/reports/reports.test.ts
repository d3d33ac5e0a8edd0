// Reports over HTTP: sums that must hold, an empty desk, what was frozen stays, and the overview counts what is there.

import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { reportRoutes } from '../../../api/reports/routes.ts';
import { TICKET_COLUMNS } from '../../../api/reports/texts.ts';
import type { TicketCounts, TicketReport } from '../../../api/reports/ticket-report.ts';
import { createCalendar } from '../../../knowledge/calendar.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { type DeskServer, startDeskServer } from '../../support/desk-server.ts';
import { addStaff, type TestStaff } from '../../support/desk-staff.ts';
import { addTickets, aTicket, ticketsOfAllKinds } from '../../support/some-tickets.ts';

const MONTH = '/api/reports/tickets?period=2026-M11';

describe.each(databaseKinds)('reports on %s', (kind) => {
  let database: OpenDatabase;
  let staff: TestStaff;
  let server: DeskServer;
  const clock = createClock('2026-11-20T09:00:00+07:00');

  beforeEach(async () => {
    database = await freshDatabase(kind);
    staff = await addStaff(database);
    const routes = reportRoutes({
      database,
      calendar: createCalendar({ days: [], hours: null }),
      dueSoonDays: 2,
      now: clock.now,
    });
    server = await startDeskServer(routes, staff.identify);
  });
  afterEach(async () => {
    await server.close();
    await database.close();
  });

  async function call<Body = TicketReport>(
    who: keyof TestStaff['callers'],
    address: string,
    body?: object,
  ): Promise<{ status: number; body: Body }> {
    const response = await fetch(server.url + address, {
      method: body ? 'POST' : 'GET',
      headers: staff.headersOf(who),
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  function expectToAddUp(of: TicketCounts): void {
    expect(of.received + of.carriedOver).toBe(of.total);
    expect(of.regulation + of.conduct + of.otherClass).toBe(of.total);
    expect(of.competent + of.returned + of.refused).toBe(of.total);
    expect(of.decided + of.open).toBe(of.total);
    expect(of.decidedOnTime + of.decidedLate + of.decidedUntimed).toBe(of.decided);
    expect(of.openInTime + of.openLate + of.openUntimed).toBe(of.open);
    expect(of.published).toBeLessThanOrEqual(of.decided);
    expect(of.satisfied + of.dissatisfied).toBeLessThanOrEqual(of.decided);
  }

  it('add up in every row and in the sum, for every period', async () => {
    await addTickets(database, ticketsOfAllKinds(300, new Date('2026-08-01'), 110));
    for (const period of ['2026-M9', '2026-M11', '2026-Q4', '2026-H2', '2026']) {
      const { body } = await call('tam', `/api/reports/tickets?period=${period}`);
      expect(body.rows.length).toBeGreaterThan(5);
      for (const row of [...body.rows, body.sum]) expectToAddUp(row);
      for (const column of Object.keys(body.sum) as (keyof TicketCounts)[])
        expect(body.sum[column]).toBe(body.rows.reduce((sum, row) => sum + row[column], 0));
    }
    const october = (await call('tam', '/api/reports/tickets?period=2026-M10')).body.sum;
    const november = (await call('tam', MONTH)).body.sum;
    expect(november.carriedOver).toBe(october.open);
  });

  it('put each ticket where it belongs', async () => {
    const september = new Date('2026-09-20T08:00:00+07:00');
    const inPeriod = new Date('2026-11-10T08:00:00+07:00');
    const after = new Date('2026-11-15T00:00:00+07:00');
    await addTickets(database, [
      aTicket({ openedAt: september, dueAt: inPeriod, class: 'conduct' }),
      aTicket({ status: 'published', decidedAt: inPeriod, onTime: false, rating: 'satisfied' }),
      aTicket({ status: 'answered', decidedAt: after, onTime: true, rating: 'satisfied' }),
      aTicket({ status: 'refused', decidedAt: inPeriod, onTime: true, class: 'regulation' }),
      aTicket({ status: 'info_requested', dueAt: inPeriod }),
      aTicket({ openedAt: after }),
      aTicket({ status: 'answered', openedAt: september, decidedAt: september, onTime: true }),
      aTicket({ dueAt: null, channel: 'phone', category: 'environment' }),
    ]);
    const { body } = await call('tam', MONTH);
    expect(body.rows).toEqual([
      {
        category: 'environment',
        channel: 'phone',
        ...zero(),
        total: 1,
        received: 1,
        otherClass: 1,
        competent: 1,
        open: 1,
        openUntimed: 1,
      },
      {
        category: 'land',
        channel: 'direct-line',
        ...zero(),
        total: 5,
        received: 4,
        carriedOver: 1,
        regulation: 1,
        conduct: 1,
        otherClass: 3,
        competent: 4,
        refused: 1,
        decided: 2,
        decidedOnTime: 1,
        decidedLate: 1,
        open: 3,
        openInTime: 2,
        openLate: 1,
        published: 1,
        satisfied: 1,
      },
    ]);
  });

  function zero(): TicketCounts {
    const columns = Object.keys(TICKET_COLUMNS).filter((one) => one !== 'category' && one !== 'channel');
    return Object.fromEntries(columns.map((column) => [column, 0])) as TicketCounts;
  }

  it('of nothing are whole', async () => {
    const { body } = await call('tam', MONTH);
    expect(body).toEqual({
      firstDay: '2026-10-15',
      lastDay: '2026-11-14',
      rows: [],
      sum: zero(),
      frozen: null,
    });
    const overview = await call<{ today: object; perDay: object[] }>('tam', '/api/overview');
    expect(overview.body).toMatchObject({
      today: { opened: 0, questions: 0, answeredShare: null, waitingConversations: 0 },
      clocks: [],
      topProcedures: [],
      satisfaction: { very_satisfied: 0, satisfied: 0, dissatisfied: 0 },
    });
    expect(overview.body.perDay).toHaveLength(30);
  });

  it('stay as they were frozen, whatever happens to a ticket afterwards', async () => {
    await addTickets(database, ticketsOfAllKinds(50, new Date('2026-10-10'), 30));
    const early = await call<{ type: string }>('tam', '/api/reports/tickets', { period: '2026-M12' });
    expect([early.status, early.body.type]).toEqual([409, 'urn:problem:report_too_early']);
    const { body: before } = await call('tam', MONTH);
    const frozen = await call<{ id: string }>('tam', '/api/reports/tickets', { period: '2026-M11' });
    expect(frozen.status).toBe(201);

    await database.query(`update tickets set category = 'traffic', channel = 'phone'`);
    expect((await call('tam', MONTH)).body.rows).not.toEqual(before.rows);
    const { body: kept } = await call('ba', `/api/reports/${frozen.body.id}`);
    expect(kept).toEqual({
      ...before,
      frozen: {
        id: frozen.body.id,
        firstDay: '2026-10-15',
        lastDay: '2026-11-14',
        frozenAt: clock.now().toISOString(),
        frozenBy: { id: staff.callers.tam.staffId, name: staff.callers.tam.name },
      },
    });
    const again = await call<{ type: string }>('ba', '/api/reports/tickets', { period: '2026-M11' });
    expect([again.status, again.body.type]).toEqual([409, 'urn:problem:report_frozen']);
    expect((await call<{ frozen: object[] }>('ba', '/api/reports')).body.frozen).toHaveLength(1);
    expect((await call<{ type: string }>('ba', '/api/reports/999')).body.type).toBe(
      'urn:problem:no_such_report',
    );
  });

  it('go out as CSV with the same figures', async () => {
    await addTickets(database, ticketsOfAllKinds(30, new Date('2026-10-20'), 20));
    const { body } = await call('tam', MONTH);
    const response = await fetch(server.url + MONTH.replace('tickets?', 'tickets.csv?'), {
      headers: staff.headersOf('tam'),
    });
    expect(response.headers.get('content-disposition')).toContain(
      'phan-anh-kien-nghi-2026-10-15-2026-11-14.csv',
    );
    const table: string[][] = parse(Buffer.from(await response.arrayBuffer()), { bom: true });
    expect(table[0]).toEqual(Object.values(TICKET_COLUMNS));
    expect(table).toHaveLength(body.rows.length + 2);
    expect(table.at(-1)!.slice(2).map(Number)).toEqual(Object.values(body.sum));
  });

  it('count today, days, clocks, questions and what people thought, an officer only the own agency', async () => {
    const today = new Date('2026-11-20T08:00:00+07:00');
    const yesterday = new Date('2026-11-19T23:59:00+07:00');
    await addTickets(database, [
      aTicket({ openedAt: today, dueAt: new Date('2026-11-20T08:30:00+07:00'), agencyId: 'agency-one' }),
      aTicket({ openedAt: today, dueAt: new Date('2026-11-24T17:00:00+07:00'), agencyId: 'agency-two' }),
      aTicket({
        status: 'answered',
        decidedAt: yesterday,
        onTime: true,
        agencyId: 'agency-one',
        rating: 'very_satisfied',
        openedAt: yesterday,
      }),
    ]);
    await database.query(
      `insert into conversations (id, channel, user_id, last_position, created_at, last_active_at)
       values ('direct-line:a', 'direct-line', 'u', 3, now(), now())`,
    );
    const records = [
      { intent: 'procedure', outcome: 'answered', code: '1.000894' },
      { intent: 'procedure', outcome: 'no_source', code: null },
      { intent: 'smalltalk', outcome: 'answered' },
    ];
    for (const [nr, record] of records.entries())
      await database.query(
        `insert into activities (conversation_id, position, direction, activity, status, record, created_at)
         values ('direct-line:a', $1, 'inbound', '{"type":"message"}', 'answered', $2, $3)`,
        [nr + 1, record, today],
      );
    const all = await call('tam', '/api/overview?from=2026-11-18&to=2026-11-20');
    expect(all.body).toEqual({
      today: {
        opened: 2,
        answered: 0,
        overdue: 1,
        dueSoon: 1,
        waitingConversations: 0,
        questions: 2,
        answeredShare: 0.5,
      },
      clocks: [
        { agency: 'Sở Thứ Nhất', onTime: 1, overdue: 1 },
        { agency: 'Sở Thứ Hai', onTime: 0, overdue: 0 },
      ],
      perDay: [
        { day: '2026-11-18', opened: 0, answered: 0, questions: 0 },
        { day: '2026-11-19', opened: 1, answered: 1, questions: 0 },
        { day: '2026-11-20', opened: 2, answered: 0, questions: 2 },
      ],
      topProcedures: [{ code: '1.000894', title: '1.000894', count: 1 }],
      satisfaction: { very_satisfied: 1, satisfied: 0, dissatisfied: 0 },
      byCategory: [{ category: 'land', count: 3 }],
      byChannel: [{ channel: 'direct-line', count: 3 }],
    });
    const own = await call('minh', '/api/overview?from=2026-11-18&to=2026-11-20');
    expect(own.body).toMatchObject({
      today: { opened: 1, overdue: 0, dueSoon: 1 },
      clocks: [{ agency: 'Sở Thứ Hai' }],
      byCategory: [{ category: 'land', count: 1 }],
    });
  });

  it.each([
    '/api/overview?from=2026-11-02',
    '/api/overview?from=2026-11-02&to=2026-11-01',
    '/api/overview?from=2026-02-30&to=2026-11-01',
    '/api/reports/tickets',
    '/api/reports/tickets?period=2026-M13',
    '/api/reports/tickets?from=2020-01-01&to=2026-01-01',
  ])('%s is refused', async (address) => {
    expect(await call<{ type: string }>('tam', address)).toMatchObject({
      status: 400,
      body: { type: 'urn:problem:invalid' },
    });
  });

  it('are for coordinators and administrators, the overview for all staff', async () => {
    for (const who of ['lan', 'hoa'] as const) {
      expect((await call(who, MONTH)).status).toBe(403);
      expect((await call(who, '/api/overview')).status).toBe(200);
    }
  });
});
