// Replies to citizens: written with their event, and taken back within a moment. Owns the table ticket_replies.

import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { isLate, type Standing, standingAfter } from './clock.ts';
import { fieldsOf, fillFields, refuseUnknownFields } from './fields.ts';
import { findMove } from './moves.ts';
import type { TicketParts } from './parts.ts';
import { isWithin, scopeOf } from './scope.ts';
import { changeTicket, lockForStaff, lockLinked, lockTicketById, type Ticket, tell } from './tickets.ts';

const HOLD = `
insert into ticket_replies (event_id, ticket_id, group_id, closing, state, hold_until, standing)
values ($1, $2, $3, $4, 'held', $5, $6)`;

const LAST_HELD = `
select event_id as "eventId", group_id as "groupId" from ticket_replies
where ticket_id = $1 and state = 'held' and hold_until > $2
order by event_id desc limit 1`;

const TAKE_BACK = `
update ticket_replies set state = 'undone'
where state = 'held' and hold_until > $2 and (event_id = $1 or group_id = $1)
returning ticket_id as "ticketId", standing`;

type TakenBack = { ticketId: string; standing: StoredStanding | null };
type StoredStanding = Omit<Standing, 'dueAt' | 'pausedAt' | 'decidedAt'> &
  Record<'dueAt' | 'pausedAt' | 'decidedAt', string | null>;

export type ReplyInput = { code: string; version: number; text: string; closing: boolean; linked: boolean };

/** `onHeld` is told when the next reply may be sent. */
export function createReplies({
  onHeld,
  ...parts
}: Pick<TicketParts, 'database' | 'notices' | 'calendar' | 'rules' | 'now'> & {
  onHeld: (until: Date) => void;
}) {
  const { database, notices, calendar, rules, now } = parts;

  /**
   * Writes the reply and holds it for `undoSeconds`; a closing one moves the ticket to `answered`. Throws Problem
   * `no_such_ticket`, `conflict`, `move_not_allowed` or `unknown_field`, with nothing changed.
   */
  async function reply(caller: Caller, input: ReplyInput): Promise<void> {
    refuseUnknownFields(input.text);
    const at = now();
    const until = new Date(at.getTime() + rules.undoSeconds * 1000);
    await database.transaction(async (tx) => {
      const ticket = await lockForStaff(tx, { caller, ...input });
      if (!mayReply(ticket, caller, input.closing)) throw new Problem('move_not_allowed');
      const linked = input.linked ? await lockLinked(tx, ticket.id) : [];
      const others = linked.filter(
        (other) => isWithin(scopeOf(caller), other) && mayReply(other, caller, input.closing),
      );
      let groupId: string | null = null;
      for (const one of [ticket, ...others]) {
        const eventId: string = await write(tx, one, { caller, at, input });
        groupId ??= eventId;
        await tx.query(HOLD, [
          eventId,
          one.id,
          groupId,
          input.closing,
          until,
          input.closing ? standingOf(one) : null,
        ]);
      }
    });
    onHeld(until);
  }

  async function write(
    tx: Queryable,
    ticket: Ticket,
    { caller, at, input: { text, closing } }: { caller: Caller; at: Date; input: ReplyInput },
  ): Promise<string> {
    const event = {
      kind: 'replied',
      by: caller,
      at,
      text: fillFields(text, await fieldsOf(tx, ticket.id)),
    } as const;
    const move = closing ? findMove(ticket.status, 'answered', caller.role) : null;
    if (move === null) return tell(tx, notices, await changeTicket(tx, ticket, {}), event);
    const setting = { calendar, days: rules.days, now: at };
    const changed = await changeTicket(tx, ticket, standingAfter(ticket, move, setting));
    const late = isLate(ticket, move, { ...setting, cameAt: ticket.cameAt });
    return tell(tx, notices, changed, { ...event, from: ticket.status, to: changed.status, late });
  }

  /**
   * Takes the last reply back, with those that went to linked tickets beside it; a closed ticket stands where it
   * stood. Throws Problem `no_such_ticket`, `conflict` or `too_late_to_undo`.
   */
  async function undo(caller: Caller, input: { code: string; version: number }): Promise<void> {
    const at = now();
    await database.transaction(async (tx) => {
      const ticket = await lockForStaff(tx, { caller, ...input });
      const { rows } = await tx.query<{ eventId: string }>(LAST_HELD, [ticket.id, at]);
      if (rows[0] === undefined) throw new Problem('too_late_to_undo');
      const taken = await tx.query<TakenBack>(TAKE_BACK, [rows[0].eventId, at]);
      // A delivery may have been faster.
      if (!taken.rows.some(({ ticketId }) => ticketId === ticket.id)) throw new Problem('too_late_to_undo');
      taken.rows.sort((a, b) => Number(a.ticketId) - Number(b.ticketId));
      for (const { ticketId, standing } of taken.rows) {
        const one = ticketId === ticket.id ? ticket : (await lockTicketById(tx, ticketId))!;
        const changed = await changeTicket(tx, one, standing === null ? {} : readStanding(standing));
        const steps = standing === null ? {} : { from: one.status, to: changed.status };
        await tell(tx, notices, changed, { kind: 'reply_undone', by: caller, at, ...steps });
      }
    });
  }

  return { reply, undo };
}

function mayReply({ status }: Ticket, { role }: Caller, closing: boolean): boolean {
  return !closing || findMove(status, 'answered', role) !== null;
}

function standingOf({ status, clock, dueAt, pausedAt, decidedAt, onTime }: Ticket): Standing {
  return { status, clock, dueAt, pausedAt, decidedAt, onTime };
}

function readStanding(stored: StoredStanding): Standing {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...stored,
    dueAt: date(stored.dueAt),
    pausedAt: date(stored.pausedAt),
    decidedAt: date(stored.decidedAt),
  };
}
