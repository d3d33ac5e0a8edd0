// The Bot Platform of Zalo: updates by webhook or by long poll, never both, and the way out.

import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { Router } from 'express';
import type { Logger } from 'pino';
import type { Conversations } from '../../conversations.ts';
import type { Notices } from '../../notices.ts';
import type { Outlet } from '../../sender.ts';
import { textsOf } from '../zalo-text.ts';
import { createZaloBotClient, ZaloBotRefused, ZaloBotUnclear } from './client.ts';
import { activityOf, readUpdate } from './update.ts';

export const ZALO_BOT_PATH = '/webhooks/zalo-bot';

const BODY_LIMIT = '1mb';
const REST_AFTER_FAILURE_MS = 5_000;

/** `secret`: what the platform repeats with every webhook call, 8 to 256 characters. */
export type ZaloBotSettings = { token: string; apiUrl: string } & (
  | { mode: 'webhook'; secret: string }
  | { mode: 'poll' }
);

/** The platform is set up otherwise than this process expects; the message says how and what to do. */
export class ZaloBotSetup extends Error {
  override readonly name = 'ZaloBotSetup';
}

export type ZaloBot = { router: Router; outlet: Outlet; start(): Promise<void>; close(): Promise<void> };

/** `publicUrl` without a slash at its end: where the platform finds our webhook. */
export function createZaloBot({
  settings,
  conversations,
  notices,
  publicUrl,
  logger,
}: {
  settings: ZaloBotSettings;
  conversations: Pick<Conversations, 'accept'>;
  notices: Pick<Notices, 'subscribe'>;
  publicUrl: string;
  logger: Logger;
}): ZaloBot {
  const client = createZaloBotClient({ baseUrl: settings.apiUrl, token: settings.token });
  const stopping = new AbortController();
  let ownId: string | null = null;
  let polling: Promise<void> | null = null;
  let unsubscribe = () => {};

  /** Stores an update; what the bot itself or another bot said is nobody's question. */
  async function take(value: unknown): Promise<boolean> {
    const update = readUpdate(value);
    if (update === null) return false;
    const { from, chat, message_id: messageId } = update.message;
    if (from.is_bot === true || from.id === ownId) return true;
    // Groups are not served: an answer there would be read by people who did not ask.
    if (chat.chat_type !== undefined && chat.chat_type !== 'PRIVATE') return true;
    await conversations.accept({
      conversationId: `zalo-bot:${chat.id}`,
      channel: 'zalo-bot',
      userId: chat.id,
      messageId,
      activity: activityOf(update),
    });
    return true;
  }

  const router = Router();
  router.post('/', express.json({ limit: BODY_LIMIT, type: () => true }), async (request, response) => {
    if (settings.mode !== 'webhook' || !isSame(request.get('x-bot-api-secret-token'), settings.secret)) {
      response.status(401).end();
      return;
    }
    if (!(await take(request.body))) logger.warn('an update of the Bot Platform that cannot be read');
    response.status(200).end();
  });

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const update = await client.nextUpdate(stopping.signal);
        if (update !== null && update !== undefined && !(await take(update)))
          logger.warn('an update of the Bot Platform that cannot be read');
      } catch (error) {
        if (stopping.signal.aborted) return;
        logger.warn({ reason: (error as Error).name }, 'cannot poll the Bot Platform');
        await sleep(REST_AFTER_FAILURE_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  /** A webhook set at the platform makes polling silently useless, so neither is switched off behind somebody's back. */
  async function checkWay(): Promise<void> {
    const known = await client.webhook();
    if (settings.mode === 'poll') {
      if (known !== null)
        throw new ZaloBotSetup(
          'A webhook is set at the Bot Platform, so polling gets nothing: delete it there first',
        );
      return;
    }
    const ours = `${publicUrl}${ZALO_BOT_PATH}`;
    if (known !== null && known !== ours)
      throw new ZaloBotSetup('Another webhook is set at the Bot Platform: delete it there first');
    if (known === null) await client.setWebhook(ours, settings.secret);
  }

  return {
    router,
    outlet: {
      channel: 'zalo-bot',
      render: textsOf,
      send: (chatId, text) => client.sendText(chatId, text),
      // The platform lists nothing: said twice is better than not at all.
      findSent: async () => null,
      announce: null,
      explain(error) {
        if (error instanceof ZaloBotUnclear) return { failure: 'unclear', code: null };
        if (!(error instanceof ZaloBotRefused)) return { failure: 'wait', code: null };
        const failure =
          error.code === 401 ? 'human' : error.code === 400 || error.code === 404 ? 'bug' : 'wait';
        return { failure, code: error.code };
      },
    },
    /** Rejects with ZaloBotSetup where webhook and polling are at odds, and otherwise with what the platform refused. */
    async start() {
      ownId = await client.ownId();
      await checkWay();
      unsubscribe = notices.subscribe(({ kind, subject }) => {
        const chatId = /^zalo-bot:(.+)$/.exec(subject)?.[1];
        if (kind !== 'typing' || chatId === undefined) return;
        client.showTyping(chatId).catch(() => logger.debug('typing could not be shown'));
      });
      if (settings.mode === 'poll') polling = poll();
    },
    async close() {
      unsubscribe();
      stopping.abort();
      await polling;
    },
  };
}

function isSame(given: string | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
