// The rows of tickets: locked, changed with their version, and every change told by an event. Owns tickets and ticket_events.

import { NOTICE_CHANNEL, type Notices } from '../../bot/notices.ts';
import type { Rating, TicketClass } from '../../bot/ports.ts';
import type { Category } from '../../bot/understand.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import type { Standing } from './clock.ts';
import { readTicketCode } from './codes.ts';
import { isWithin, scopeOf } from './scope.ts';

export interface Ticket extends Standing {
  id: string;
  code: string;
  version: number;
  category: Category;
  class: TicketClass;
  channel: string;
  agencyId: string | null;
  assigneeId: string | null;
  incidentId: string | null;
  /** Has the ticket now: gets the news. */
  conversationId: string | null;
  loggedBy: string | null;
  urgent: boolean;
  anonymous: boolean;
  mayTransfer: boolean;
  reopened: number;
  rating: Rating | null;
  openedAt: Date;
  cameAt: Date;
}

export type EventKind =
  | 'opened'
  | 'triaged'
  | 'assigned'
  | 'transferred'
  | 'noted'
  | 'replied'
  | 'reply_undone'
  | 'moved'
  | 'info_requested'
  | 'info_given'
  | 'linked'
  | 'rated'
  | 'reopened'
  | 'continued'
  | 'letter'
  | 'escalated'
  | 'read';

/** Who does something: a member of staff, or one of the others by name. */
export type By = Pick<Caller, 'staffId'> | 'citizen' | 'assistant' | 'system';

export interface TicketEventDraft {
  kind: EventKind;
  by: By;
  at: Date;
  from?: string | null;
  to?: string | null;
  text?: string | null;
  late?: boolean | null;
}

const COLUMNS = `
id, code, version, status, category, class, channel, agency_id as "agencyId", assignee_id as "assigneeId",
incident_id as "incidentId", conversation_id as "conversationId", logged_by as "loggedBy", urgent, anonymous,
may_transfer as "mayTransfer", reopened, rating, opened_at as "openedAt", came_at as "cameAt", clock,
due_at as "dueAt", paused_at as "pausedAt", decided_at as "decidedAt", on_time as "onTime"`;

const UPDATE = `
update tickets set version = version + 1, status = $3, category = $4, class = $5, agency_id = $6, assignee_id = $7,
  incident_id = $8, urgent = $9, may_transfer = $10, reopened = $11, rating = $12, came_at = $13, clock = $14,
  due_at = $15, paused_at = $16, decided_at = $17, on_time = $18, conversation_id = $19
where id = $1 and version = $2`;

const TELL = `
with event as (
  insert into ticket_events
    (ticket_id, at, kind, actor, staff_id, from_value, to_value, text, late, version)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id
)
select id, pg_notify($11, $12) from event`;

/** The ticket, held until the transaction ends; null when there is none. */
export async function lockTicket(tx: Queryable, code: string): Promise<Ticket | null> {
  const { rows } = await tx.query<Ticket>(`select ${COLUMNS} from tickets where code = $1 for update`, [
    readTicketCode(code) ?? code,
  ]);
  return rows[0] ?? null;
}

/** The same by its number. */
export async function lockTicketById(tx: Queryable, id: string): Promise<Ticket | null> {
  const { rows } = await tx.query<Ticket>(`select ${COLUMNS} from tickets where id = $1 for update`, [id]);
  return rows[0] ?? null;
}

/** The same for staff. Throws Problem `no_such_ticket`, also for one of another agency; `conflict` when it has changed since `version`. */
export async function lockForStaff(
  tx: Queryable,
  { caller, code, version }: { caller: Caller; code: string; version?: number },
): Promise<Ticket> {
  const ticket = await lockTicket(tx, code);
  if (ticket === null || !isWithin(scopeOf(caller), ticket)) throw new Problem('no_such_ticket');
  if (version !== undefined && ticket.version !== version) throw new Problem('conflict');
  return ticket;
}

/** Those linked to an incident, held as well, in the order of their numbers. */
export async function lockLinked(tx: Queryable, incidentId: string): Promise<Ticket[]> {
  const { rows } = await tx.query<Ticket>(
    `select ${COLUMNS} from tickets where incident_id = $1 order by id for update`,
    [incidentId],
  );
  return rows;
}

/** Writes a changed ticket, one version higher, and resolves to it. `ticket` must be locked. */
export async function changeTicket(
  tx: Queryable,
  ticket: Ticket,
  changes: Partial<Omit<Ticket, 'id' | 'code' | 'version'>>,
): Promise<Ticket> {
  const next = { ...ticket, ...changes };
  const { rowCount } = await tx.query(UPDATE, [
    ticket.id,
    ticket.version,
    next.status,
    next.category,
    next.class,
    next.agencyId,
    next.assigneeId,
    next.incidentId,
    next.urgent,
    next.mayTransfer,
    next.reopened,
    next.rating,
    next.cameAt,
    next.clock,
    next.dueAt,
    next.pausedAt,
    next.decidedAt,
    next.onTime,
    next.conversationId,
  ]);
  if (rowCount !== 1) throw new Problem('conflict');
  return { ...next, version: ticket.version + 1 };
}

/** Adds an event to the history, and to the audit where staff did it, and tells every process; resolves to the event's id. */
export async function tell(
  tx: Queryable,
  notices: Pick<Notices, 'payloadForAll'>,
  { id, code, version }: Pick<Ticket, 'id' | 'code' | 'version'>,
  event: TicketEventDraft,
): Promise<string> {
  const { kind, by, at, from = null, to = null, text = null, late = null } = event;
  const [actor, staffId] = typeof by === 'string' ? [by, null] : ['staff', by.staffId];
  const { rows } = await tx.query<{ id: string }>(TELL, [
    id,
    at,
    kind,
    actor,
    staffId,
    from,
    to,
    text,
    late,
    version,
    NOTICE_CHANNEL,
    notices.payloadForAll('ticket', code),
  ]);
  if (staffId !== null)
    await recordAudit(tx, { staffId, action: `ticket.${kind}`, subject: `ticket:${code}`, at });
  return rows[0]!.id;
}
