// The webhook of an Official Account: verify, store, answer 200; whatever takes longer happens elsewhere.

import express, { type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Conversations } from '../../conversations.ts';
import { citizenOf, eventIdOf, type News, newsOf, ZaloEvent } from './event.ts';
import { contactActivity, eventActivity, greetingActivity, messageActivity } from './incoming.ts';
import type { Acknowledge } from './reactions.ts';
import type { CheckSignature, SignatureVariant } from './signature.ts';

export const ZALO_OA_PATH = '/webhooks/zalo-oa';

/** Nothing that Zalo sends comes near it. */
const BODY_LIMIT = '1mb';

/** What the operator may want counted: `event` by kind of news, `forged` without a signature that fits. */
export type WebhookReport =
  | { kind: 'event'; news: News; variant: SignatureVariant }
  | { kind: 'forged' }
  | { kind: 'unreadable' };

/** What happens to messages of ours, and what officers wrote in Zalo's own screen. */
export type Echoes = {
  received(messageIds: readonly string[], at: Date): Promise<void>;
  seen(messageIds: readonly string[], at: Date): Promise<void>;
  officerWrote(citizenId: string, text: string, messageId: string): Promise<void>;
};

export function createZaloRouter({
  conversations,
  checkSignature,
  echoes,
  acknowledge,
  oaId,
  report,
  logger,
  now,
}: {
  conversations: Pick<Conversations, 'accept'>;
  checkSignature: CheckSignature;
  echoes: Echoes;
  /** Null: citizens' messages get no reaction. */
  acknowledge: Acknowledge | null;
  oaId: string;
  report: (what: WebhookReport) => void;
  logger: Logger;
  now: () => Date;
}): Router {
  const receive: RequestHandler = async (request, response) => {
    const raw: unknown = request.body;
    const event = Buffer.isBuffer(raw) ? readEvent(raw) : null;
    if (event === null) {
      report({ kind: 'unreadable' });
      response.status(400).end();
      return;
    }
    const variant = checkSignature(raw as Buffer, event.timestamp, request.get('x-zevent-signature'));
    if (variant === null) {
      report({ kind: 'forged' });
      response.status(401).end();
      return;
    }
    const news = newsOf(event);
    report({ kind: 'event', news, variant });
    await take(event, news);
    response.status(200).end();
  };

  async function take(event: ZaloEvent, news: News): Promise<void> {
    const citizenId = citizenOf(event, oaId);
    if (news === 'unknown' || news === 'alarm') {
      const level = news === 'alarm' ? 'error' : 'warn';
      logger[level]({ event: event.event_name }, 'an event of Zalo that nothing is done about');
      return;
    }
    if (news === 'reaction' || citizenId === null) return;
    if (news === 'received' || news === 'seen') await echoes[news](messageIdsOf(event), now());
    else if (news === 'echo') await takeEcho(event, citizenId);
    else await accept(event, news, citizenId);
  }

  async function accept(
    event: ZaloEvent,
    news: 'message' | 'greeting' | 'leaving' | 'contact',
    citizenId: string,
  ): Promise<void> {
    const arrival = {
      conversationId: `zalo-oa:${citizenId}`,
      channel: 'zalo-oa',
      userId: citizenId,
    } as const;
    if (news === 'greeting') {
      // Nobody is greeted twice on a day, however often the chat is opened.
      const day = now().toISOString().slice(0, 10);
      const activity = greetingActivity(citizenId);
      await conversations.accept({ ...arrival, messageId: `greeting:${day}`, activity });
      return;
    }
    const activity = ACTIVITY_OF[news](event);
    const messageId = eventIdOf(event, oaId);
    const { duplicate } = await conversations.accept({ ...arrival, messageId, activity });
    if (news === 'message' && !duplicate) acknowledge?.(event);
  }

  /** Our own messages come back too; only an officer's carry who wrote them. */
  async function takeEcho(event: ZaloEvent, citizenId: string): Promise<void> {
    if (event.sender?.admin_id === undefined) return;
    await echoes.officerWrote(citizenId, event.message?.text ?? '', eventIdOf(event, oaId));
  }

  const router = Router();
  // The console of Zalo looks whether the address lives.
  router.get('/', (_request, response) => void response.status(200).end());
  router.post('/', express.raw({ type: () => true, limit: BODY_LIMIT }), receive);
  return router;
}

const ACTIVITY_OF = {
  message: messageActivity,
  contact: contactActivity,
  leaving: () => eventActivity('zalo/unfollow'),
} as const;

function readEvent(raw: Buffer): ZaloEvent | null {
  try {
    return ZaloEvent.parse(JSON.parse(raw.toString('utf8')));
  } catch {
    return null;
  }
}

function messageIdsOf({ message }: ZaloEvent): string[] {
  const one = message?.msg_id ?? message?.message_id;
  return message?.msg_ids ?? (one === undefined ? [] : [one]);
}
