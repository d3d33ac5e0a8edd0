// News that must wait for the citizen is announced by a message that may go at any time: at most once, since it costs money.

import type { Logger } from 'pino';
import { nextAt } from '../knowledge/day.ts';
import type { Deliveries, Delivery, DeliveryEnd } from './deliveries.ts';
import type { Outlet, Refusal } from './sender.ts';

type Waits = Extract<DeliveryEnd, { kind: 'window' }>;

/** News of a ticket may come to wait behind what is about none; and what could not be announced is tried again. */
const LOOK_AGAIN_MS = 60 * 60 * 1000;
/** Five minutes after the night in which Zalo takes no template, in minutes of the day. */
const MORNING = 6 * 60 + 5;

export function nextMorning(at: Date): Date {
  return nextAt(MORNING, at);
}

export function createAnnouncing({
  deliveries,
  logger,
  now,
}: {
  deliveries: Pick<Deliveries, 'ticketWaiting' | 'beginAnnouncing' | 'endAnnouncing'>;
  logger: Logger;
  now: () => Date;
}) {
  /** Announces what ends its try with `end`, and resolves to how it ends then: when to look again, why it failed. */
  async function announce(outlet: Outlet<unknown>, delivery: Delivery, end: Waits): Promise<Waits> {
    if (outlet.announce === null || delivery.announced) return end;
    const ticket = await deliveries.ticketWaiting(delivery);
    if (ticket === null) return { ...end, at: inAnHour() };
    if (!(await deliveries.beginAnnouncing(delivery))) return end;
    const told = await outlet.announce(delivery.userId, ticket).then(
      (messageId) => ({ messageId }),
      (error: unknown) => outlet.explain(error),
    );
    if ('messageId' in told) {
      await deliveries.endAnnouncing(delivery, told.messageId);
      return end;
    }
    return refused(told, outlet, delivery, end);
  }

  async function refused(
    { failure, code }: Refusal,
    { channel }: Outlet<unknown>,
    delivery: Delivery,
    end: Waits,
  ): Promise<Waits> {
    const level = failure === 'human' || failure === 'bug' ? 'error' : 'warn';
    logger[level]({ channel, failure, code }, 'news could not be announced');
    // The citizen may have been told, and is not told twice.
    if (failure === 'unclear') return end;
    await deliveries.endAnnouncing(delivery, null);
    const isLater = failure === 'wait' || failure === 'human';
    return { ...end, code, at: failure === 'morning' ? nextMorning(now()) : isLater ? inAnHour() : null };
  }

  function inAnHour(): Date {
    return new Date(now().getTime() + LOOK_AGAIN_MS);
  }

  return { announce };
}
