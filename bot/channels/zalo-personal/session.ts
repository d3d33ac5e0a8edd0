// One signed-in session of the personal account, from its sign-in to its end; never mended, always begun anew.

import { setTimeout as sleep } from 'node:timers/promises';
import type { PersonalApi, PersonalLibrary } from './library.ts';
import { type PersonalMessage, readMessage } from './message.ts';
import { Credentials, type SessionStore } from './session-store.ts';

/**
 * `replaced`: somebody opened Zalo elsewhere, and fighting for the socket would only go on; `signed_out`: the session
 * is no longer good; `lost`: anything that a new session may mend; `stopped`: by us.
 */
export type SessionEnd = 'replaced' | 'signed_out' | 'lost' | 'stopped';

export type Timing = {
  /** Between two looks whether the socket still answers, and how long it may take. */
  lookEveryMs: number;
  answerWithinMs: number;
  signInWithinMs: number;
  /** Frames are decoded side by side: messages are put in order over this long. */
  settleMs: number;
};

const USER_THREAD = 0;
const CLOSED_BY_OTHER = [3000, 3003];
/** What Zalo says to a session that is over (102 at sign-in, 600 when sending). */
export const SIGNED_OUT = [102, 600];

/** What the session brings: `messages` in the order they were written, at the latest once the session has ended. */
export async function runSession({
  library,
  store,
  timing,
  onReady,
  onMessages,
  onFault,
  stopped,
}: {
  /** A fresh one: the library keeps the cookies and the address of its first day. */
  library: PersonalLibrary;
  store: SessionStore;
  timing: Timing;
  onReady: (api: PersonalApi) => void;
  onMessages: (messages: readonly PersonalMessage[]) => Promise<void>;
  /** A frame could not be read, or the socket failed. */
  onFault: () => void;
  stopped: AbortSignal;
}): Promise<SessionEnd> {
  const saved = await store.load();
  if (saved === null) return 'signed_out';
  let known = JSON.stringify(saved.credentials.cookie);
  const tooLong = AbortSignal.any([stopped, AbortSignal.timeout(timing.signInWithinMs)]);
  let api: PersonalApi;
  try {
    api = await orAborted(library.login(saved.credentials), tooLong);
  } catch (error) {
    return isSignedOut(error) ? 'signed_out' : 'lost';
  }
  let end: (how: SessionEnd) => void = () => {};
  const ended = new Promise<SessionEnd>((resolve) => {
    end = resolve;
  });
  const { listener } = api;
  const inbox = createInbox(timing.settleMs, onMessages, () => end('lost'));
  let answered = true;

  // Before the start: without a listener for errors one bad frame would end the process. What else stood in that frame
  // is asked for at the next look; a socket that is really broken closes by itself.
  listener.on('error', onFault);
  listener.on('closed', (code: number) => end(CLOSED_BY_OTHER.includes(code) ? 'replaced' : 'lost'));
  listener.on('message', (message) => {
    if (message.type === USER_THREAD) inbox.take([readMessage(message)]);
  });
  listener.on('old_messages', (messages, type) => {
    answered = true;
    if (type === USER_THREAD) inbox.take(messages.map(readMessage));
  });
  listener.on('cipher_key', () => {
    // The socket can answer from here on: what was missed meanwhile is asked for.
    listener.requestOldMessages(USER_THREAD, saved.lastMessageId);
    onReady(api);
  });

  /** The library does not look for answers to its pings: a half-open socket would look healthy for ever. */
  async function watch(): Promise<void> {
    for (;;) {
      await sleep(timing.lookEveryMs, undefined, { signal: stopped });
      answered = false;
      // An answer shows that the socket lives, and brings what a bad frame has lost.
      listener.requestOldMessages(USER_THREAD, null);
      // No call of the library has a limit of its own, so none is waited for.
      let alive = false;
      api.keepAlive().then(
        () => {
          alive = true;
        },
        (error: unknown) => isSignedOut(error) && end('signed_out'),
      );
      await sleep(timing.answerWithinMs, undefined, { signal: stopped });
      if (!alive || !answered) return end('lost');
      await keepCookies();
    }
  }

  async function keepCookies(): Promise<void> {
    // Somebody has signed in since: the cookies of this session must not take the place of the new one.
    if ((await store.device()) !== saved!.credentials.imei) return end('lost');
    const cookie = Credentials.shape.cookie.parse(api.getCookie().toJSON()?.cookies ?? []);
    const now = JSON.stringify(cookie);
    if (now === known) return;
    known = now;
    await store.save({ ...saved!.credentials, cookie });
  }

  const onStop = () => end('stopped');
  stopped.addEventListener('abort', onStop, { once: true });
  try {
    if (stopped.aborted) return 'stopped';
    await keepCookies();
    listener.start();
    watch().catch(() => end(stopped.aborted ? 'stopped' : 'lost'));
    return await ended;
  } finally {
    stopped.removeEventListener('abort', onStop);
    listener.stop();
    await inbox.close();
  }
}

/** Collects for a moment, puts in order by when it was written, and passes on; failing to pass on ends the session. */
function createInbox(
  settleMs: number,
  pass: (messages: readonly PersonalMessage[]) => Promise<void>,
  onFailure: () => void,
) {
  const waiting: PersonalMessage[] = [];
  let passing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    timer = null;
    const batch = waiting.splice(0).sort((a, b) => a.sentAt - b.sentAt);
    passing = passing.then(() => pass(batch)).catch(onFailure);
  }

  return {
    take(messages: readonly (PersonalMessage | null)[]): void {
      waiting.push(...messages.filter((message) => message !== null));
      if (waiting.length > 0) timer ??= setTimeout(flush, settleMs);
    },
    async close(): Promise<void> {
      if (timer) {
        clearTimeout(timer);
        flush();
      }
      await passing;
    },
  };
}

/** Rejects when `signal` is aborted first; the library goes on by itself, and nobody listens. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

export function isSignedOut(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'number' && SIGNED_OUT.includes(code);
}
