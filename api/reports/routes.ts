// Overview and reports: figures as they stand, the report of a period, its export, and what was frozen.

import type { Response } from 'express';
import type { Calendar } from '../../knowledge/calendar.ts';
import { addDays, dayOf } from '../../knowledge/day.ts';
import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { ROLES, type Role, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { type FrozenReport, freezeReport, frozenReport, frozenReports } from './frozen.ts';
import { overview } from './overview.ts';
import { periodsAround } from './periods.ts';
import { texts } from './texts.ts';
import { type TicketReport, ticketReport, ticketReportCsv } from './ticket-report.ts';
import { FrozenId, Overview, OverviewQuery, Report, ReportList, ReportPath, ReportQuery } from './views.ts';

const REPORTERS: readonly Role[] = ['coordinator', 'administrator'];
const DAYS_SHOWN = 30;
const PERIODS_SHOWN = 4;

/** `dueSoonDays`: a clock with at most so many working days left is due soon. */
export function reportRoutes({
  database,
  calendar,
  dueSoonDays,
  now,
}: {
  database: Database;
  calendar: Pick<Calendar, 'dueAt'>;
  dueSoonDays: number;
  now: () => Date;
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/overview',
      roles: ROLES,
      summary: 'Tình hình hôm nay và xu hướng; cán bộ cơ quan chỉ thấy phiếu của cơ quan mình.',
      query: OverviewQuery,
      output: Overview,
      async handle({ caller, query }) {
        const { role, agencyId } = staffOf(caller);
        const lastDay = query.to ?? dayOf(now());
        const firstDay = query.from ?? addDays(lastDay, 1 - DAYS_SHOWN);
        return overview(database, {
          period: { firstDay, lastDay },
          agencyId: role === 'officer' ? (agencyId ?? '') : null,
          now: now(),
          dueSoonUntil: calendar.dueAt(now(), dueSoonDays).at,
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/reports',
      roles: REPORTERS,
      summary: 'Các báo cáo đã chốt và các kỳ báo cáo để chọn.',
      output: ReportList,
      async handle() {
        const periods = periodsAround(dayOf(now()), PERIODS_SHOWN);
        return {
          frozen: (await frozenReports(database)).map(shown),
          periods: periods.map(({ name, period }) => ({ name, ...period })),
        };
      },
    }),
    route({
      method: 'get',
      path: '/api/reports/tickets',
      roles: REPORTERS,
      summary: 'Báo cáo phản ánh, kiến nghị của một kỳ, theo số liệu hiện tại.',
      query: ReportQuery,
      output: Report,
      handle: async ({ query }) => ({ ...(await ticketReport(database, query, now())), frozen: null }),
    }),
    route({
      method: 'get',
      path: '/api/reports/tickets.csv',
      roles: REPORTERS,
      summary: 'Báo cáo phản ánh, kiến nghị của một kỳ dạng CSV.',
      media: 'text/csv',
      query: ReportQuery,
      async handle({ query, response }) {
        sendCsv(response, await ticketReport(database, query, now()));
      },
    }),
    route({
      method: 'post',
      path: '/api/reports/tickets',
      roles: REPORTERS,
      summary: 'Chốt báo cáo của một kỳ đã kết thúc; thay đổi về sau không làm báo cáo đổi theo.',
      body: ReportQuery,
      output: FrozenId,
      status: 201,
      async handle({ caller, body }) {
        if (body.lastDay >= dayOf(now())) throw new Problem('report_too_early');
        const { staffId } = staffOf(caller);
        return database.transaction(async (tx) => {
          const report = await ticketReport(tx, body, now());
          const id = await freezeReport(tx, report, { staffId, at: now() });
          if (id === null) throw new Problem('report_frozen');
          await recordAudit(tx, { staffId, action: 'report.frozen', subject: `report:${id}`, at: now() });
          return { id };
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/reports/:id',
      roles: REPORTERS,
      summary: 'Một báo cáo đã chốt.',
      params: ReportPath,
      output: Report,
      async handle({ params }) {
        const { about, report } = await kept(params.id);
        return { ...report, frozen: shown(about) };
      },
    }),
    route({
      method: 'get',
      path: '/api/reports/:id/csv',
      roles: REPORTERS,
      summary: 'Một báo cáo đã chốt dạng CSV.',
      media: 'text/csv',
      params: ReportPath,
      async handle({ params, response }) {
        sendCsv(response, (await kept(params.id)).report);
      },
    }),
  ];

  async function kept(id: string) {
    const found = await frozenReport(database, id);
    if (found === null) throw new Problem('no_such_report');
    return found;
  }
}

function shown({ frozenAt, ...about }: FrozenReport) {
  return { ...about, frozenAt: frozenAt.toISOString() };
}

function sendCsv(response: Response, report: TicketReport): void {
  response
    .set('Cache-Control', 'no-store')
    .attachment(texts.fileName(report.firstDay, report.lastDay))
    .type('text/csv; charset=utf-8')
    .send(ticketReportCsv(report));
}
