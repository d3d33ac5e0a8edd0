// /api/audit: administrators see who changed and who read what; that they looked is written down as well.

import type { Database } from '../../knowledge/ports.ts';
import { type Route, route, staffOf } from '../route.ts';
import { readAudit, recordAudit } from './audit.ts';
import * as views from './views.ts';

export function auditRoutes({ database, now }: { database: Database; now: () => Date }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/audit',
      roles: ['administrator'],
      summary: 'Nhật ký: ai đã sửa gì và ai đã xem gì của ai, mới nhất trước.',
      query: views.AuditQuery,
      output: views.AuditPage,
      async handle({ caller, query }) {
        const { who, what, ticket, before, limit } = query;
        const page = await readAudit(database, {
          who,
          what,
          subject: ticket === undefined ? undefined : `ticket:${ticket}`,
          before,
          limit,
        });
        await recordAudit(database, {
          staffId: staffOf(caller).staffId,
          action: 'audit.read',
          subject: ticket === undefined ? null : `ticket:${ticket}`,
          at: now(),
        });
        return {
          entries: page.entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
          next: page.next,
        };
      },
    }),
  ];
}
