// The WebSocket side of Direct Line: replay from a watermark, then live, without gap or repeat.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConversationId, Conversations } from '../../conversations.ts';
import type { Notices } from '../../notices.ts';
import type { IsAllowed } from './origins.ts';
import { type ActivitySet, activitySet, typing, writing } from './outgoing.ts';
import { Refusal, refusalDocument } from './refusal.ts';
import type { Ticket, Tokens } from './tokens.ts';

/** Clients send nothing but empty keep-alives. */
const FRAME_LIMIT = 4_096;
const KEEP_ALIVE_MS = 20_000;
const NORMAL_CLOSURE = 1_000;
const GOING_AWAY = 1_001;
const GOODBYE_MS = 2_000;

type Connection = {
  conv: string;
  socket: WebSocket;
  openedAt: number;
  /** Position up to which the client has been told. */
  watermark: number;
  /** Something may be new: looked at once more before resting. */
  stale: boolean;
  busy: boolean;
  answered: boolean;
};

/** One socket per conversation, in all processes together. `upgrade` takes requests of its own path only. */
export function createSockets({
  path,
  conversations,
  notices,
  tokens,
  isAllowed,
  logger,
  now,
  keepAliveMs = KEEP_ALIVE_MS,
}: {
  path: string;
  conversations: Conversations;
  notices: Notices;
  tokens: Tokens;
  isAllowed: IsAllowed;
  logger: Logger;
  now: () => Date;
  keepAliveMs?: number;
}) {
  const server = new WebSocketServer({ noServer: true, maxPayload: FRAME_LIMIT, perMessageDeflate: false });
  const address = new RegExp(`^${path}/conversations/([^/]+)/stream$`);
  const connections = new Map<string, Connection>();
  let closed = false;

  const unsubscribe = notices.subscribe(({ kind, subject, here, at, part }) => {
    const connection = connections.get(subject.slice('direct-line:'.length));
    if (!connection) return;
    if (kind === 'typing') show(connection, typing(connection.conv));
    else if (kind === 'writing') part && show(connection, writing(connection.conv, part));
    else if (kind === 'arrived' || kind === 'said') void tell(connection);
    // The notice of an older socket may come after a newer one was opened here.
    else if (kind === 'socket' && !here && at > connection.openedAt)
      connection.socket.close(NORMAL_CLOSURE, 'collision');
  });

  const keepAlive = setInterval(() => {
    for (const connection of connections.values()) {
      if (!connection.answered) {
        connection.socket.terminate();
        continue;
      }
      connection.answered = false;
      connection.socket.ping();
      // Whatever stands in between counts pings as silence; and a notice that was lost is made good here.
      if (connection.socket.bufferedAmount === 0) connection.socket.send('');
      void tell(connection);
    }
  }, keepAliveMs);

  /** Takes the request over, to make it a socket or refuse it; false when it is for others. */
  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const [pathname = '', query] = (request.url ?? '').split('?');
    const conv = address.exec(pathname)?.[1];
    if (conv === undefined) return false;
    const ticket = new URLSearchParams(query).get('t') ?? '';
    socket.on('error', () => socket.destroy());
    admit(request, conv, ticket).then(
      (admitted) => server.handleUpgrade(request, socket, head, (opened) => open(opened, admitted)),
      (error) => refuse(socket, error),
    );
    return true;
  }

  async function admit(request: IncomingMessage, conv: string, t: string): Promise<Ticket> {
    if (closed) throw new Refusal('Unavailable');
    if (!isAllowed(request)) throw new Refusal('OriginNotAllowed');
    const ticket = await tokens.verifyTicket(t);
    if (ticket.conv !== conv) throw new Refusal('NotFound');
    return ticket;
  }

  function refuse(socket: Duplex, error: unknown): void {
    const { status, body } = refusalDocument(error instanceof Refusal ? error.code : 'ServiceError');
    const document = JSON.stringify(body);
    socket.end(
      `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(document)}\r\n\r\n${document}`,
    );
  }

  function open(socket: WebSocket, { conv, from }: Ticket): void {
    connections.get(conv)?.socket.close(NORMAL_CLOSURE, 'collision');
    const connection = {
      conv,
      socket,
      openedAt: now().getTime(),
      watermark: from,
      stale: false,
      busy: false,
      answered: true,
    };
    connections.set(conv, connection);
    socket.on('pong', () => {
      connection.answered = true;
    });
    socket.on('error', (error) => logger.debug({ err: error }, 'socket failed'));
    socket.on('close', () => {
      if (connections.get(conv) === connection) connections.delete(conv);
    });
    void tell(connection);
    notices
      .tellAll('socket', `direct-line:${conv}`)
      .catch((error) => logger.warn({ err: error }, 'cannot tell of a new socket'));
  }

  /** Sends all that is new, a page at a time and the next only when the last is out: a slow client holds one page. */
  async function tell(connection: Connection): Promise<void> {
    connection.stale = true;
    if (connection.busy) return;
    connection.busy = true;
    try {
      while (connection.stale && connection.socket.readyState === connection.socket.OPEN) {
        connection.stale = false;
        const id: ConversationId = `direct-line:${connection.conv}`;
        const page = await conversations.read(id, connection.watermark);
        if (!page) return connection.socket.close(NORMAL_CLOSURE, 'conversation ended');
        const news = activitySet(connection.conv, page);
        if (news.activities.length > 0) await send(connection, news);
        connection.watermark = page.watermark;
        if (page.more) connection.stale = true;
      }
    } catch (error) {
      // The client comes back with its watermark and misses nothing.
      logger.warn({ err: error }, 'socket cut off');
      connection.socket.terminate();
    } finally {
      connection.busy = false;
    }
  }

  /** What is not kept is shown to whoever keeps up. */
  function show({ busy, socket }: Connection, passing: ActivitySet): void {
    if (!busy && socket.bufferedAmount === 0) socket.send(JSON.stringify(passing));
  }

  return {
    upgrade,
    /** Says goodbye to every client, which comes back by itself elsewhere; who does not answer is cut off. */
    async close(): Promise<void> {
      closed = true;
      clearInterval(keepAlive);
      unsubscribe();
      const sockets = [...server.clients];
      const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) socket.close(GOING_AWAY);
      const cutOff = setTimeout(() => {
        for (const socket of sockets) socket.terminate();
      }, GOODBYE_MS);
      await Promise.all(gone);
      clearTimeout(cutOff);
    },
  };
}

/** Resolves when the frame has left; rejects when the socket closed before. */
function send({ socket }: Connection, news: ActivitySet): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(JSON.stringify(news), (error) => (error ? reject(error) : resolve()));
  });
}
