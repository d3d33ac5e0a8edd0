// Tickets already sent: where they stand, what is added to them, how the answer is rated, and asking again.

import { fold, normalise } from '../../knowledge/vietnamese.ts';
import { complaintReplies } from '../complaint-replies.ts';
import { CATEGORY_FACTS } from '../complaints/categories.ts';
import { commandOf } from '../complaints/commands.ts';
import { isWritten } from '../complaints/form.ts';
import { findTicketCode } from '../entities.ts';
import { leadOf, type Message } from '../message.ts';
import type { TicketDesk, TicketNews } from '../ports.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import { STATUS_WORDS, ticketReplies as texts } from '../ticket-replies.ts';
import { momentTold } from '../told-time.ts';
import type { Turn } from '../turn.ts';
import { createTicketHere, ticketsHere } from './ticket-here.ts';
import { freshTicketMemory, type TicketMemory } from './ticket-memory.ts';
import { newsButtons, newsText } from './ticket-news-text.ts';
import { createTicketRating } from './ticket-rating.ts';
import { findKey, sameCode } from './ticket-words.ts';

export interface TicketStatusDialog {
  /** Answers what is about tickets already sent; null for everything else. */
  respond(message: Message): Promise<Reply | null>;
}

const MOST_LISTED = 5;
/** How far ahead another intent must be for the message not to be what was asked for. */
const LEAD_TO_LEAVE = 3.5;

