// The requests of Direct Line 3.0 (REST), each with its answer or a Problem.
import type { Activity, ActivitySet } from './activity.ts';
import type { Clock } from './clock.ts';
import { asProblem, kindOfStatus, Problem, retryAfter } from './problem.ts';

const ANSWER_WITHIN_MS = 15_000;
/** Photos on a slow telephone. */
const FILES_WITHIN_MS = 180_000;

export interface Grant {
  conversationId: string;
  token: string;
  /** Seconds. */
  expires_in: number;
  streamUrl?: string;
  /** The server hears voice notes. */
  voice?: boolean;
}

export interface DirectLine {
  generateToken(): Promise<Grant>;
  refreshToken(token: string): Promise<Grant>;
  startConversation(token: string): Promise<Grant>;
  /** A new stream that replays what came after the watermark. */
  reconnect(at: { token: string; conversationId: string }, watermark: string): Promise<string>;
  read(at: { token: string; conversationId: string }, watermark: string): Promise<ActivitySet>;
  post(at: { token: string; conversationId: string }, activity: Activity): Promise<void>;
  /** Files of one message; the server takes them once for each key in `channelData`. */
  upload(
    at: { token: string; conversationId: string },
    files: readonly File[],
    channelData: Activity['channelData'],
  ): Promise<void>;
}

/** `base` ends in `/v3/directline`, without a slash. No cookies are sent. */
export function createDirectLine({
  base,
  fetch,
  clock,
}: {
  base: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}): DirectLine {
  async function call<T>(method: string, path: string, token: string | null, body?: unknown): Promise<T> {
    const abort = new AbortController();
    const files = body instanceof FormData;
    const timer = clock.setTimeout(() => abort.abort(), files ? FILES_WITHIN_MS : ANSWER_WITHIN_MS);
    const headers: Record<string, string> = {};
    if (token) headers.authorization = `Bearer ${token}`;
    if (body && !files) headers['content-type'] = 'application/json';
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers,
        body: files ? body : body ? JSON.stringify(body) : null,
        signal: abort.signal,
        credentials: 'omit',
        cache: 'no-store',
      }).catch(() => {
        throw new Problem('unreachable');
      });
      const answer = await response.json().catch(() => null);
      if (!response.ok) {
        const wait = retryAfter(response.headers.get('retry-after'), clock.now());
        throw new Problem(kindOfStatus(response.status), answer?.error?.message ?? '', wait);
      }
      // A captive portal of a hotel or a café answers 200 with its own page.
      if (answer === null) throw new Problem('unreachable');
      return answer as T;
    } finally {
      clock.clearTimeout(timer);
    }
  }

  const conversation = (id: string) => `/conversations/${encodeURIComponent(id)}`;
  const after = (watermark: string) => `?watermark=${encodeURIComponent(watermark)}`;

  return {
    async generateToken() {
      try {
        return await call<Grant>('POST', '/tokens/generate', null, {});
      } catch (error) {
        const problem = asProblem(error);
        throw problem.kind === 'expired' ? new Problem('forbidden', problem.message) : problem;
      }
    },
    refreshToken: (token) => call<Grant>('POST', '/tokens/refresh', token),
    async startConversation(token) {
      const grant = await call<Grant>('POST', '/conversations', token, { locale: 'vi-VN' });
      return grant.streamUrl ? { ...grant, streamUrl: fromOurOrigin(grant.streamUrl, base) } : grant;
    },
    async reconnect(at, watermark) {
      const path = conversation(at.conversationId) + after(watermark);
      const grant = await call<Grant>('GET', path, at.token);
      if (!grant.streamUrl) throw new Problem('failing', 'no streamUrl');
      return fromOurOrigin(grant.streamUrl, base);
    },
    read: (at, watermark) =>
      call<ActivitySet>('GET', `${conversation(at.conversationId)}/activities${after(watermark)}`, at.token),
    async post(at, activity) {
      await call('POST', `${conversation(at.conversationId)}/activities`, at.token, activity);
    },
    async upload(at, files, channelData) {
      const form = new FormData();
      form.append('activity', JSON.stringify({ channelData }));
      for (const file of files) form.append('file', file);
      await call('POST', `${conversation(at.conversationId)}/upload`, at.token, form);
    },
  };
}

/**
 * The stream at the origin the widget talks to already: the server names the one it was configured with,
 * which a host page's policy or a proxy in between may not let through.
 */
function fromOurOrigin(streamUrl: string, base: string): string {
  const { pathname, search } = new URL(streamUrl);
  return new URL(pathname + search, base).href.replace(/^http/, 'ws');
}
