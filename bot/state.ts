// What a conversation remembers between turns, versioned: an old or broken memory is dropped, never guessed at.

import { z } from 'zod';

export const ConversationState = z.object({ version: z.literal(1) });

export type ConversationState = z.infer<typeof ConversationState>;

/** The state of a conversation that has just begun. */
export function freshState(): ConversationState {
  return { version: 1 };
}

/** The state as stored, or a fresh one when this code does not know its shape. */
export function readState(stored: unknown): ConversationState {
  const parsed = ConversationState.safeParse(stored);
  return parsed.success ? parsed.data : freshState();
}
