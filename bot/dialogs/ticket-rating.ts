// How a citizen rates an answer, and how a ticket that solved nothing is opened again.

import type { Message } from '../message.ts';
import type { TicketDesk } from '../ports.ts';
import type { Reply } from '../reply.ts';
import { ticketReplies as texts } from '../ticket-replies.ts';
import { ticketsHere } from './ticket-here.ts';
import type { TicketMemory } from './ticket-memory.ts';
import { ratingOf } from './ticket-words.ts';

export function createTicketRating({ desk }: { desk: TicketDesk }) {
  /** Takes a short message for a rating where an answer waits for one; null otherwise. */
  async function rate(memory: TicketMemory, { text, turn }: Message): Promise<Reply | null> {
    const rating = ratingOf(text);
    if (rating === null) return null;
    const own = await ticketsHere(desk, turn);
    const proven = memory.proven?.rateable ? memory.proven.code : null;
    const code = proven ?? own.find(({ rateable }) => rateable)?.code ?? null;
    if (code === null) return null;
    turn.together.push(desk.rate(code, rating, turn.now));
    memory.proven = null;
    const record = { intent: 'ticket-status', outcome: 'answered', rating };
    if (rating !== 'dissatisfied') return { text: texts.thanks, suggestions: [], record, final: true };
    Object.assign(memory, { step: 'reason', code });
    return { text: texts.sorry(code), suggestions: [texts.noNeed], record, final: true };
  }

  function reopen(code: string, { state, text, turn }: Message): Reply {
    turn.together.push(desk.reopen(code, text.trim(), turn.now));
    if (state.ticket !== null) state.ticket.step = null;
    return {
      text: texts.reopened(code),
      suggestions: [],
      record: { intent: 'ticket-status', outcome: 'answered', ticket: code },
      final: true,
    };
  }

  return { rate, reopen };
}
