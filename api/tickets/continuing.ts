// A ticket goes on in another conversation of its citizen: one conversation has it at a time, and the one before is told.

import { addressOf } from '../../bot/conversations.ts';
import { NOTICE_CHANNEL } from '../../bot/notices.ts';
import type { Writing } from '../../bot/ports.ts';
import { continuedNews } from '../../bot/ticket-news.ts';
import { holdConversation } from './moving.ts';
import type { TicketParts } from './parts.ts';
import { changeTicket, lockTicket, tell } from './tickets.ts';

/** For whoever has proved to own it; once more in the same conversation does nothing. */
export function continueIn(
  { conversations, notices }: Pick<TicketParts, 'conversations' | 'notices'>,
  { conversationId, code, now }: { conversationId: string; code: string; now: Date },
): Writing {
  return async (tx) => {
    await holdConversation(tx, code);
    const ticket = await lockTicket(tx, code);
    if (ticket === null || ticket.conversationId === conversationId) return;
    const before = ticket.conversationId === null ? null : addressOf(ticket.conversationId);
    const { channel } = addressOf(conversationId);
    const changed = await changeTicket(tx, ticket, { conversationId });
    await tell(tx, notices, changed, {
      kind: 'continued',
      by: 'citizen',
      at: now,
      from: before?.channel ?? ticket.channel,
      to: channel,
    });
    if (before === null) return;
    await conversations.appendIn(tx, before, [continuedNews(ticket.code, channel)]);
    // This is part of a turn in another conversation, whose commit tells nobody of this one.
    await tx.query('select pg_notify($1, $2)', [NOTICE_CHANNEL, notices.payloadForAll('said', before.id)]);
  };
}
