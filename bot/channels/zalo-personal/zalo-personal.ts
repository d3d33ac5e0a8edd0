// The personal account of Zalo through zca-js: off unless asked for, one process an account, and never in anybody's way.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Conversations } from '../../conversations.ts';
import type { Outlet, Refusal } from '../../sender.ts';
import { textsOf } from '../zalo-text.ts';
import type { LoadLibrary, PersonalApi } from './library.ts';
import type { PersonalMessage } from './message.ts';
import { isSignedOut, runSession, type SessionEnd, type Timing } from './session.ts';
import { LEASE_MS, type SessionStore, type SessionTrouble } from './session-store.ts';

/**
 * `elsewhere`: another process serves the account; `resting`: a new session comes by itself; `replaced` and
 * `signed_out`: a person must act.
 */
export type PersonalState =
  | 'stopped'
  | 'elsewhere'
  | 'connecting'
  | 'connected'
  | 'resting'
  | 'replaced'
  | 'signed_out';

export type PersonalTiming = Timing & { restMs: readonly number[]; holdEveryMs: number };

export const PERSONAL_TIMING: PersonalTiming = {
  lookEveryMs: 120_000,
  answerWithinMs: 20_000,
  signInWithinMs: 60_000,
  settleMs: 300,
  restMs: [5_000, 30_000, 120_000, 600_000],
  holdEveryMs: LEASE_MS / 3,
};

const USER_THREAD = 0;
/** The recipient takes no messages of strangers (122); spam control (123). */
const FAILURES: Readonly<Record<number, Refusal['failure']>> = { 122: 'refused', 123: 'wait' };

export type ZaloPersonal = {
  outlet: Outlet;
  state(): PersonalState;
  start(): void;
  close(): Promise<void>;
};

