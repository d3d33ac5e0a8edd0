// Which conversations a member of staff may see, and which tickets belong to them.

import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { type DeskConversation, deskConversation } from './reading.ts';

export interface LinkedTicket {
  conversationId: string;
  code: string;
  status: string;
  agencyId: string | null;
  openedAt: Date;
}

/** Tickets that came out of these conversations or go on in them, oldest first. */
export async function ticketsOf(database: Queryable, ids: readonly string[]): Promise<LinkedTicket[]> {
  const { rows } = await database.query<LinkedTicket>(
    `select c.id as "conversationId", t.code, t.status, t.agency_id as "agencyId", t.opened_at as "openedAt"
     from unnest($1::text[]) as c (id) join tickets t on t.conversation_id = c.id or t.opened_in = c.id order by t.id`,
    [ids],
  );
  return rows;
}

/**
 * The conversation with its tickets. Throws Problem `no_such_conversation`, also for one that is no concern of the
 * caller: it neither waits nor is theirs, and no ticket of their agency came out of it or goes on in it.
 */
export async function visibleConversation(
  database: Queryable,
  caller: Caller,
  id: string,
): Promise<{ conversation: DeskConversation; tickets: LinkedTicket[] }> {
  const conversation = await deskConversation(database, id);
  if (conversation === null) throw new Problem('no_such_conversation');
  const tickets = await ticketsOf(database, [id]);
  if (!isVisible(conversation, tickets, caller)) throw new Problem('no_such_conversation');
  return { conversation, tickets };
}

/** The same for taking it: one that somebody holds is refused for that reason, whoever asks. */
export async function takeableConversation(
  database: Queryable,
  caller: Caller,
  id: string,
): Promise<DeskConversation> {
  const conversation = await deskConversation(database, id);
  if (conversation !== null && conversation.holder !== null) return conversation;
  return (await visibleConversation(database, caller, id)).conversation;
}

/** Whether it is any concern of the caller's. */
export function isVisible(
  { waitingSince, holder }: DeskConversation,
  tickets: readonly LinkedTicket[],
  { role, staffId, agencyId }: Caller,
): boolean {
  if (role === 'coordinator' || role === 'administrator') return true;
  if (waitingSince !== null || holder?.id === staffId) return true;
  return agencyId !== null && tickets.some((ticket) => ticket.agencyId === agencyId);
}
