// The loop that sends: wakes when something was said, sweeps for what others left, a few conversations at once.

import type { Activity } from 'botbuilder-core';
import type { Logger } from 'pino';
import { createAnnouncing, nextMorning } from './announcing.ts';
import type { Channel } from './conversations.ts';
import type { Deliveries, Delivery, DeliveryEnd } from './deliveries.ts';
import type { Notices } from './notices.ts';

/**
 * Why a channel did not take a message; what it throws is turned into this by `explain`. `until`: when it may go even
 * if the citizen does not write, where that is known.
 */
export type Refusal = {
  failure: 'refused' | 'bug' | 'wait' | 'morning' | 'window' | 'quota' | 'human' | 'unclear';
  code: number | null;
  until?: Date | null;
};

/** A channel as the sender needs it; what a message is only the channel knows. */
export type Outlet<Message = string> = {
  channel: Channel;
  /** Whether this process can send on it now; always, where nothing is said. Otherwise it is left to one that can. */
  ready?(): boolean;
  /** The messages that an activity becomes, in order. */
  render(activity: Partial<Activity>): Message[];
  /** Sends one message and resolves to the channel's id of it; throws what `explain` understands. */
  send(userId: string, message: Message): Promise<string>;
  /** Whether a message that got no clear answer since `since` has arrived all the same: its id, or null. */
  findSent(userId: string, message: Message, since: Date): Promise<string | null>;
  /** Tells that this ticket has news, in a message that may go at any time, and resolves to its id; null: cannot. */
  announce: ((userId: string, ticket: string) => Promise<string>) | null;
  explain(error: unknown): Refusal;
};

const SWEEP_EVERY_MS = 5_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;
const HUMAN_WAIT_MS = 10 * 60 * 1000;
/** About six hours of trying: then it is set aside, visible, and no longer in the way. */
const MOST_ATTEMPTS = 14;

export function createSender({
  deliveries,
  outlets,
  notices,
  logger,
  now,
  random = Math.random,
  arrivalsPress = () => false,
  concurrency = 8,
}: {
  deliveries: Deliveries;
  outlets: readonly Outlet<unknown>[];
  notices: Notices;
  logger: Logger;
  now: () => Date;
  random?: () => number;
  /** Whether messages come in faster than they are stored: then only one is worked on, so that they are acknowledged in time. */
  arrivalsPress?: () => boolean;
  concurrency?: number;
}) {
  const outletOf = new Map(outlets.map((outlet) => [outlet.channel, outlet]));
  const announcing = createAnnouncing({ deliveries, logger, now });
  const running = new Set<Promise<void>>();
  let looking: Promise<void> | null = null;
  let again = false;
  let closed = false;
  let sweeping: NodeJS.Timeout | null = null;
  const unsubscribe = notices.subscribe(({ kind }) => {
    if (kind === 'said') wake();
  });

  /** Claims as long as there is something to claim; called while it looks, it looks once more. */
  function wake(): void {
    again = true;
    looking ??= look()
      .catch((error) => logger.error({ err: error }, 'cannot look for what is to be sent'))
      .finally(() => {
        looking = null;
        if (again && !closed) wake();
      });
  }

  function channels(): Channel[] {
    return outlets.filter(({ ready = () => true }) => ready()).map(({ channel }) => channel);
  }

  async function look(): Promise<void> {
    while (again && !closed) {
      again = false;
      const room = (arrivalsPress() ? 1 : concurrency) - running.size;
      if (room <= 0) return;
      for (const delivery of await deliveries.claim(channels(), room)) {
        const work = deliver(delivery)
          .catch((error) => logger.error({ err: error }, 'a delivery could not be recorded'))
          .finally(() => {
            running.delete(work);
            // The next of the same conversation may go now.
            wake();
          });
        running.add(work);
      }
    }
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const outlet = outletOf.get(delivery.channel)!;
    const end = await sendAll(outlet, delivery).then(
      () => ({ kind: 'delivered' }) as const,
      (error: unknown) => endOf(outlet.explain(error), delivery, error),
    );
    const isClosed = end.kind === 'window' && end.failure === 'window';
    await deliveries.end(delivery, isClosed ? await announcing.announce(outlet, delivery, end) : end);
  }

  async function sendAll(outlet: Outlet<unknown>, delivery: Delivery): Promise<void> {
    const { userId, activity, sent, triedAt } = delivery;
    for (const [index, message] of outlet.render(activity).entries()) {
      if (index < sent) continue;
      // A try before this one may have ended without a word: sending blindly could say it twice.
      const found =
        index === sent && triedAt !== null ? await outlet.findSent(userId, message, triedAt) : null;
      await deliveries.noteSent(delivery, found ?? (await outlet.send(userId, message)));
    }
  }

  function endOf(refusal: Refusal, { channel, attempts }: Delivery, error: unknown): DeliveryEnd {
    const { failure, code, until = null } = refusal;
    const level = failure === 'human' || failure === 'bug' ? 'error' : 'warn';
    logger[level]({ channel, failure, code, attempt: attempts, reason: reasonOf(error) }, 'not delivered');
    const why = { failure, code };
    if (failure === 'refused' || failure === 'bug') return { kind: 'failed', ...why };
    if (failure === 'window' || failure === 'quota') return { kind: 'window', at: until, ...why };
    if (failure === 'human') return { kind: 'wait', at: after(HUMAN_WAIT_MS), afresh: true, ...why };
    if (failure === 'morning') return { kind: 'wait', at: nextMorning(now()), afresh: true, ...why };
    if (attempts >= MOST_ATTEMPTS) return { kind: 'failed', ...why };
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
    return { kind: 'wait', at: after(wait * (0.5 + random())), afresh: false, ...why };
  }

  function after(ms: number): Date {
    return new Date(now().getTime() + ms);
  }

  return {
    start(): void {
      wake();
      sweeping = setInterval(wake, SWEEP_EVERY_MS);
    },
    /** Looks for what may be sent now; the loop does so from time to time. */
    wake,
    /** Begins no new delivery and resolves when those under way have ended. */
    async close(): Promise<void> {
      closed = true;
      unsubscribe();
      if (sweeping) clearInterval(sweeping);
      await looking;
      await Promise.all(running);
    },
  };
}

/** Our own errors say no personal data; what a driver or the network says is told by its name only. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
