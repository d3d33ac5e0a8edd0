// Takes what we said to channels that must be sent to: in order, each once, again when it failed, and never for ever.

import type { Activity } from 'botbuilder-core';
import type { Database } from '../knowledge/ports.ts';
import type { Channel, ConversationId } from './conversations.ts';

/** One activity to send. `sent`: how many of its messages the channel has taken already. */
export type Delivery = {
  conversationId: ConversationId;
  channel: Channel;
  userId: string;
  position: number;
  activity: Partial<Activity>;
  attempts: number;
  sent: number;
  /** When a try began that may have reached the citizen without our hearing of it; null where there was none. */
  triedAt: Date | null;
  /** Whether the citizen was told, or may have been, that there is news. */
  announced: boolean;
};

/**
 * How a try ended. `wait`: again at `at`; `window`: after the citizen has written, or at `at` where it is given;
 * `failed`: never. `afresh`: tries so far do not count, since it may take as long as it takes.
 */
export type DeliveryEnd =
  | { kind: 'delivered' }
  | { kind: 'wait'; at: Date; afresh: boolean; failure: string; code: number | null }
  | { kind: 'window'; at: Date | null; failure: string; code: number | null }
  | { kind: 'failed'; failure: string; code: number | null };

export type Deliveries = ReturnType<typeof createDeliveries>;

const LEASE_MS = 60_000;

// Of each conversation only the oldest: what waits there holds back what came later, so the order stays.
const CLAIM = `
with due as (
  select a.conversation_id, a.position,
    case when d.code is null and d.failure is distinct from 'window' and d.failure is distinct from 'quota'
      then d.tried_at end as tried_at
  from activities a
  join conversations c on c.id = a.conversation_id and c.channel = any($1)
  left join deliveries d on d.conversation_id = a.conversation_id and d.position = a.position
  where a.status = 'queued'
    and (d.lease_until is null or d.lease_until <= $2)
    and (d.position is null or d.next_try_at <= $2 or exists (
      select from activities i
      where i.conversation_id = a.conversation_id and i.direction = 'inbound' and i.created_at > d.waiting_since))
    and not exists (
      select from activities b
      where b.conversation_id = a.conversation_id and b.status = 'queued' and b.position < a.position)
  order by a.created_at
  limit $3
), claimed as (
  insert into deliveries as d (conversation_id, position, attempts, tried_at, next_try_at, lease_owner, lease_until)
  select conversation_id, position, 1, $2, $2, $4, $5 from due
  on conflict (conversation_id, position) do update
    set attempts = d.attempts + 1, tried_at = $2, waiting_since = null, next_try_at = $2, code = null, failure = null,
      lease_owner = $4, lease_until = $5
    where d.lease_until is null or d.lease_until <= $2
  returning d.conversation_id, d.position, d.attempts, d.sent, d.announced_at is not null as announced
)
select claimed.*, due.tried_at, c.channel, c.user_id, a.activity
from claimed
join due using (conversation_id, position)
join conversations c on c.id = claimed.conversation_id
join activities a on a.conversation_id = claimed.conversation_id and a.position = claimed.position`;

const NOTE_SENT = `
update deliveries set sent = sent + 1, channel_message_ids = channel_message_ids || $4::text[]
where conversation_id = $1 and position = $2 and lease_owner = $3`;

// What the citizen wrote while the try was under way counts as written after it.
const END = `
with ended as (
  update deliveries set lease_owner = null, lease_until = null, next_try_at = $5,
    waiting_since = case when $6 then tried_at end, attempts = case when $9 then 0 else attempts end,
    code = $7, failure = $8
  where conversation_id = $1 and position = $2 and lease_owner = $3
  returning conversation_id, position
)
update activities a set status = $4 from ended
where a.conversation_id = ended.conversation_id and a.position = ended.position`;

const TICKET_WAITING = `
select activity -> 'channelData' ->> 'ticket' as ticket from activities
where conversation_id = $1 and position >= $2 and status = 'queued' and activity -> 'channelData' ? 'ticket'
order by position limit 1`;

type ClaimRow = {
  conversation_id: ConversationId;
  position: string;
  attempts: number;
  sent: number;
  announced: boolean;
  tried_at: Date | null;
  channel: Channel;
  user_id: string;
  activity: Partial<Activity>;
};

