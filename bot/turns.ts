// The runner: every conversation with something unanswered gets its turns, one at a time, a few conversations at once.

import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder-core';
import type { Logger } from 'pino';
import type { TranscriptAdapter, TurnHandler } from './adapter.ts';
import type { ConversationId } from './conversations.ts';
import type { Lease, Leases } from './leases.ts';
import type { Notices } from './notices.ts';
import { readState } from './state.ts';
import { createWriting, type Writing } from './streaming.ts';
import type { Turn } from './turn.ts';
import { withinTime } from './within-time.ts';

/** What a finished turn tells the metrics; `ms` from taking the message to the commit. */
export type TurnReport = { intent: string; outcome: string; ms: number };

export type Turns = ReturnType<typeof createTurns>;

/** Processes end more than once in a bad minute, and whoever wrote has done nothing wrong. */
const ATTEMPTS = 4;
/** A message that keeps meeting a database that hangs up is spared for so long; then it may be what makes it hang up. */
const SPARED_FOR_MS = 300_000;
const AFTER_HANG_UP_MS = 200;
/** For a turn that took all its time: nobody waits for more. */
const SLOW_ATTEMPTS = 2;
const SWEEP_EVERY_MS = 5_000;
const TYPING_AFTER_MS = 400;
const TYPING_AGAIN_MS = 4_000;
/** Shorter than a lease, so that a turn never runs when another process may have taken over. */
const TURN_LIMIT_MS = 45_000;

/**
 * Runs `handle` over what conversations accept: here at once, and what other processes left behind in a sweep. A
 * turn that fails, or takes the process down with it, is tried again a few times; then the citizen reads `apology`.
 */
