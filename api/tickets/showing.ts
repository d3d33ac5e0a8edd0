// One ticket with everything an officer needs beside it; whoever reads it is remembered.

import type { z } from 'zod';
import type { Rating } from '../../bot/ports.ts';
import type { Phrase } from '../../knowledge/phrases.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { attachmentsOf } from './attachments.ts';
import { readTicketCode } from './codes.ts';
import { deliveryReason, EVENT_DELIVERY, type LastFailure } from './delivery-state.ts';
import { linkedCodes } from './incidents.ts';
import { movesFrom } from './moves.ts';
import type { TicketParts } from './parts.ts';
import { ROW_COLUMNS, type StoredRow, showRow } from './rows.ts';
import { findSimilar } from './similar.ts';
import { lockForStaff, tell } from './tickets.ts';
import type { TicketEvent, TicketView } from './views.ts';

export type ShownTicket = z.input<typeof TicketView>;

/** Looking again within so long is the same reading. */
const ONE_READING_MS = 10 * 60 * 1000;
const MOST_EVENTS = 500;

const TICKET = `
select ${ROW_COLUMNS}, x.what, x.place, x.occurred, x.dossier_code as "dossierCode", x.name, x.phone,
  t.conversation_id as "conversationId", nullif(t.opened_in, t.conversation_id) as "openedIn", t.rating, t.may_transfer as "mayTransfer",
  (select max(hold_until) from ticket_replies where ticket_id = t.id and state = 'held' and hold_until > $2)
    as "undoUntil"
from tickets t join ticket_texts x on x.ticket_id = t.id where t.code = $1`;

const EVENTS = `
select * from (
  select e.id, e.at, e.kind, e.from_value as "from", e.to_value as "to", e.text, e.actor,
    case when s.id is null then null else jsonb_build_object('id', s.id::text, 'name', s.name) end as staff,
    ${EVENT_DELIVERY.columns}
  from ticket_events e
  join tickets t on t.id = e.ticket_id
  left join staff s on s.id = e.staff_id
  ${EVENT_DELIVERY.joins}
  where e.ticket_id = $1 order by e.id desc limit ${MOST_EVENTS}
) newest order by id`;

type TicketDetails = StoredRow & {
  what: string;
  place: string | null;
  occurred: string | null;
  dossierCode: string | null;
  name: string | null;
  phone: string | null;
  conversationId: string | null;
  openedIn: string | null;
  rating: Rating | null;
  mayTransfer: boolean;
  undoUntil: Date | null;
};

type EventRow = Omit<z.input<typeof TicketEvent>, 'at' | 'by' | 'deliveryReason'> &
  LastFailure & {
    at: Date;
    channel: string | null;
    actor: 'staff' | 'citizen' | 'assistant' | 'system';
    staff: { id: string; name: string } | null;
  };

const READ_BEFORE = `
select exists (
  select from ticket_events where ticket_id = $1 and kind = 'read' and staff_id = $2 and at > $3
) as read`;

export function createShowing({
  fillers,
  ...parts
}: Pick<TicketParts, 'database' | 'calendar' | 'rules' | 'notices' | 'now'> & {
  fillers: readonly Phrase[];
}) {
  const { database, calendar, rules, notices, now } = parts;

  /** For whoever has just changed it, wherever it has gone. Throws Problem `no_such_ticket`. */
  async function show(caller: Caller, code: string): Promise<ShownTicket> {
    const at = now();
    const { rows } = await database.query<TicketDetails>(TICKET, [readTicketCode(code) ?? code, at]);
    const ticket = rows[0];
    if (ticket === undefined) throw new Problem('no_such_ticket');
    const agencyId = ticket.agency?.id ?? null;
    const told = { what: ticket.what, where: ticket.place, category: ticket.category, agencyId };
    const similar = await findSimilar(database, { ...told, except: ticket.code }, { fillers, now: at });
    return {
      ...showRow(ticket, { calendar, rules, now: at }),
      what: ticket.what,
      where: ticket.place,
      when: ticket.occurred,
      dossierCode: ticket.dossierCode,
      citizen: { name: ticket.name, phone: ticket.phone },
      attachments: await attachmentsOf(database, ticket.id),
      conversationId: ticket.conversationId,
      openedIn: ticket.openedIn,
      rating: ticket.rating,
      mayTransfer: ticket.mayTransfer || caller.role === 'administrator',
      moves: movesFrom(ticket.status, caller.role),
      undoUntil: ticket.undoUntil?.toISOString() ?? null,
      events: await eventsOf(database, ticket.id),
      linkedCodes: await linkedCodes(database, ticket.id),
      similar: similar.map(({ openedAt, ...one }) => ({ ...one, openedAt: openedAt.toISOString() })),
    };
  }

  /** Writes down that this person has read it, then shows it. Throws Problem `no_such_ticket`, also for another agency's. */
  async function read(caller: Caller, code: string): Promise<ShownTicket> {
    await database.transaction(async (tx) => {
      const ticket = await lockForStaff(tx, { caller, code });
      const at = now();
      const since = new Date(at.getTime() - ONE_READING_MS);
      const { rows } = await tx.query<{ read: boolean }>(READ_BEFORE, [ticket.id, caller.staffId, since]);
      if (!rows[0]!.read) await tell(tx, notices, ticket, { kind: 'read', by: caller, at });
    });
    return show(caller, code);
  }

  return { show, read };
}

async function eventsOf(database: Queryable, ticketId: string): Promise<z.input<typeof TicketEvent>[]> {
  const { rows } = await database.query<EventRow>(EVENTS, [ticketId]);
  return rows.map(({ at, actor, staff, channel, failure, failureCode, ...event }) => ({
    ...event,
    deliveryReason: deliveryReason(channel, { failure, failureCode }),
    at: at.toISOString(),
    by: staff ?? (actor === 'staff' ? 'system' : actor),
  }));
}
