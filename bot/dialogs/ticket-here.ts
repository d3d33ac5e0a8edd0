// Which conversation has a ticket: those that are told here, and how one that was sent elsewhere goes on here.

import { isWritten } from '../complaints/form.ts';
import type { Message } from '../message.ts';
import type { TicketDesk, TicketNews } from '../ports.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import { ticketReplies as texts } from '../ticket-replies.ts';
import type { Turn } from '../turn.ts';
import type { TicketMemory } from './ticket-memory.ts';
import { isToldHere } from './ticket-words.ts';

/** Tickets that this conversation has: no key is asked for them. */
export async function ticketsHere(
  desk: Pick<TicketDesk, 'ofConversation'>,
  { conversation }: Turn,
): Promise<readonly TicketNews[]> {
  const own = await desk.ofConversation(conversation.id);
  return own.filter(({ here }) => here);
}

export function createTicketHere({ desk }: { desk: TicketDesk }) {
  /** Takes "nhận tin ở đây" for the ticket whose key was right here last, and asks which one otherwise; null for everything else. */
  async function goOnHere(memory: TicketMemory, { text, state, turn }: Message): Promise<Reply | null> {
    if (!isToldHere(text)) return null;
    if (memory.proven === null && isWritten(state.complaint)) return null;
    memory.step = null;
    if (memory.proven !== null) {
      const { code } = memory.proven;
      memory.proven = null;
      turn.together.push(desk.continueIn(turn.conversation.id, code, turn.now));
      return reply(texts.continuedHere(code), 'answered');
    }
    memory.step = 'code';
    const codes = (await ticketsHere(desk, turn)).map(({ code }) => code);
    return reply(codes.length === 0 ? texts.askCode : texts.alreadyHere(codes.join(', ')), 'asked_back', [
      replies.human,
    ]);
  }

  return { goOnHere };
}

function reply(text: string, outcome: string, suggestions: readonly string[] = []): Reply {
  return { text, suggestions, record: { intent: 'ticket-status', outcome } };
}
