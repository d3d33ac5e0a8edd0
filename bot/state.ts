// What a conversation remembers between turns, versioned: an old or broken memory is dropped, never guessed at.

import { z } from 'zod';
import { SPOKEN } from '../knowledge/english.ts';
import { CATEGORIES } from './understand.ts';

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
  /** The intent of the last message, for messages that only make sense as its continuation. */
  lastIntent: z.string().nullable().default(null),
  category: z.enum(CATEGORIES).nullable().default(null),
  dossierCode: z.string().nullable().default(null),
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