export function createTurns({
  leases,
  adapter,
  handle,
  notices,
  apology,
  logger,
  now,
  onTurn = () => {},
  arrivalsPress = () => false,
  databaseHungUp = () => false,
  concurrency = 8,
  typingAfterMs = TYPING_AFTER_MS,
  turnLimitMs = TURN_LIMIT_MS,
}: {
  leases: Leases;
  adapter: TranscriptAdapter;
  handle: TurnHandler;
  notices: Notices;
  apology: string;
  logger: Logger;
  now: () => Date;
  onTurn?: (report: TurnReport) => void;
  /** Whether messages come in faster than they are stored: then only one is worked on, so that they are acknowledged in time. */
  arrivalsPress?: () => boolean;
  /** Whether a turn failed because the database went away under it, which is no fault of the turn. */
  databaseHungUp?: (error: unknown) => boolean;
  concurrency?: number;
  typingAfterMs?: number;
  turnLimitMs?: number;
}) {
  const queue = new Set<ConversationId>();
  const running = new Map<ConversationId, Promise<void>>();
  /** Their lease may still be ours though nobody works on them: the database was away when it was to be given back. */
  const abandoned = new Map<ConversationId, { spared: boolean }>();
  const unsubscribe = notices.subscribe(({ kind, subject, here }) => {
    if (kind === 'arrived' && here) wake(subject as ConversationId);
  });
  let sweeping: NodeJS.Timeout | null = null;
  let closed = false;

  function wake(id: ConversationId): void {
    queue.add(id);
    startNext();
  }

  function startNext(): void {
    for (const id of queue) {
      if (closed || running.size >= (arrivalsPress() ? 1 : concurrency)) return;
      if (running.has(id)) continue;
      queue.delete(id);
      running.set(id, runNext(id));
    }
  }

  async function runNext(id: ConversationId): Promise<void> {
    try {
      const lease = await leases.take(id);
      if (lease && (await takeTurn(lease))) queue.add(id);
    } catch (error) {
      logger.error({ err: error, conversation: digest(id) }, 'turn could not be taken or committed');
      abandoned.set(id, { spared: databaseHungUp(error) });
    } finally {
      running.delete(id);
      startNext();
    }
  }

  /** Resolves to whether the conversation has more to do now. */
  async function takeTurn(lease: Lease): Promise<boolean> {
    const started = performance.now();
    const writing = writingOf(lease);
    const turn = beginTurn(lease, writing);
    const typing = showTyping(lease.conversation.id);
    try {
      if (lease.attempt > ATTEMPTS) throw new Error('The turn ended its process again and again');
      const said = await withinTime(adapter.runTurn(turn, lease.inbound.activity, handle), turn.signal);
      const replies = writing.close(said);
      const { state, record, together } = turn;
      clearTimeout(typing.timer);
      const ended = await leases.commit(lease, { outcome: 'answered', replies, state, record, together });
      if (ended) report(turn, lease, replies.length, performance.now() - started);
      else logger.warn({ conversation: digest(lease.conversation.id) }, 'lost the lease of a turn');
      // A lease is lost to another process, or to a person who took over: then the message is here to be taken again.
      return ended?.more ?? true;
    } catch (error) {
      logger.error(
        { err: error, conversation: digest(lease.conversation.id), attempt: lease.attempt },
        'turn failed',
      );
      clearTimeout(typing.timer);
      if (isSpared(error, lease)) return await putOff(lease.conversation.id);
      return await giveUpOrRetry(lease, turn, performance.now() - started);
    } finally {
      clearTimeout(typing.timer);
    }
  }

  function isSpared(error: unknown, { inbound }: Lease): boolean {
    return databaseHungUp(error) && now().getTime() - inbound.arrivedAt.getTime() < SPARED_FOR_MS;
  }

  /** Gives the turn another try in a moment, which does not count. */
  async function putOff(id: ConversationId): Promise<false> {
    await leases.giveBack(id, { spared: true });
    setTimeout(wake, AFTER_HANG_UP_MS, id).unref();
    return false;
  }

  async function giveUpOrRetry(lease: Lease, turn: Turn, ms: number): Promise<boolean> {
    if (lease.attempt < (turn.signal.aborted ? SLOW_ATTEMPTS : ATTEMPTS)) {
      await leases.giveBack(lease.conversation.id, { spared: false });
      return true;
    }
    const replies: Partial<Activity>[] = [
      { type: 'message', text: apology, replyToId: String(turn.position) },
    ];
    const record = { ...turn.record, outcome: 'failed' };
    const ended = await leases.commit(lease, { outcome: 'failed', replies, state: lease.state, record });
    if (ended) report({ ...turn, record }, lease, replies.length, ms);
    return ended?.more ?? false;
  }

  function writingOf({ conversation: { id }, inbound: { position } }: Lease): Writing {
    const onTrouble = (error: unknown) => logger.warn({ err: error }, 'cannot show an answer so far');
    return createWriting({ id, position, notices, onTrouble });
  }

  function beginTurn({ conversation, inbound, state, offered }: Lease, { show }: Writing): Turn {
    return {
      conversation,
      position: inbound.position,
      now: now(),
      // News come outside of turns, with choices that the state knows nothing of.
      state: { ...readState(state), offered: [...offered] },
      record: {},
      together: [],
      showSoFar: show,
      signal: AbortSignal.timeout(turnLimitMs),
    };
  }

  function report(
    { conversation, record }: Turn,
    { attempt }: Lease,
    replies: number,
    exactMs: number,
  ): void {
    const ms = Math.round(exactMs * 10) / 10;
    const { intent = 'none', outcome = 'none' } = record;
    const { id, channel } = conversation;
    logger.info({ conversation: digest(id), channel, intent, outcome, attempt, replies, ms }, 'turn');
    onTurn({ intent, outcome, ms: exactMs });
  }

  function showTyping(id: ConversationId): { timer: NodeJS.Timeout } {
    const typing = { timer: setTimeout(show, typingAfterMs) };
    function show(): void {
      typing.timer = setTimeout(show, TYPING_AGAIN_MS);
      notices.tellAll('typing', id).catch((error) => logger.warn({ err: error }, 'cannot tell of typing'));
    }
    return typing;
  }

  async function sweep(): Promise<void> {
    for (const [id, how] of abandoned) {
      if (running.has(id)) continue;
      await leases.giveBack(id, how);
      abandoned.delete(id);
      wake(id);
    }
    for (const id of await leases.waiting()) wake(id);
  }

  return {
    /** Looks for what was left unanswered, now and from time to time. */
    start(): void {
      const look = () =>
        void sweep().catch((error) => logger.error({ err: error }, 'cannot look for waiting turns'));
      look();
      sweeping = setInterval(look, SWEEP_EVERY_MS);
    },
    /** Takes up what no process works on; `start` does so from time to time. */
    sweep,
    /** Begins no new turn and resolves when those under way have committed; the rest stays accepted. */
    async close(): Promise<void> {
      closed = true;
      unsubscribe();
      if (sweeping) clearInterval(sweeping);
      await Promise.all(running.values());
    },
  };
}

/** A conversation's id can be a person's account elsewhere, so logs tell conversations apart by a digest. */
function digest(id: ConversationId): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 12);
}
