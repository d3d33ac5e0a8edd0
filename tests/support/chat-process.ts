// One process's worth of chat over a given database: transcript, runner and, where asked for, Direct Line on a port.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import express from 'express';
import { pino } from 'pino';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { isUnreachable } from '../../api/database/until-reachable.ts';
import { TranscriptAdapter, type TurnHandler } from '../../bot/adapter.ts';
import type { AttachmentStore } from '../../bot/attachments.ts';
import { createDirectLine, DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';
import type { LimitSettings } from '../../bot/channels/direct-line/limits.ts';
import { createConversations } from '../../bot/conversations.ts';
import { createLeases } from '../../bot/leases.ts';
import { createNotices } from '../../bot/notices.ts';
import { createTurns, type TurnReport } from '../../bot/turns.ts';
import { createEchoBot } from './echo-bot.ts';

export const APOLOGY = 'Xin lỗi, hệ thống gặp trục trặc.';
export const SECRET = 'a secret for tests that is long enough';
const logger = pino({ level: 'silent' });

export type ChatProcess = Awaited<ReturnType<typeof startChatProcess>>;

/** Starts what a process has between HTTP and the database. `now` is its clock, the real one unless given. */
export async function startChatProcess({
  database,
  handle = createEchoBot(),
  now = () => new Date(),
  turns: turnSettings = {},
}: {
  database: OpenDatabase;
  handle?: TurnHandler;
  now?: () => Date;
  turns?: { typingAfterMs?: number; turnLimitMs?: number; concurrency?: number };
}) {
  const processId = randomUUID();
  const reports: TurnReport[] = [];
  const notices = createNotices({ database, processId, now });
  await notices.start();
  const conversations = createConversations({ database, notices, now });
  const leases = createLeases({ database, notices, now, owner: processId });
  const adapter = new TranscriptAdapter({ conversations, now });
  const turns = createTurns({
    leases,
    adapter,
    handle,
    notices,
    apology: APOLOGY,
    logger,
    now,
    onTurn: (report) => reports.push(report),
    databaseHungUp: isUnreachable,
    ...turnSettings,
  });
  return {
    database,
    notices,
    conversations,
    leases,
    adapter,
    turns,
    reports,
    now,
    async close() {
      await turns.close();
      await notices.close();
    },
  };
}

export type DirectLineServer = Awaited<ReturnType<typeof startDirectLine>>;

/** Puts Direct Line of a process on a port of this machine. */
export async function startDirectLine(
  { conversations, notices, now }: ChatProcess,
  {
    limits,
    origins = [],
    keepAliveMs,
    attachments = null,
  }: {
    limits?: Partial<LimitSettings>;
    origins?: string[];
    keepAliveMs?: number;
    attachments?: AttachmentStore | null;
  } = {},
) {
  const app = express();
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const directLine = createDirectLine({
    conversations,
    notices,
    secret: SECRET,
    publicUrl: url,
    origins,
    limits: {
      messagesPerMinute: 1_000,
      tokensPerHourPerAddress: 1_000,
      requestsPerMinutePerAddress: 10_000,
      ...limits,
    },
    attachments,
    logger,
    now,
    ...(keepAliveMs !== undefined && { keepAliveMs }),
  });
  app.use(DIRECT_LINE_PATH, directLine.router);
  const sockets = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    if (!directLine.upgrade(request, socket, head)) socket.destroy();
  });
  return {
    url,
    domain: `${url}${DIRECT_LINE_PATH}`,
    /** Cuts every WebSocket the way a dying network does: without a word. */
    cutSockets() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      await directLine.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
