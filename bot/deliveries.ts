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
  /** When the try before this one began; null at the first. */
  triedAt: Date | null;
};

/** How a try ended. `wait`: again at `at`; `window`: after the citizen has written; `failed`: never. */
export type DeliveryEnd =
  | { kind: 'delivered' }
  | { kind: 'wait'; at: Date; failure: string; code: number | null }
  | { kind: 'window'; failure: string; code: number | null }
  | { kind: 'failed'; failure: string; code: number | null };

export type Deliveries = ReturnType<typeof createDeliveries>;

const LEASE_MS = 60_000;

// Of each conversation only the oldest: what waits there holds back what came later, so the order stays.
const CLAIM = `
with due as (
  select a.conversation_id, a.position, d.tried_at
  from activities a
  join conversations c on c.id = a.conversation_id and c.channel = any($1)
  left join deliveries d on d.conversation_id = a.conversation_id and d.position = a.position
  where a.status = 'queued'
    and (d.next_try_at is null or d.next_try_at <= $2)
    and (d.lease_until is null or d.lease_until <= $2)
    and (d.waiting_since is null or exists (
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
    set attempts = d.attempts + 1, tried_at = $2, waiting_since = null, lease_owner = $4, lease_until = $5
    where d.lease_until is null or d.lease_until <= $2
  returning d.conversation_id, d.position, d.attempts, d.sent
)
select claimed.*, due.tried_at, c.channel, c.user_id, a.activity
from claimed
join due using (conversation_id, position)
join conversations c on c.id = claimed.conversation_id
join activities a on a.conversation_id = claimed.conversation_id and a.position = claimed.position`;

const NOTE_SENT = `
update deliveries set sent = sent + 1, channel_message_ids = channel_message_ids || $4::text[]
where conversation_id = $1 and position = $2 and lease_owner = $3`;

const END = `
with ended as (
  update deliveries set lease_owner = null, lease_until = null, next_try_at = $5, waiting_since = $6, code = $7, failure = $8
  where conversation_id = $1 and position = $2 and lease_owner = $3
  returning conversation_id, position
)
update activities a set status = $4 from ended
where a.conversation_id = ended.conversation_id and a.position = ended.position`;

type ClaimRow = {
  conversation_id: ConversationId;
  position: string;
  attempts: number;
  sent: number;
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
      const time = now();
      const status = end.kind === 'delivered' || end.kind === 'failed' ? end.kind : 'queued';
      const failure = end.kind === 'delivered' ? null : end.failure;
      await database.query(END, [
        conversationId,
        position,
        owner,
        status,
        end.kind === 'wait' ? end.at : time,
        end.kind === 'window' ? time : null,
        end.kind === 'delivered' ? null : end.code,
        failure,
      ]);
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