export function createTicketStatus({ desk }: { desk: TicketDesk }): TicketStatusDialog {
  const { rate, reopen } = createTicketRating({ desk });
  const { goOnHere } = createTicketHere({ desk });

  async function respond(message: Message): Promise<Reply | null> {
    const { state, text } = message;
    state.ticket ??= freshTicketMemory();
    const memory = state.ticket;
    const taken = (await goOnHere(memory, message)) ?? (await takeAwaited(memory, message));
    if (taken !== null) return taken;
    memory.step = null;
    const rated = isWritten(state.complaint) ? null : await rate(memory, message);
    if (rated !== null) return rated;
    const added = /^bo sung\b/.test(fold(normalise(text))) ? findTicketCode(text) : null;
    if (added !== null) return askInformation(added, memory, message);
    if (commandOf(text) !== null) return null;
    if (state.complaint === null && maybeInformation(message)) {
      const question = await askWhich(memory, message);
      if (question !== null) return question;
    }
    return isAboutTickets(message) ? show(memory, message) : null;
  }

  /** The message as what was asked for; null when nothing was, or it is something else. */
  async function takeAwaited(memory: TicketMemory, message: Message): Promise<Reply | null> {
    const { step, code } = memory;
    const { text, files, missed, heard } = message;
    if (step === null) return null;
    const isCancel = heard.intent === 'cancel' || commandOf(text) === 'cancel';
    if (isCancel) return step === 'reason' ? plain(texts.noted) : null;
    if (
      heard.intent === 'handoff' ||
      (heard.intent === 'procedure' && leadOf(heard, 'complaint') >= LEAD_TO_LEAVE)
    )
      return null;
    if (step === 'reason' && code !== null) return reopen(code, message);
    if (step === 'information' && code !== null) {
      const notice = missed === null ? [] : [complaintReplies.missed[missed]];
      // Nothing came, so the desk hears nothing yet.
      if (missed !== null && files.length === 0 && text.trim() === '')
        return { ...plain(notice.join(), [], 'asked_back'), takesFiles: true };
      add(code, text.trim() || texts.filesOnly, message);
      memory.step = null;
      return { ...plain([texts.informationTaken(code), ...notice].join('\n\n')), final: true };
    }
    const key = findKey(text, { alone: step === 'key' });
    if (key === null && heard.ticketCode === null) return null;
    return show(memory, message);
  }

  /** Puts what was said, with its files, to the ticket. */
  function add(code: string, text: string, { files, turn }: Message): void {
    const { conversation, now, together } = turn;
    const attachments = files.map(({ id }) => id);
    together.push(desk.addInformation(code, { text, attachments, conversationId: conversation.id }, now));
  }

  async function show(memory: TicketMemory, message: Message): Promise<Reply> {
    const { text, turn } = message;
    const own = await ticketsHere(desk, turn);
    const code = findTicketCode(text) ?? (memory.step === 'key' ? memory.code : null);
    if (code === null) return own.length > 0 ? ownTickets(own, turn) : askCode(memory);
    const found = own.find((news) => sameCode(news.code, code));
    if (found) return told(found, turn);
    const key = findKey(text, { alone: memory.step === 'key' });
    if (key === null) {
      Object.assign(memory, { step: 'key', code });
      return plain(texts.askKey(code), [], 'asked_back');
    }
    return lookUp({ code, key }, memory, turn);
  }

  async function lookUp(
    asked: { code: string; key: string },
    memory: TicketMemory,
    turn: Turn,
  ): Promise<Reply> {
    const { id: conversationId, caller: address = null } = turn.conversation;
    const answer = await desk.lookUp({ ...asked, conversationId, address, now: turn.now });
    if (answer.kind === 'locked')
      return plain(texts.locked(momentTold(answer.until)), [replies.human], 'no_source');
    if (answer.kind === 'no_match') {
      Object.assign(memory, { step: 'key', code: asked.code });
      return plain(texts.notFound, [replies.human], 'no_source');
    }
    const { news } = answer;
    const { rateable, status } = news;
    Object.assign(memory, {
      step: null,
      proven: { code: news.code, rateable, waits: status === 'info_requested' },
    });
    return told(news, turn);
  }

  function ownTickets(own: readonly TicketNews[], turn: Turn): Reply {
    if (own.length === 1) return told(own[0]!, turn);
    const listed = own.slice(0, MOST_LISTED);
    const lines = listed.map(({ code, category, status }) =>
      texts.line(code, CATEGORY_FACTS[category].label, STATUS_WORDS[status]),
    );
    return plain(
      [texts.several, ...lines].join('\n'),
      listed.map(({ code }) => code),
      'asked_back',
    );
  }

  function askCode(memory: TicketMemory): Reply {
    memory.step = 'code';
    return plain(texts.askCode, [replies.human], 'asked_back');
  }

  /** Something is told while a ticket waits for more: which of the two is it? */
  async function askWhich(memory: TicketMemory, { text, turn }: Message): Promise<Reply | null> {
    const own = await ticketsHere(desk, turn);
    const waiting = own.find(({ status }) => status === 'info_requested');
    if (waiting === undefined) return null;
    memory.unclear = text;
    return plain(texts.waits(waiting.code), [texts.add(waiting.code), texts.fresh], 'asked_back');
  }

  async function askInformation(code: string, memory: TicketMemory, message: Message): Promise<Reply | null> {
    const { turn } = message;
    const own = await ticketsHere(desk, turn);
    const known = own.find((news) => sameCode(news.code, code))?.code ?? provenCode(memory, code);
    if (known === null) return show(memory, message);
    if (memory.unclear !== null) {
      add(known, memory.unclear, { ...message, files: [] });
      memory.unclear = null;
      return { ...plain(texts.informationTaken(known)), final: true };
    }
    Object.assign(memory, { step: 'information', code: known });
    return { ...plain(texts.askInformation(known), [], 'asked_back'), takesFiles: true };
  }

  return { respond };
}

function told(news: TicketNews, { now }: Turn): Reply {
  return plain(newsText(news, now), newsButtons(news));
}

function provenCode({ proven }: TicketMemory, code: string): string | null {
  return proven !== null && sameCode(proven.code, code) ? proven.code : null;
}

function plain(text: string, suggestions: readonly string[] = [], outcome = 'answered'): Reply {
  return { text, suggestions, record: { intent: 'ticket-status', outcome } };
}

/** While a complaint is being written, only what could not be part of it is about another. */
function isAboutTickets({ state, heard, understood }: Message): boolean {
  const { complaint } = state;
  if (complaint?.step === 'similar' && complaint.similar?.some(({ code }) => code === heard.ticketCode))
    return false;
  if (isWritten(complaint))
    return heard.intent === 'ticket-status' && leadOf(heard, 'complaint') >= LEAD_TO_LEAVE;
  return heard.ticketCode !== null || understood.intent === 'ticket-status';
}

/** Whether it can be what an officer asked for: everything but a plain wish for something else. */
function maybeInformation({ heard, understood, text }: Message): boolean {
  if (text.trim() === '' || heard.ticketCode !== null) return false;
  if (understood.intent === 'complaint' || heard.intent === 'out-of-scope') return true;
  return heard.intent === 'procedure' && leadOf(heard, 'complaint') < LEAD_TO_LEAVE;
}
