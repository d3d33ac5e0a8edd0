// Zalo Official Account: put together from its parts.

import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Conversations } from '../../conversations.ts';
import type { Deliveries } from '../../deliveries.ts';
import type { Outlet } from '../../sender.ts';
import { catchUp } from './catch-up.ts';
import { createZaloClient } from './client.ts';
import { createZaloOutlet, type OutletSettings } from './outlet.ts';
import { createReactions } from './reactions.ts';
import type { Rich, ZaloMessage } from './rich.ts';
import { createZaloRouter, type Echoes, type WebhookReport } from './router.ts';
import { createSignatureCheck, type SignatureSettings } from './signature.ts';
import type { Tokens } from './tokens.ts';
import type { Windows } from './windows.ts';

export type ZaloSettings = SignatureSettings &
  OutletSettings & {
    appSecret: string;
    /** `https://openapi.zalo.me` and `https://oauth.zaloapp.com` in production. */
    apiUrl: string;
    oauthUrl: string;
    /** Messages that go to a citizen within 48 hours where Zalo tells no quota; null: not counted. */
    freeMessages: number | null;
    /** Whether a message whose answer will take long gets a reaction. */
    reactions: boolean;
  };

export type ZaloOa = {
  router: Router;
  outlet: Outlet<ZaloMessage>;
  /** Takes in what was written since `since` and never told to us; resolves to how many. */
  catchUp(since: Date): Promise<number>;
};

export function createZaloOa({
  settings,
  tokens,
  conversations,
  deliveries,
  windows,
  officerWrote,
  report,
  onPlain,
  logger,
  now,
}: {
  settings: ZaloSettings;
  tokens: Tokens;
  conversations: Pick<Conversations, 'accept' | 'find'>;
  deliveries: Pick<Deliveries, 'noteReceipt'>;
  windows: Windows;
  officerWrote: Echoes['officerWrote'];
  report: (what: WebhookReport) => void;
  /** Counts what went in words alone. */
  onPlain: (kind: Rich['kind'], code: number) => void;
  logger: Logger;
  now: () => Date;
}): ZaloOa {
  const { oaId, apiUrl } = settings;
  const client = createZaloClient({ baseUrl: apiUrl, tokens });
  const router = createZaloRouter({
    conversations,
    checkSignature: createSignatureCheck(settings),
    echoes: {
      received: (messageIds, at) => deliveries.noteReceipt('received', messageIds, at),
      seen: (messageIds, at) => deliveries.noteReceipt('seen', messageIds, at),
      officerWrote,
    },
    acknowledge: settings.reactions ? createReactions({ client, conversations, oaId, logger }) : null,
    oaId,
    report,
    logger,
    now,
  });
  const outlet = createZaloOutlet({ client, windows, settings, onPlain: fallBack, now });
  function fallBack(kind: Rich['kind'], code: number): void {
    logger.warn({ kind, code }, 'Zalo refused what a message carries: it goes in words alone');
    onPlain(kind, code);
  }
  return { router, outlet, catchUp: (since) => catchUp({ client, conversations, since }) };
}
