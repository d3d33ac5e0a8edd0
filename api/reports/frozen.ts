// Reports as they were sent. Owns the table reports: rows are added and never changed.

import type { Queryable } from '../../knowledge/ports.ts';
import type { Period } from './periods.ts';
import type { TicketReport } from './ticket-report.ts';

export interface FrozenReport extends Period {
  id: string;
  frozenAt: Date;
  frozenBy: { id: string; name: string };
}

const LIST = `
select r.id, r.first_day as "firstDay", r.last_day as "lastDay", r.frozen_at as "frozenAt",
  jsonb_build_object('id', s.id::text, 'name', s.name) as "frozenBy"
from reports r join staff s on s.id = r.frozen_by`;

/** Keeps the report as it is; null when one of the same period is kept already. */
export async function freezeReport(
  tx: Queryable,
  report: TicketReport,
  by: { staffId: string; at: Date },
): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into reports (kind, first_day, last_day, body, frozen_at, frozen_by)
     values ('tickets', $1, $2, $3::jsonb, $4, $5) on conflict do nothing returning id`,
    [report.firstDay, report.lastDay, JSON.stringify(report), by.at, by.staffId],
  );
  return rows[0]?.id ?? null;
}

/** Newest period first. */
export async function frozenReports(database: Queryable): Promise<FrozenReport[]> {
  const { rows } = await database.query<FrozenReport>(
    `${LIST} order by r.last_day desc, r.first_day desc limit 200`,
  );
  return rows;
}

export async function frozenReport(
  database: Queryable,
  id: string,
): Promise<{ about: FrozenReport; report: TicketReport } | null> {
  const { rows } = await database.query<FrozenReport>(`${LIST} where r.id = $1`, [id]);
  const { rows: bodies } = await database.query<{ body: TicketReport }>(
    'select body from reports where id = $1',
    [id],
  );
  return rows[0] && bodies[0] ? { about: rows[0], report: bodies[0].body } : null;
}