/** `owner` names this process and no other. */
export function createDeliveries({
  database,
  owner,
  now,
}: {
  database: Database;
  owner: string;
  now: () => Date;
}) {
  return {
    /** Takes up to `most` activities that may go now, one of a conversation; they are this process's for a minute. */
    async claim(channels: readonly Channel[], most: number): Promise<Delivery[]> {
      const time = now();
      const { rows } = await database.query<ClaimRow>(CLAIM, [
        channels,
        time,
        most,
        owner,
        new Date(time.getTime() + LEASE_MS),
      ]);
      return rows.map(({ conversation_id, position, user_id, tried_at, ...rest }) => ({
        ...rest,
        conversationId: conversation_id,
        position: Number(position),
        userId: user_id,
        triedAt: tried_at,
      }));
    },

    /** One message of the activity has been taken by the channel under `messageId`. */
    async noteSent({ conversationId, position }: Delivery, messageId: string): Promise<void> {
      await database.query(NOTE_SENT, [conversationId, position, owner, [messageId]]);
    },

    /** Ends a try; nothing is written when the lease was lost. */
    async end({ conversationId, position }: Delivery, end: DeliveryEnd): Promise<void> {
      const isOver = end.kind === 'delivered' || end.kind === 'failed';
      await database.query(END, [
        conversationId,
        position,
        owner,
        isOver ? end.kind : 'queued',
        isOver ? null : end.at,
        end.kind === 'window',
        end.kind === 'delivered' ? null : end.code,
        end.kind === 'delivered' ? null : end.failure,
        end.kind === 'window' || (end.kind === 'wait' && end.afresh),
      ]);
    },

    /** The ticket of the oldest news that waits with this or behind it; null where it is about none. */
    async ticketWaiting({ conversationId, position }: Delivery): Promise<string | null> {
      const { rows } = await database.query<{ ticket: string }>(TICKET_WAITING, [conversationId, position]);
      return rows[0]?.ticket ?? null;
    },

    /** The citizen is about to be told that there is news; false where that was done or the lease was lost. */
    async beginAnnouncing({ conversationId, position }: Delivery): Promise<boolean> {
      const { rowCount } = await database.query(
        `update deliveries set announced_at = $4
         where conversation_id = $1 and position = $2 and lease_owner = $3 and announced_at is null`,
        [conversationId, position, owner, now()],
      );
      return rowCount > 0;
    },

    /** The channel took what told of the news under `messageId`, or with null refused it. */
    async endAnnouncing({ conversationId, position }: Delivery, messageId: string | null): Promise<void> {
      await database.query(
        `update deliveries set announcement_id = $4, announced_at = case when $4::text is not null then announced_at end
         where conversation_id = $1 and position = $2 and lease_owner = $3`,
        [conversationId, position, owner, messageId],
      );
    },

    /** The channel has told that its messages came to the citizen, or were seen. */
    async noteReceipt(kind: 'received' | 'seen', messageIds: readonly string[], at: Date): Promise<void> {
      await database.query(
        `update deliveries set ${kind}_at = coalesce(${kind}_at, $2) where channel_message_ids && $1::text[]`,
        [messageIds, at],
      );
    },

    /** Whether the channel gave one of our messages this id. */
    async wasSent(messageId: string): Promise<boolean> {
      const { rowCount } = await database.query(
        'select from deliveries where channel_message_ids @> $1::text[]',
        [[messageId]],
      );
      return rowCount > 0;
    },

    /** Ends all leases; only where no other process can have any, as at the start on an embedded database. */
    async clear(): Promise<void> {
      await database.query(
        'update deliveries set lease_owner = null, lease_until = null where lease_owner is not null',
      );
    },

    /** How many activities wait to be sent on these channels. */
    async queued(channels: readonly Channel[]): Promise<number> {
      const { rows } = await database.query<{ count: string }>(
        `select count(*) as count from activities a join conversations c on c.id = a.conversation_id
         where a.status = 'queued' and c.channel = any($1)`,
        [channels],
      );
      return Number(rows[0]?.count);
    },
  };
}
