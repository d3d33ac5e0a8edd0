// The Bot Framework adapter: gives a handler its turn, and collects what it says instead of sending it.

import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import type { Conversation, ConversationId, Conversations } from './conversations.ts';
import { readState } from './state.ts';
import { carryTurn, type Turn, turnOf } from './turn.ts';

export type TurnHandler = (context: TurnContext) => Promise<void>;

/** The assistant's id in every conversation, with role `bot`. */
export const ASSISTANT_ID = 'assistant';

/** What is kept of an activity the bot sends; who, where and when are known from its row. */
const KEPT = [
  'type',
  'text',
  'textFormat',
  'locale',
  'attachments',
  'attachmentLayout',
  'suggestedActions',
  'inputHint',
  'name',
  'value',
  'entities',
  'channelData',
  'replyToId',
  'code',
] as const;

const OUTBOX = Symbol('outbox');

/** Runs turns; nothing is sent before the caller has committed what a turn returned. */
export class TranscriptAdapter extends BotAdapter {
  readonly #conversations: Conversations;
  readonly #now: () => Date;

  constructor({ conversations, now }: { conversations: Conversations; now: () => Date }) {
    super();
    this.#conversations = conversations;
    this.#now = now;
  }

  /** Runs `handle` over an inbound activity and resolves to what it said; rejects with what it threw. */
  async runTurn(turn: Turn, inbound: Partial<Activity>, handle: TurnHandler): Promise<Partial<Activity>[]> {
    const { conversation, position, now } = turn;
    return this.#run(
      turn,
      {
        ...inbound,
        ...referenceTo(conversation),
        id: String(position),
        timestamp: now,
        from: { id: conversation.userId, name: inbound.from?.name ?? '', role: 'user' },
        recipient: { id: ASSISTANT_ID, name: '', role: 'bot' },
      },
      handle,
    );
  }

  /**
   * Says something outside a turn. `logic` sees the state but cannot change it: for that, accept an event and answer
   * it in a turn. Throws when the conversation does not exist.
   */
  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: TurnHandler,
  ): Promise<void> {
    const found = await this.#conversations.find(reference.conversation?.id as ConversationId);
    if (!found) throw new Error('There is no such conversation to continue');
    const { conversation, state } = found;
    const turn: Turn = {
      conversation,
      position: 0,
      now: this.#now(),
      state: readState(state),
      record: {},
      together: [],
      showSoFar: () => {},
      signal: new AbortController().signal,
    };
    const event = TurnContext.applyConversationReference(
      { type: 'event', name: 'continueConversation' },
      {
        ...referenceTo(conversation),
        user: { id: conversation.userId, name: '' },
        bot: { id: ASSISTANT_ID, name: '' },
      },
      true,
    );
    const said = await this.#run(turn, event, logic);
    if (said.length > 0) await this.#conversations.append(conversation, said);
  }

  /** Collects; the result has the length of `activities`, as callers of the framework count on. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const outbox: Partial<Activity>[] = context.turnState.get(OUTBOX);
    turnOf(context).signal.throwIfAborted();
    outbox.push(...activities.filter(isSaid).map(kept));
    return activities.map(() => ({ id: '' }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('What was said stays as it is: the transcript only grows');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('What was said stays as it is: the transcript only grows');
  }

  async #run(turn: Turn, activity: Partial<Activity>, handle: TurnHandler): Promise<Partial<Activity>[]> {
    const context = new TurnContext(this, activity);
    const outbox: Partial<Activity>[] = [];
    carryTurn(context, turn);
    context.turnState.set(OUTBOX, outbox);
    await this.runMiddleware(context, handle);
    return outbox;
  }
}

function referenceTo({ id, channel }: Conversation) {
  return {
    channelId: channel,
    serviceUrl: 'urn:transcript',
    conversation: { id, name: '', isGroup: false, conversationType: 'personal', tenantId: '' },
  };
}

/** Typing is shown by the runner; traces and delays are no part of what is said. */
function isSaid({ type }: Partial<Activity>): boolean {
  return type === 'message' || type === 'event' || type === 'endOfConversation';
}

function kept(activity: Partial<Activity>): Partial<Activity> {
  const entries = KEPT.map((key) => [key, activity[key]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
