// The conversation this visitor is in and the token for it: kept, renewed, replaced when it is over.
import type { Clock } from './clock.ts';
import type { DirectLine, Grant } from './direct-line.ts';
import { asProblem } from './problem.ts';
import type { Storage } from './storage.ts';

const KEY = 'session';

export interface Session {
  conversationId: string;
  token: string;
  /** Milliseconds since the epoch; `lifetime` in milliseconds. */
  expiresAt: number;
  lifetime: number;
  /** The server hears voice notes. */
  voice: boolean;
}

export interface SessionKeeper {
  /** The session to use now: the kept one (renewed once half its life is over), else a new conversation. */
  obtain(): Promise<Session>;
  /** The stream that came with this conversation when it began; it is good once. */
  takeStreamUrl(conversationId: string): string | undefined;
  /** The server no longer knows this conversation or token; the next `obtain` starts another. */
  drop(conversationId: string): void;
  /** Leaves the conversation, whichever it is. */
  forget(): void;
  /** The conversation kept from before, if there is one. */
  kept(): string | null;
  /** Whether the server hears voice notes, as far as it has said. */
  hears(): boolean;
  /** Milliseconds until the token should be renewed, null without a session. */
  renewIn(): number | null;
}

/** One `obtain` is under way at a time, whoever asks: two requests never start two conversations. */
export function createSession({
  directLine,
  storage,
  clock,
}: {
  directLine: DirectLine;
  storage: Storage;
  clock: Clock;
}): SessionKeeper {
  let begun: Grant | null = null;
  let underWay: Promise<Session> | null = null;

  /** Read anew each time: another tab of the same site may have renewed or restarted. */
  function current(): Session | null {
    try {
      const session = JSON.parse(storage.get(KEY) ?? 'null') as Session | null;
      return session && typeof session.token === 'string' && session.expiresAt > clock.now() ? session : null;
    } catch {
      return null;
    }
  }

  function keep(grant: Grant): Session {
    const lifetime = grant.expires_in * 1_000;
    const { conversationId, token, voice = false } = grant;
    const session = { conversationId, token, lifetime, voice, expiresAt: clock.now() + lifetime };
    storage.set(KEY, JSON.stringify(session));
    return session;
  }

  async function begin(): Promise<Session> {
    const { token } = await directLine.generateToken();
    begun = await directLine.startConversation(token);
    return keep(begun);
  }

  async function renew(session: Session): Promise<Session> {
    try {
      return keep(await directLine.refreshToken(session.token));
    } catch (error) {
      const { kind } = asProblem(error);
      if (kind === 'expired' || kind === 'gone') {
        storage.remove(KEY);
        return begin();
      }
      // Still good for a while: renewing is tried again with the next request.
      return session;
    }
  }

  const renewIn = (session: Session) => session.expiresAt - session.lifetime / 2 - clock.now();

  return {
    obtain() {
      const session = current();
      if (session && renewIn(session) > 0) return Promise.resolve(session);
      underWay ??= (session ? renew(session) : begin()).finally(() => {
        underWay = null;
      });
      return underWay;
    },
    takeStreamUrl(conversationId) {
      const taken = begun;
      begun = null;
      return taken?.conversationId === conversationId ? taken.streamUrl : undefined;
    },
    drop(conversationId) {
      if (current()?.conversationId === conversationId) storage.remove(KEY);
    },
    forget: () => storage.remove(KEY),
    kept: () => current()?.conversationId ?? null,
    hears: () => current()?.voice === true,
    renewIn() {
      const session = current();
      return session && renewIn(session);
    },
  };
}
