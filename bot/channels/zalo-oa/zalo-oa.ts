// Zalo Official Account: put together from its parts.

import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Conversations } from '../../conversations.ts';
import type { Deliveries } from '../../deliveries.ts';
import type { Outlet, Refusal } from '../../sender.ts';
import { textsOf } from '../zalo-text.ts';
import { catchUp } from './catch-up.ts';
import { createZaloClient, type Quota } from './client.ts';
import { ZaloRefused, ZaloUnclear } from './failure.ts';
import { createZaloRouter, type Echoes, type WebhookReport } from './router.ts';
import { createSignatureCheck, type SignatureSettings } from './signature.ts';
import type { Tokens } from './tokens.ts';

/** Clocks of Zalo and of this server may differ by as much. */
const SKEW_MS = 60_000;

export type ZaloSettings = SignatureSettings & {
  appSecret: string;
  /** `https://openapi.zalo.me` and `https://oauth.zaloapp.com` in production. */
  apiUrl: string;
  oauthUrl: string;
};

/** What was last heard from and told to the account, since this process started. */
export type ZaloHealth = {
  receivedAt: Date | null;
  sentAt: Date | null;
  quota: Quota | null;
  problem: (Refusal & { at: Date }) | null;
};

export type ZaloOa = {
  router: Router;
  outlet: Outlet;
  /** Takes in what was written since `since` and never told to us; resolves to how many. */
  catchUp(since: Date): Promise<number>;
  health(): ZaloHealth;
};

export function createZaloOa({
  settings,
  tokens,
  conversations,
  deliveries,
  officerWrote,
  report,
  logger,
  now,
}: {
  settings: ZaloSettings;
  tokens: Tokens;
  conversations: Pick<Conversations, 'accept'>;
  deliveries: Pick<Deliveries, 'noteReceipt'>;
  officerWrote: Echoes['officerWrote'];
  report: (what: WebhookReport) => void;
  logger: Logger;
  now: () => Date;
}): ZaloOa {
  const { oaId, apiUrl } = settings;
  const health: ZaloHealth = { receivedAt: null, sentAt: null, quota: null, problem: null };
  const client = createZaloClient({ baseUrl: apiUrl, tokens });
  const router = createZaloRouter({
    conversations,
    checkSignature: createSignatureCheck(settings),
    echoes: {
      received: (messageIds, at) => deliveries.noteReceipt('received', messageIds, at),
      seen: (messageIds, at) => deliveries.noteReceipt('seen', messageIds, at),
      officerWrote,
    },
    oaId,
    report: (what) => {
      if (what.kind === 'event') health.receivedAt = now();
      report(what);
    },
    logger,
    now,
  });
  const outlet: Outlet = {
    channel: 'zalo-oa',
    render: textsOf,
    async send(citizenId, text) {
      const { messageId, quota } = await client.sendText(citizenId, text);
      Object.assign(health, { sentAt: now(), problem: null, quota: quota ?? health.quota });
      return messageId;
    },
    async findSent(citizenId, text, since) {
      const earliest = since.getTime() - SKEW_MS;
      const said = await client.conversation(citizenId);
      const found = said.find(
        (one) => one.ours && one.text.normalize('NFC') === text && one.at.getTime() >= earliest,
      );
      return found?.messageId ?? null;
    },
    explain(error) {
      const refusal = refusalOf(error);
      health.problem = { ...refusal, at: now() };
      return refusal;
    },
  };
  return {
    router,
    outlet,
    catchUp: (since) => catchUp({ client, conversations, since }),
    health: () => ({ ...health }),
  };
}

function refusalOf(error: unknown): Refusal {
  // Refused with a fresh token too: it may heal, so it is tried again later.
  if (error instanceof ZaloRefused)
    return { failure: error.failure === 'refresh' ? 'wait' : error.failure, code: error.code };
  return { failure: error instanceof ZaloUnclear ? 'unclear' : 'wait', code: null };
}
