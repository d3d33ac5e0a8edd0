// Hears what is said in the conversation: by WebSocket, by polling where sockets fail, again after every break.
import type { Activity, ActivitySet } from './activity.ts';
import { backoff, type Clock, createPause } from './clock.ts';
import type { DirectLine } from './direct-line.ts';
import { asProblem, type Problem } from './problem.ts';
import type { Session, SessionKeeper } from './session.ts';
import { type OpenSocket, openSocket } from './socket.ts';

/** Sockets that end without use, in a row, before polling takes over. */
const SOCKET_TRIES = 2;
const POLL_FIRST_MS = 1_500;
const POLL_LONGEST_MS = 10_000;
/** After this long with polling, sockets are tried again. */
const POLLING_FOR_MS = 5 * 60_000;
/** A socket that has said nothing for this long is not trusted when the visitor comes back to it. */
const STALE_MS = 25_000;

export interface Receiver {
  /** The network or the visitor is back: do not wait any longer. */
  wake(): void;
  /** Something was sent: an answer is near, poll soon. */
  expect(): void;
  /** The conversation has been replaced: leave the old one. */
  leave(): void;
  stop(): void;
}

/** `onConversation` comes before the activities of each conversation, `onLive` whenever they can arrive. */
export function createReceiver({
  directLine,
  session,
  WebSocket,
  clock,
  random,
  onConversation,
  onActivities,
  onLive,
  onProblem,
}: {
  directLine: DirectLine;
  session: SessionKeeper;
  WebSocket: typeof globalThis.WebSocket | undefined;
  clock: Clock;
  random(): number;
  onConversation(conversationId: string): void;
  onActivities(activities: Activity[]): void;
  onLive(): void;
  onProblem(problem: Problem | null): void;
}): Receiver {
  const pause = createPause(clock);
  let stopped = false;
  let conversationId = '';
  let watermark = '0';
  let socket: OpenSocket | null = null;
  let uselessSockets = 0;
  let pollingUntil = 0;
  let pollEvery = POLL_FIRST_MS;
  let failures = 0;
  /** Another window has the socket; this one polls until the visitor comes back to it. */
  let yielded = false;

  function take(set: ActivitySet): void {
    if (set.watermark) watermark = set.watermark;
    if (set.activities.length > 0) onActivities(set.activities);
  }

  function enter(at: Session): void {
    if (at.conversationId === conversationId) return;
    conversationId = at.conversationId;
    // From the start, also after a reload: the window shows the conversation from its first message.
    watermark = '0';
    onConversation(conversationId);
  }

  async function listen(at: Session): Promise<void> {
    const url = session.takeStreamUrl(at.conversationId) ?? (await directLine.reconnect(at, watermark));
    if (stopped || !WebSocket || at.conversationId !== conversationId) return;
    const renewal = clock.setTimeout(
      () => void session.obtain().catch(onProblem),
      Math.max(0, session.renewIn() ?? 0),
    );
    socket = openSocket({
      url,
      WebSocket,
      clock,
      onOpen() {
        onProblem(null);
        onLive();
      },
      onFrame(set) {
        failures = 0;
        if (at.conversationId === conversationId) take(set);
      },
    });
    const { useful, collision, asked } = await socket.ended;
    socket = null;
    clock.clearTimeout(renewal);
    if (asked) return;
    uselessSockets = useful ? 0 : uselessSockets + 1;
    if (useful) failures = 0;
    yielded = collision;
    // Both windows go on, this one by polling, instead of taking the socket from each other forever.
    if (collision || uselessSockets >= SOCKET_TRIES) startPolling();
    else await pause.wait(backoff(failures++, random));
  }

  function startPolling(): void {
    pollingUntil = clock.now() + POLLING_FOR_MS;
    pollEvery = POLL_FIRST_MS;
    uselessSockets = 0;
  }

  async function poll(at: Session): Promise<void> {
    const set = await directLine.read(at, watermark);
    if (stopped || at.conversationId !== conversationId) return;
    failures = 0;
    onProblem(null);
    onLive();
    take(set);
    pollEvery = set.activities.length > 0 ? POLL_FIRST_MS : Math.min(POLL_LONGEST_MS, pollEvery * 1.5);
    await pause.wait(pollEvery);
  }

  async function recover(problem: Problem): Promise<void> {
    onProblem(problem);
    if (problem.kind === 'expired' || problem.kind === 'gone') session.drop(conversationId);
    await pause.wait(problem.retryAfterMs ?? backoff(failures++, random));
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        const at = await session.obtain();
        if (stopped) return;
        enter(at);
        await (WebSocket && clock.now() >= pollingUntil ? listen(at) : poll(at));
      } catch (error) {
        const problem = asProblem(error);
        if (problem.kind === 'forbidden') {
          onProblem(problem);
          return;
        }
        await recover(problem);
      }
    }
  }
  void run();

  return {
    wake() {
      if (yielded) pollingUntil = 0;
      yielded = false;
      if (socket && socket.silentFor() > STALE_MS) socket.close();
      pause.wake();
    },
    expect() {
      pollEvery = POLL_FIRST_MS;
      if (pollingUntil > clock.now()) pause.wake();
    },
    leave() {
      conversationId = '';
      socket?.close();
      pause.wake();
    },
    stop() {
      stopped = true;
      socket?.close();
      pause.wake();
    },
  };
}
