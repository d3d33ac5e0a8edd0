// Officers move tickets through the table of moves; the citizen hears of it in the same transaction. Owns ticket_news.

import { addressOf } from '../../bot/conversations.ts';
import type { TicketStatus } from '../../bot/ports.ts';
import { statusNews } from '../../bot/ticket-news.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { isLate, standingAfter } from './clock.ts';
import { readTicketCode } from './codes.ts';
import { findMove } from './moves.ts';
import { committing, type TicketParts, type Told } from './parts.ts';
import { changeTicket, type EventKind, lockForStaff, type Ticket, tell } from './tickets.ts';

type MoveInput = { code: string; version: number; to: TicketStatus; why: string };

const EVENT_OF: Partial<Record<TicketStatus, EventKind>> = {
  info_requested: 'info_requested',
  info_given: 'info_given',
};

export function createMoving(parts: TicketParts) {
  const { calendar, rules, notices, now } = parts;

  /** Throws Problem `no_such_ticket`, `conflict`, `move_not_allowed` or `reply_on_its_way`, with nothing changed. */
  async function move(caller: Caller, input: MoveInput): Promise<void> {
    await committing(parts, (tx, told) => moveIn(tx, told, caller, input));
  }

  async function moveIn(tx: Queryable, told: Told, caller: Caller, input: MoveInput): Promise<void> {
    await holdConversation(tx, input.code);
    const ticket = await lockForStaff(tx, { caller, ...input });
    const { to, why } = input;
    const allowed = findMove(ticket.status, to, caller.role);
    if (allowed === null || allowed.byReply) throw new Problem('move_not_allowed');
    if (await hasClosingReplyHeld(tx, ticket.id)) throw new Problem('reply_on_its_way');
    const at = now();
    const setting = { calendar, days: rules.days, now: at };
    const changed = await changeTicket(tx, ticket, {
      ...standingAfter(ticket, allowed, setting),
      ...(allowed.clock === 'restart' && { cameAt: at, rating: null }),
    });
    const event = await tell(tx, notices, changed, {
      kind: EVENT_OF[to] ?? 'moved',
      by: caller,
      at,
      from: ticket.status,
      to,
      text: why,
      late: isLate(ticket, allowed, { ...setting, cameAt: ticket.cameAt }),
    });
    await tellCitizen(tx, told, changed, { why, event });
  }

  async function tellCitizen(
    tx: Queryable,
    told: Told,
    ticket: Ticket,
    { why, event }: { why: string; event: string },
  ): Promise<void> {
    if (ticket.conversationId === null) return;
    const { rows } = await tx.query<{ name: string }>('select name from agencies where id = $1', [
      ticket.agencyId,
    ]);
    const said = statusNews(ticket.status, { code: ticket.code, agency: rows[0]?.name ?? null, why });
    if (said.length === 0) return;
    const { id, channel } = addressOf(ticket.conversationId);
    const position = await parts.conversations.appendIn(tx, { id, channel }, said);
    if (position === null) return;
    await tx.query('insert into ticket_news (event_id, conversation_id, position) values ($1, $2, $3)', [
      event,
      id,
      position,
    ]);
    told(id);
  }

  /** Each by itself: one that is refused keeps none of the others. */
  async function moveMany(
    caller: Caller,
    {
      tickets,
      to,
      why,
    }: { tickets: readonly { code: string; version: number }[]; to: TicketStatus; why: string },
  ): Promise<{ moved: string[]; refused: { code: string; problem: string }[] }> {
    const moved: string[] = [];
    const refused: { code: string; problem: string }[] = [];
    for (const { code, version } of tickets)
      try {
        await move(caller, { code, version, to, why });
        moved.push(code);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        refused.push({ code, problem: error.kind });
      }
    return { moved, refused };
  }

  return { move, moveMany };
}

/** A turn holds its conversation before it comes to its tickets; whoever speaks to both does so in the same order. */
export async function holdConversation(tx: Queryable, code: string): Promise<void> {
  await tx.query(
    'select from conversations where id = (select conversation_id from tickets where code = $1) for update',
    [readTicketCode(code) ?? code],
  );
}

async function hasClosingReplyHeld(tx: Queryable, ticketId: string): Promise<boolean> {
  const { rows } = await tx.query<{ held: boolean }>(
    `select exists (select from ticket_replies where ticket_id = $1 and state = 'held' and closing) as held`,
    [ticketId],
  );
  return rows[0]!.held;
}
