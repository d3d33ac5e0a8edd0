// One turn as the assistant sees it, carried through the Bot Framework in the context's turnState.

import type { TurnContext } from 'botbuilder-core';
import type { Queryable } from '../knowledge/ports.ts';
import type { Conversation } from './conversations.ts';
import type { ConversationState } from './state.ts';

/** What a turn found and decided: stored, logged and counted, so no personal data and no text of the citizen. */
export type TurnRecord = { intent?: string; outcome?: string; [fact: string]: unknown };

export type Turn = {
  readonly conversation: Conversation;
  /** Of the inbound activity in the transcript; 0 where the turn answers none. */
  readonly position: number;
  readonly now: Date;
  /** Changed or replaced by the turn, and stored when it commits. */
  state: ConversationState;
  readonly record: TurnRecord;
  /** Work to commit in one transaction with replies and state; it may use `tx` only and repeats with a retried turn. */
  readonly together: ((tx: Queryable) => Promise<void>)[];
  /** Shows who waits the answer as far as it stands; what the turn says takes its place. */
  readonly showSoFar: (text: string) => void;
  /** Aborted when the turn has run out of time and its result will not be used. */
  readonly signal: AbortSignal;
};

const TURN = Symbol('turn');

/** The turn that `context` belongs to. Throws when the context was made elsewhere than in our adapter. */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN);
  if (!turn) throw new Error('This context carries no turn');
  return turn;
}

/** Lets `turnOf` find the turn; for the adapter. */
export function carryTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn);
}
