// A citizen's chat over Direct Line that notes when each answer arrives.

import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';

const PATIENCE_MS = 60_000;

/** What the server tells of its transcript, as far as it matters here. */
interface ActivitySet {
  activities: { type: string; text?: string; replyToId?: string; from: { role?: string } }[];
  watermark?: string;
}

export interface Answer {
  text: string;
  /** From sending the question to having read the answer, in milliseconds. */
  ms: number;
}

export interface Chat {
  /** Rejects when nothing is answered within a minute. */
  ask(question: string): Promise<Answer>;
  close(): void;
}

/** Starts a conversation at `url` and waits for its greeting. Answers are read from the socket, or by asking again and again without a pause. */
export async function openChat({ url, read }: { url: string; read: 'socket' | 'polling' }): Promise<Chat> {
  const domain = `${url}${DIRECT_LINE_PATH}`;
  const { token } = await call<{ token: string }>('POST', `${domain}/tokens/generate`, null);
  const { conversationId, streamUrl } = await call<{ conversationId: string; streamUrl: string }>(
    'POST',
    `${domain}/conversations`,
    token,
    {},
  );
  const activities = `${domain}/conversations/${conversationId}/activities`;
  const arrived = new Map<string, { text: string; at: number }>();
  let onArrival = () => {};
  let greeted = false;
  let watermark = '';

  function take(set: ActivitySet): void {
    const at = performance.now();
    watermark = set.watermark ?? watermark;
    for (const { type, text = '', replyToId, from } of set.activities) {
      if (type !== 'message' || from.role !== 'bot') continue;
      greeted = true;
      if (replyToId && !arrived.has(replyToId)) arrived.set(replyToId, { text, at });
    }
    onArrival();
  }

  const socket = read === 'socket' ? new WebSocket(streamUrl) : null;
  socket?.on('message', (data) => {
    const frame = String(data);
    if (frame !== '') take(JSON.parse(frame));
  });
  socket?.on('error', () => {});

  /** Resolves to what `look` finds once something has arrived that lets it. */
  async function until<Found>(look: () => Found | undefined): Promise<Found> {
    const impatience = new AbortController();
    const tooLate = wait(PATIENCE_MS, true, { signal: impatience.signal }).catch(() => true);
    try {
      for (;;) {
        const found = look();
        if (found !== undefined) return found;
        const news = new Promise<false>((resolve) => {
          onArrival = () => resolve(false);
        });
        if (!socket) take(await call<ActivitySet>('GET', `${activities}?watermark=${watermark}`, token));
        if (await Promise.race([news, tooLate])) throw new Error('The chat was not answered within a minute');
      }
    } finally {
      impatience.abort();
    }
  }

  await until(() => greeted || undefined);
  return {
    async ask(question) {
      const began = performance.now();
      const sent = { type: 'message', text: question, from: { id: 'bench' } };
      const { id } = await call<{ id: string }>('POST', activities, token, sent);
      const { text, at } = await until(() => arrived.get(id));
      return { text, ms: at - began };
    },
    close: () => socket?.terminate(),
  };
}

/** Throws with what the server said unless it agreed. */
export async function call<Body>(
  method: 'GET' | 'POST',
  url: string,
  token: string | null,
  body?: object,
): Promise<Body> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}
