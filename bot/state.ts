// What a conversation remembers between turns, versioned: an old or broken memory is dropped, never guessed at.

import { z } from 'zod';
import { SPOKEN } from '../knowledge/english.ts';
import { ComplaintForm, isWritten } from './complaints/form.ts';
import { TicketMemory } from './dialogs/ticket-memory.ts';

const topic = z.object({ code: z.string(), title: z.string() });

export const ConversationState = z.object({
  version: z.literal(1),
  /** The procedure that the conversation is about. */
  topic: topic.nullable().default(null),
  /** What was offered when asking back, with the question that led there. */
  choices: z.array(topic).default([]),
  asked: z.string().default(''),
  /** The answer just given: to what, about which procedure, and what else might have been meant. */
  answered: z
    .object({ asked: z.string(), code: z.string(), others: z.array(topic) })
    .nullable()
    .default(null),
  /** The buttons under what was said last, for whoever picks one by its number. */
  offered: z.array(z.string()).default([]),
  /** The intent of the last message, for messages that only make sense as its continuation. */
  lastIntent: z.string().nullable().default(null),
  dossierCode: z.string().nullable().default(null),
  /** Whether it was just asked if the conversation shall be erased. */
  erasing: z.boolean().default(false),
  /** The complaint being written; one that this code cannot read is dropped alone. */
  complaint: ComplaintForm.nullable().default(null).catch(null),
  /** The complaint sent last, so that a second tap on "Gửi" sends none. */
  sent: z.object({ code: z.string(), dossierCode: z.string().nullable() }).nullable().default(null),
  ticket: TicketMemory.nullable().default(null).catch(null),
  /** The other door that the citizen was shown; `phone`: a number to call back was asked for. */
  door: z
    .object({ kind: z.enum(['denunciation', 'formal-appeal']), phone: z.boolean() })
    .nullable()
    .default(null),
  /** What the dialog about a dossier waits for; the digits themselves are never remembered. */
  dossierAsked: z.enum(['code', 'factor']).nullable().default(null),
  /** The dossier whose second factor was right here last. */
  dossierSeen: z.string().nullable().default(null),
  /** What was heard and cannot be taken back once done: it waits for a yes. */
  readBack: z.string().nullable().default(null),
  /** How many voice notes in a row could not be made out. */
  unheard: z.number().int().default(0),
  /** The language last seen, for messages that do not show theirs. */
  spoken: z.enum(SPOKEN).default('vi'),
});

export type ConversationState = z.infer<typeof ConversationState>;

/** The state of a conversation that has just begun. */
export function freshState(): ConversationState {
  return ConversationState.parse({ version: 1 });
}

/** The state as stored, or a fresh one when this code does not know its shape. */
export function readState(stored: unknown): ConversationState {
  const parsed = ConversationState.safeParse(stored);
  return parsed.success ? parsed.data : freshState();
}

/** Whether files may be sent now: a complaint is being written, or a ticket added to. */
export function takesFiles({ complaint, ticket }: ConversationState): boolean {
  return isWritten(complaint) || ticket?.step === 'information';
}
