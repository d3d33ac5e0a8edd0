// Direct Line 3.0, the protocol of web chat: put together from its parts.

import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { AttachmentStore } from '../../attachments.ts';
import type { Conversations } from '../../conversations.ts';
import { networkOf } from '../../network.ts';
import type { Notices } from '../../notices.ts';
import type { PhotoReader, Transcriber } from '../../ports.ts';
import { createLimits, type LimitSettings } from './limits.ts';
import { allowOrigins } from './origins.ts';
import { createRouter } from './router.ts';
import { createSockets } from './sockets.ts';
import { createTokens } from './tokens.ts';

/** Where the router is mounted; clients are given `PUBLIC_URL` and this as their domain. */
export const DIRECT_LINE_PATH = '/v3/directline';

export type DirectLine = {
  router: Router;
  /** For the server's `upgrade` event: takes over what is for a socket of ours, and returns false for all else. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Closes all sockets; to be called before the server is asked to close. */
  close(): Promise<void>;
};

/**
 * `publicUrl` has no slash at its end; `secret` signs tokens and has at least 32
 * characters; `origins` are those of the pages, besides our own, that may talk to the channel.
 */
export function createDirectLine({
  conversations,
  notices,
  secret,
  publicUrl,
  origins,
  limits: limitSettings,
  tokenLimiter,
  attachments = null,
  photos = null,
  transcriber = null,
  logger,
  now,
  keepAliveMs,
}: {
  conversations: Conversations;
  notices: Notices;
  secret: string;
  publicUrl: string;
  origins: readonly string[];
  limits: LimitSettings;
  /** Counts new conversations by network for all processes; without it this process counts its own. */
  tokenLimiter?: RateLimiterAbstract;
  /** Without it no files are taken. */
  attachments?: AttachmentStore | null;
  /** Without it no receipt is read from a photo. */
  photos?: PhotoReader | null;
  /** Without it no voice note is heard. */
  transcriber?: Transcriber | null;
  logger: Logger;
  now: () => Date;
  keepAliveMs?: number;
}): DirectLine {
  const tokens = createTokens({ secret, now });
  const isAllowed = allowOrigins({ origins, publicUrl });
  const sockets = createSockets({
    path: DIRECT_LINE_PATH,
    conversations,
    notices,
    tokens,
    isAllowed,
    logger,
    now,
    ...(keepAliveMs !== undefined && { keepAliveMs }),
  });
  const router = createRouter({
    conversations,
    tokens,
    limits: createLimits(limitSettings, tokenLimiter),
    isAllowed,
    callerOf: (address) => createHmac('sha256', secret).update(networkOf(address)).digest('base64url'),
    streamUrl: (conv, ticket) =>
      `${publicUrl.replace(/^http/, 'ws')}${DIRECT_LINE_PATH}/conversations/${conv}/stream?t=${ticket}`,
    attachments,
    photos,
    transcriber,
    now,
    logger,
  });
  return { router, upgrade: sockets.upgrade, close: sockets.close };
}
