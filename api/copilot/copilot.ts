// Suggests a reply to a ticket and sums its conversation up, for an officer who reads it before anything is sent.

import type { z } from 'zod';
import { fallback, type Judged } from '../../knowledge/language-model/judged.ts';
import { fillPrompt, readPrompt } from '../../knowledge/language-model/prompts.ts';
import type { Database } from '../../knowledge/ports.ts';
import type { Language } from '../../knowledge/question.ts';
import type { Search } from '../../knowledge/search.ts';
import { visibleConversation } from '../conversations/access.ts';
import { deskTranscript } from '../conversations/reading.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { createCannedReplies } from '../tickets/canned-replies.ts';
import { fieldsOf, fillFields } from '../tickets/fields.ts';
import type { ShownTicket } from '../tickets/showing.ts';
import { ticketIdFor } from '../tickets/sight.ts';
import { type Checked, checked } from './checking.ts';
import { createMasking, type Masking } from './masking.ts';
import type { Run } from './running.ts';
import { createTools } from './tools.ts';
import type { Suggestion, Summary } from './views.ts';

export interface Copilot {
  /** Throws Problem `no_such_ticket`, `copilot_busy` or `copilot_failed`. */
  suggest(caller: Caller, code: string): Promise<z.input<typeof Suggestion>>;
  /** The same, and `no_such_conversation` for one that the caller may not see. */
  summarise(caller: Caller, code: string): Promise<z.input<typeof Summary>>;
}

const LONGEST_FIELD = 4_000;
const LONGEST_TALK = 12_000;
const LONGEST_MESSAGE = 600;
const MOST_MESSAGES = 80;
/** Events in which citizen and office say something to each other. */
const SAID = ['info_requested', 'info_given', 'replied', 'reopened'];
const UNKNOWN = 'chưa rõ';
const NOTHING = 'chưa có';
const SPEAKERS = { citizen: 'Người dân', assistant: 'Trợ lý', officer: 'Cán bộ' } as const;

const prompts = { suggest: readPrompt('suggest'), summarise: readPrompt('summarise') };

/** `read` shows a ticket to whoever may see it, and remembers that. */
export function createCopilot({
  database,
  search,
  language,
  read,
  run,
  now,
}: {
  database: Database;
  search: Search;
  language: Language;
  read: (caller: Caller, code: string) => Promise<ShownTicket>;
  run: Run;
  now: () => Date;
}): Copilot {
  const canned = createCannedReplies({ database, now });

  /** The ticket as the caller may read it, which is written down before any of it goes out. */
  async function begin(caller: Caller, code: string, action: 'suggested' | 'summarised') {
    const ticket = await read(caller, code);
    const id = await ticketIdFor(database, caller, ticket.code);
    if (id === null) throw new Problem('no_such_ticket');
    await recordAudit(database, {
      staffId: caller.staffId,
      action: `ticket.${action}`,
      subject: `ticket:${ticket.code}`,
      at: now(),
    });
    return { ticket, id, masking: maskingOf(ticket) };
  }

  async function suggest(caller: Caller, code: string): Promise<z.input<typeof Suggestion>> {
    const { ticket, id, masking } = await begin(caller, code, 'suggested');
    const { tools, lookedUp } = createTools({
      ...{ database, search, language, caller, ticket, masking },
      cannedReplies: () => canned.list(caller),
    });
    const agency = ticket.agency?.name ?? UNKNOWN;
    const mask = (text: string | null) => (text === null ? UNKNOWN : masking.mask(text));
    const values = {
      agency,
      what: mask(ticket.what),
      where: mask(ticket.where),
      when: mask(ticket.when),
      dossier: mask(ticket.dossierCode),
      history: historyOf(ticket, masking) || NOTHING,
    };
    const { text, faults } = await run(
      {
        ...{ purpose: 'suggest', staffId: caller.staffId, ticket: { id, code: ticket.code }, tools },
        conversationId: null,
        request: fillPrompt(prompts.suggest, values, LONGEST_FIELD),
      },
      async (written) => {
        const said = [agency, ...lookedUp.said].join('\n');
        return judged(await checked(written, { said, masking }));
      },
    );
    // What goes to several citizens keeps its fields open: the server fills them for each.
    const filled = ticket.linkedCodes.length > 0 ? text : fillFields(text, await fieldsOf(database, id));
    return { text: masking.restore(filled), sources: lookedUp.sources, cut: faults.length > 0 };
  }

  async function summarise(caller: Caller, code: string): Promise<z.input<typeof Summary>> {
    const { ticket, id, masking } = await begin(caller, code, 'summarised');
    const { conversationId } = ticket;
    const talk = conversationId === null ? '' : await talkOf(caller, conversationId, masking);
    const what = masking.mask(ticket.what);
    const { text, faults } = await run(
      {
        ...{ purpose: 'summarise', staffId: caller.staffId, ticket: { id, code: ticket.code }, tools: [] },
        conversationId,
        request: fillPrompt(prompts.summarise, { what, talk: talk || NOTHING }, LONGEST_TALK),
      },
      async (written) => judged(await checked(written, { said: `${what}\n${talk}`, masking })),
    );
    return { text: masking.restore(text), cut: faults.length > 0 };
  }

  /** What was said last, masked; who reads it is written down. */
  async function talkOf(caller: Caller, conversationId: string, masking: Masking): Promise<string> {
    const { conversation } = await visibleConversation(database, caller, conversationId);
    await recordAudit(database, {
      staffId: caller.staffId,
      action: 'conversation.read',
      subject: `conversation:${conversation.id}`,
      at: now(),
    });
    const said = await deskTranscript(database, conversation.id, {
      before: Number.MAX_SAFE_INTEGER,
      limit: MOST_MESSAGES,
    });
    const lines = said.flatMap(({ from, text }) =>
      // Half a number would not be known for one: first masked, then cut.
      text === null || text.trim() === ''
        ? []
        : [`${SPEAKERS[from]}: ${masking.mask(text).slice(0, LONGEST_MESSAGE)}`],
    );
    while (lines.join('\n').length > LONGEST_TALK) lines.shift();
    return lines.join('\n');
  }

  return { suggest, summarise };
}

function maskingOf(ticket: ShownTicket): Masking {
  return createMasking([
    { kind: 'name', value: ticket.citizen.name },
    { kind: 'phone', value: ticket.citizen.phone },
    { kind: 'dossier', value: ticket.dossierCode },
  ]);
}

function historyOf({ events }: ShownTicket, masking: Masking): string {
  return events
    .filter(({ kind, text }) => SAID.includes(kind) && text !== null)
    .map(
      ({ by, text }) =>
        `${by === 'citizen' ? SPEAKERS.citizen : SPEAKERS.officer}: ${masking.mask(text ?? '')}`,
    )
    .join('\n')
    .slice(-LONGEST_FIELD);
}

/** What stands of it; nothing is no draft. */
function judged(found: Checked): Judged<Checked> {
  const [fault = null] = found.faults;
  if (found.text === '') return fallback(fault ?? 'empty');
  return { value: found, outcome: fault === null ? 'used' : 'cut', reason: fault, shown: found.text };
}
