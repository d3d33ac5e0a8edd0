// Replies whose time to be taken back is over go to the citizen: once, whichever process comes first, also after a crash.

import type { Logger } from 'pino';
import { addressOf } from '../../bot/conversations.ts';
import { NOTICE_CHANNEL } from '../../bot/notices.ts';
import { replyNews } from '../../bot/ticket-news.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { committing, type TicketParts, type Told } from './parts.ts';

const SWEEP_EVERY_MS = 5_000;
const AT_ONCE = 100;

const DUE = `
select event_id as id from ticket_replies where state = 'held' and hold_until <= $1
order by hold_until, event_id limit ${AT_ONCE}`;

const TAKE = `
select r.closing, e.text, t.code, t.conversation_id as "conversationId"
from ticket_replies r join ticket_events e on e.id = r.event_id join tickets t on t.id = r.ticket_id
where r.event_id = $1 and r.state = 'held'
for update of r skip locked`;

const SENT = `
with sent as (
  update ticket_replies set state = 'sent', conversation_id = $2, position = $3 where event_id = $1
)
select pg_notify($4, $5)`;

type Held = { closing: boolean; text: string; code: string; conversationId: string | null };

export type Delivery = ReturnType<typeof createDelivery>;

export function createDelivery({
  logger,
  ...parts
}: Pick<TicketParts, 'database' | 'conversations' | 'notices' | 'now'> & { logger: Logger }) {
  const { database, conversations, notices, now } = parts;
  const timers = new Set<NodeJS.Timeout>();
  let sweeping: Promise<void> | null = null;
  let again = false;
  let interval: NodeJS.Timeout | null = null;
  let closed = false;

  /** Delivers everything that is due; a call while it is at work makes it look once more. */
  function sweep(): Promise<void> {
    again = true;
    sweeping ??= work().finally(() => {
      sweeping = null;
    });
    return sweeping;
  }

  async function work(): Promise<void> {
    while (again && !closed) {
      again = false;
      const { rows } = await database.query<{ id: string }>(DUE, [now()]);
      for (const { id } of rows) await deliver(id);
      if (rows.length === AT_ONCE) again = true;
    }
  }

  async function deliver(id: string): Promise<void> {
    try {
      await committing(parts, (tx, told) => deliverIn(tx, told, id));
    } catch (error) {
      // The others are not to wait for this one, which the next sweep tries again.
      logger.error({ err: error }, 'a reply could not be delivered');
    }
  }

  async function deliverIn(tx: Queryable, told: Told, id: string): Promise<void> {
    const { rows } = await tx.query<Held>(TAKE, [id]);
    if (rows[0] === undefined) return;
    const { conversationId, code } = rows[0];
    const conversation = conversationId === null ? null : addressOf(conversationId);
    const position =
      conversation === null ? null : await conversations.appendIn(tx, conversation, replyNews(rows[0]));
    await tx.query(SENT, [
      id,
      conversationId,
      position,
      NOTICE_CHANNEL,
      notices.payloadForAll('ticket', code),
    ]);
    if (conversation !== null && position !== null) told(conversation.id);
  }

  function look(): void {
    sweep().catch((error) => logger.error({ err: error }, 'cannot look for replies to deliver'));
  }

  return {
    sweep,
    /** Looks again at `until`, so that nobody waits for the next sweep. */
    at(until: Date): void {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          look();
        },
        // A timer may be early by a moment, and then nothing would be due.
        Math.max(0, until.getTime() - now().getTime()) + 1,
      );
      timers.add(timer);
    },
    /** Delivers what is due, now and from time to time. */
    start(): void {
      look();
      interval = setInterval(look, SWEEP_EVERY_MS);
    },
    async close(): Promise<void> {
      closed = true;
      if (interval) clearInterval(interval);
      for (const timer of timers) clearTimeout(timer);
      await sweeping;
    },
  };
}