export function createZaloPersonal({
  load,
  store,
  conversations,
  wasSentByUs,
  officerWrote,
  onConnected,
  logger,
  timing = PERSONAL_TIMING,
}: {
  load: LoadLibrary;
  store: SessionStore;
  conversations: Pick<Conversations, 'accept'>;
  /** Whether a message on the account is a delivery of ours. */
  wasSentByUs: (messageId: string) => Promise<boolean>;
  /** Somebody of the office answered on the phone. */
  officerWrote: (citizenId: string, text: string, messageId: string) => Promise<void>;
  /** What has waited can be sent from now on. */
  onConnected: () => void;
  logger: Logger;
  timing?: PersonalTiming;
}): ZaloPersonal {
  const stopping = new AbortController();
  const sending = new Set<Promise<string>>();
  /** Ids of what was just sent, before they stand in the database. */
  const sent = new Set<string>();
  let waking = new AbortController();
  let state: PersonalState = 'stopped';
  let api: PersonalApi | null = null;
  let running: Promise<void> | null = null;

  function become(next: PersonalState): void {
    if (next === state) return;
    state = next;
    const level = next === 'replaced' || next === 'signed_out' ? 'error' : 'info';
    logger[level]({ state }, 'the personal account of Zalo');
  }

  async function supervise(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      waking = new AbortController();
      if (!(await holds())) {
        become('elsewhere');
        await rest(timing.holdEveryMs);
        continue;
      }
      become('connecting');
      const device = await deviceOr(null);
      const began = Date.now();
      const end = await serve();
      api = null;
      if (end === 'stopped') continue;
      if (end === 'replaced' || end === 'signed_out') {
        become(end);
        await tell(end);
        await untilSomebodyActs(device);
        continue;
      }
      // A session that lasted was a good one: the next is tried soon.
      failures = Date.now() - began > timing.lookEveryMs ? 0 : failures + 1;
      become('resting');
      await tell('not_connected');
      await rest(timing.restMs[Math.min(failures, timing.restMs.length) - 1] ?? timing.restMs[0]!);
    }
  }

  /** Until somebody has signed in anew, in any process, or wants another try here; the account stays this process's. */
  async function untilSomebodyActs(device: string | null): Promise<void> {
    do await rest(timing.holdEveryMs);
    while (!woken().aborted && (await holds()) && (await deviceOr(device)) === device);
  }

  /** Whoever looks after the account sees it; to the account itself it changes nothing. */
  async function tell(trouble: SessionTrouble | null): Promise<void> {
    await store
      .noteTrouble(trouble)
      .catch((error: Error) => logger.warn({ reason: error.name }, 'how an account does could not be noted'));
  }

  /** A database that is away for a while is no reason to give up. */
  function holds(): Promise<boolean> {
    return store.hold().catch(() => false);
  }

  function deviceOr(otherwise: string | null): Promise<string | null> {
    return store.device().catch(() => otherwise);
  }

  /** Whatever goes wrong in here is a lost session, and nothing else of the process hears of it. */
  async function serve(): Promise<SessionEnd> {
    const over = new AbortController();
    const holding = keepHold(over.signal);
    try {
      return await runSession({
        library: await load(),
        store,
        timing,
        onReady(ready) {
          api = ready;
          become('connected');
          void tell(null);
          onConnected();
        },
        onMessages: take,
        onFault: () => logger.warn('a frame of the personal account could not be read'),
        stopped: AbortSignal.any([woken(), holding.lost]),
      });
    } catch (error) {
      logger.warn({ reason: (error as Error).name }, 'a session of the personal account failed');
      return 'lost';
    } finally {
      over.abort();
      await holding.ended;
    }
  }

  function keepHold(over: AbortSignal): { lost: AbortSignal; ended: Promise<void> } {
    const lost = new AbortController();
    async function hold(): Promise<void> {
      while (!over.aborted) {
        await sleep(timing.holdEveryMs, undefined, { signal: over });
        if (!(await holds())) return lost.abort();
      }
    }
    return { lost: lost.signal, ended: hold().catch(() => {}) };
  }

  async function take(messages: readonly PersonalMessage[]): Promise<void> {
    for (const { id, threadId, self, activity } of messages) {
      if (self) await takeOwn(id, threadId, activity.text ?? '');
      else
        await conversations.accept({
          conversationId: `zalo-personal:${threadId}`,
          channel: 'zalo-personal',
          userId: threadId,
          messageId: id,
          activity,
        });
      await store.noteMessage(id);
    }
  }

  /** What we send comes back, at times before the send has ended: those under way are waited for. */
  async function takeOwn(id: string, threadId: string, text: string): Promise<void> {
    await Promise.allSettled(sending);
    if (!sent.delete(id) && !(await wasSentByUs(id))) await officerWrote(threadId, text, id);
  }

  async function send(threadId: string, text: string): Promise<string> {
    const work = sendNow(threadId, text);
    sending.add(work);
    return work.finally(() => sending.delete(work));
  }

  async function sendNow(threadId: string, text: string): Promise<string> {
    if (api === null) throw new NotConnected('The personal account is not connected');
    const { message } = await api.sendMessage({ msg: text }, threadId, USER_THREAD);
    if (message === null) throw new NotConnected('Zalo dropped the message without a word');
    const id = String(message.msgId);
    sent.add(id);
    return id;
  }

  /** Aborted when this is to stop, or to look anew. */
  function woken(): AbortSignal {
    return AbortSignal.any([stopping.signal, waking.signal]);
  }

  async function rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: woken() }).catch(() => {});
  }

  return {
    outlet: {
      channel: 'zalo-personal',
      ready: () => api !== null,
      render: textsOf,
      send,
      // The library cannot be asked: said twice is better than not at all.
      findSent: async () => null,
      announce: null,
      explain(error) {
        if (error instanceof NotConnected) return { failure: 'wait', code: null };
        const { code } = error as { code?: unknown };
        if (isSignedOut(error)) return { failure: 'human', code: Number(code) };
        if (typeof code === 'number') return { failure: FAILURES[code] ?? 'wait', code };
        return { failure: 'unclear', code: null };
      },
    },
    state: () => state,
    /** Begins to serve, or looks anew: a person has signed in again, or closed the other window. */
    start() {
      if (running !== null) return waking.abort();
      running = supervise().catch((error) => {
        logger.error({ err: error }, 'the personal account is served no more');
        running = null;
        become('stopped');
      });
    },
    async close() {
      stopping.abort();
      await running;
      await store.letGo();
    },
  };
}

/** Nothing was sent. */
class NotConnected extends Error {
  override readonly name = 'NotConnected';
}
