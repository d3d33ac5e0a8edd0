// Hints over Server-Sent Events: something changed that a screen may show, go and look. Never data.

import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Notice, Notices } from '../../bot/notices.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { type Identify, ROLES, type Route, route } from '../route.ts';
import { openConversationIds } from './reading.ts';

/** Proxies cut off what is silent for longer; and so long a session that has ended is still told. */
const HEARTBEAT_MS = 20_000;
/** Hints that come closer together than this are told as one. */
const GATHER_MS = 150;
const RECONNECT_MS = 3_000;

export interface Live {
  route: Route;
  /** Ends every stream; to be called before the server is asked to close. Browsers come back by themselves. */
  close(): void;
}

/**
 * `GET /api/live`: events `ticket` {code}, `conversation` {id} of those that wait or are held, and `queue` {}. A stream
 * begins with `queue`: whoever comes back looks again, since hints in between are lost.
 */
export function createLive({
  database,
  notices,
  identify,
  logger,
  heartbeatMs = HEARTBEAT_MS,
}: {
  database: Queryable;
  notices: Pick<Notices, 'subscribe'>;
  identify: Identify;
  logger: Logger;
  heartbeatMs?: number;
}): Live {
  const streams = new Map<Response, Request>();
  const gathered = new Set<string>();
  let open: ReadonlySet<string> = new Set();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const unsubscribe = notices.subscribe((notice) => {
    if (streams.size === 0) return;
    const hint = hintOf(notice);
    if (hint === null) return;
    gathered.add(hint);
    timer ??= setTimeout(() => void tell(), GATHER_MS);
  });

  /** Of conversations with the assistant alone, of which there are many, nobody is told. */
  function hintOf({ kind, subject }: Notice): string | null {
    if (kind === 'queue') return event('queue', {});
    if (kind === 'ticket') return event('ticket', { code: subject });
    if ((kind === 'arrived' || kind === 'said') && open.has(subject))
      return event('conversation', { id: subject });
    return null;
  }

  async function tell(): Promise<void> {
    timer = null;
    const hints = [...gathered];
    gathered.clear();
    try {
      if (hints.some((hint) => hint.startsWith('event: queue'))) await lookWhatIsOpen();
    } catch (error) {
      logger.warn({ err: error }, 'cannot look which conversations are open');
    }
    for (const stream of streams.keys()) write(stream, hints.join(''));
  }

  async function lookWhatIsOpen(): Promise<void> {
    open = new Set(await openConversationIds(database));
  }

  const heartbeat = setInterval(() => {
    for (const [stream, request] of streams) void beat(stream, request);
  }, heartbeatMs);

  async function beat(stream: Response, request: Request): Promise<void> {
    if (await hasEnded(request)) stream.end();
    else write(stream, ': \n\n');
  }

  /** A session that could not be looked at now is looked at the next time. */
  async function hasEnded(request: Request): Promise<boolean> {
    try {
      return (await identify(request)) === null;
    } catch (error) {
      return error instanceof Problem && error.kind !== 'too_many' && error.kind !== 'unavailable';
    }
  }

  return {
    route: route({
      method: 'get',
      path: '/api/live',
      roles: ROLES,
      summary: 'Dòng báo hiệu có thay đổi (Server-Sent Events).',
      media: 'text/event-stream',
      async handle({ request, response }) {
        await lookWhatIsOpen();
        if (closed) throw new Problem('unavailable', { retryAfterSeconds: RECONNECT_MS / 1000 });
        if (response.destroyed) return;
        streams.set(response, request);
        response.once('close', () => streams.delete(response));
        response.set({
          'Content-Type': 'text/event-stream; charset=utf-8',
          'Cache-Control': 'no-store',
          'X-Accel-Buffering': 'no',
        });
        response.write(`retry: ${RECONNECT_MS}\n\n${event('queue', {})}`);
      },
    }),
    close() {
      closed = true;
      unsubscribe();
      clearInterval(heartbeat);
      if (timer !== null) clearTimeout(timer);
      for (const stream of streams.keys()) stream.end();
    },
  };
}

/** A reader too slow for hints is cut off, and comes back. */
function write(stream: Response, text: string): void {
  if (stream.writableNeedDrain) stream.destroy();
  else stream.write(text);
}

function event(name: 'ticket' | 'conversation' | 'queue', data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
