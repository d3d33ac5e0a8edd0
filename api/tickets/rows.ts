// A line of the queue: how it is read from the database and how it is shown.

import type { z } from 'zod';
import { readClock } from './clock.ts';
import type { TicketParts } from './parts.ts';
import type { Ticket } from './tickets.ts';
import type { TicketRow } from './views.ts';

export type ShownRow = z.input<typeof TicketRow>;

export type StoredRow = Pick<
  Ticket,
  | 'id'
  | 'code'
  | 'version'
  | 'status'
  | 'category'
  | 'class'
  | 'urgent'
  | 'anonymous'
  | 'channel'
  | 'openedAt'
  | 'clock'
  | 'dueAt'
  | 'pausedAt'
  | 'reopened'
> & {
  summary: string;
  agency: { id: string; name: string } | null;
  assignee: { id: string; name: string } | null;
  incidentCode: string | null;
  linked: number;
};

export const ROW_COLUMNS = `
t.id, t.code, t.version, t.status, t.category, t.class, t.urgent, t.anonymous, t.channel,
t.opened_at as "openedAt", t.clock, t.due_at as "dueAt", t.paused_at as "pausedAt", t.reopened, t.summary,
(select jsonb_build_object('id', id, 'name', name) from agencies where id = t.agency_id) as agency,
(select jsonb_build_object('id', id::text, 'name', name) from staff where id = t.assignee_id) as assignee,
(select code from tickets where id = t.incident_id) as "incidentCode",
(select count(*)::integer from tickets where incident_id = t.id) as linked`;

export function showRow(
  row: StoredRow,
  { calendar, rules, now }: Pick<TicketParts, 'calendar' | 'rules'> & { now: Date },
): ShownRow {
  const { clock, dueAt, workingDaysLeft } = readClock(row, {
    calendar,
    dueSoonDays: rules.dueSoonDays,
    now,
  });
  return {
    code: row.code,
    version: row.version,
    status: row.status,
    category: row.category,
    class: row.class,
    urgent: row.urgent,
    anonymous: row.anonymous,
    channel: row.channel,
    summary: row.summary,
    agency: row.agency,
    assignee: row.assignee,
    openedAt: row.openedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    clock,
    workingDaysLeft,
    reopened: row.reopened,
    incidentCode: row.incidentCode,
    linked: row.linked,
  };
}
