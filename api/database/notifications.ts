// LISTEN on a connection of its own that comes back by itself: lost for a moment, it listens again to everything.

import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

type Hear = (payload: string) => void;

/**
 * Notifications sent while the connection is down are lost, as everywhere with Postgres: a listener treats one as a
 * hint to look, never as the only word. `connect` gives a new client that is not connected yet.
 */
export function listenOn({ connect, logger }: { connect: () => pg.Client; logger: Logger }) {
  const listeners = new Map<string, Set<Hear>>();
  const closed = new AbortController();
  let connected: Promise<pg.Client> | null = null;

  function connection(): Promise<pg.Client> {
    connected ??= connectUntilItHolds();
    return connected;
  }

  async function connectUntilItHolds(): Promise<pg.Client> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const client = connect();
      try {
        client.on('error', (error) => logger.warn({ err: error }, 'lost the notification connection'));
        client.on('notification', ({ channel, payload }) => {
          for (const hear of listeners.get(channel) ?? []) hear(payload ?? '');
        });
        await client.connect();
        for (const channel of listeners.keys()) await client.query(`listen ${channel}`);
        client.once('end', reconnect);
        return client;
      } catch (error) {
        await client.end().catch(() => {});
        closed.signal.throwIfAborted();
        logger.warn({ err: error, nextTryMs: wait }, 'cannot listen for notifications');
        await setTimeout(wait, undefined, { signal: closed.signal });
      }
    }
  }

  function reconnect(): void {
    connected = null;
    if (closed.signal.aborted || listeners.size === 0) return;
    connection().catch((error) => {
      if (!closed.signal.aborted) logger.error({ err: error }, 'stopped listening for notifications');
    });
  }

  async function listen(channel: string, hear: Hear): Promise<() => Promise<void>> {
    closed.signal.throwIfAborted();
    const hearers = listeners.get(channel) ?? new Set();
    listeners.set(channel, hearers.add(hear));
    async function stop(): Promise<void> {
      hearers.delete(hear);
      if (hearers.size > 0 || listeners.get(channel) !== hearers) return;
      listeners.delete(channel);
      const client = await connected?.catch(() => null);
      if (!closed.signal.aborted) await client?.query(`unlisten ${channel}`).catch(() => {});
    }
    try {
      await (await connection()).query(`listen ${channel}`);
    } catch (error) {
      await stop();
      throw error;
    }
    return stop;
  }

  async function close(): Promise<void> {
    closed.abort();
    await connected?.then((client) => client.end()).catch(() => {});
  }

  return { listen, close };
}
