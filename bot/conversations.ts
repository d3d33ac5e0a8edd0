// The transcript of every conversation: taking in what arrives once, adding what we say, reading from a watermark.

import type { Activity } from 'botbuilder-core';
import type { Database, Queryable } from '../knowledge/ports.ts';
import { createArrivals } from './arrivals.ts';
import { NOTICE_CHANNEL, type Notices } from './notices.ts';
import { storable, storableText } from './storable.ts';

export type Channel = 'direct-line' | 'zalo-oa' | 'zalo-bot' | 'zalo-personal';

/** Ours everywhere: the channel and the id that the channel knows the conversation by. */
export type ConversationId = `${Channel}:${string}`;

export type Conversation = {
  id: ConversationId;
  channel: Channel;
  userId: string;
  /** Keyed digest of the network that wrote last; null where the channel does not know it. */
  caller?: string | null;
  /** Who answers: the assistant or a member of staff. */
  mode: 'bot' | 'staff';
};

/** One row of the transcript. `position` orders a conversation, begins at 1 and may leave out numbers. */
export type Transcribed = {
  position: number;
  direction: 'inbound' | 'outbound';
  activity: Partial<Activity>;
  createdAt: Date;
};

/** `watermark`: the position up to which this page has told everything; `more`: there may be another page. */
export type Page = { activities: Transcribed[]; watermark: number; more: boolean; userId: string };

export type Arrival = {
  conversationId: ConversationId;
  channel: Channel;
  userId: string;
  caller?: string | null;
  /** What the channel repeats when it delivers again; null when it has nothing of the kind. */
  messageId: string | null;
  activity: Partial<Activity>;
};

export type Conversations = ReturnType<typeof createConversations>;

const PAGE = 100;

/** Channels whose clients come and read the transcript: nothing is left to deliver. */
const READ_BY_CLIENT: readonly Channel[] = ['direct-line'];

const APPEND = `
with conversation as (
  update conversations set last_position = last_position + jsonb_array_length($2::jsonb), last_active_at = $3
  where id = $1
  returning last_position - jsonb_array_length($2::jsonb) as before
), said as (
  insert into activities (conversation_id, position, direction, activity, status, created_at)
  select $1, before + nr, 'outbound', reply, $4, $3::timestamptz
  from conversation, jsonb_array_elements($2::jsonb) with ordinality as replies (reply, nr)
)
select before + 1 as position, pg_notify($5, $6) from conversation`;

/** What somebody of ours said in the channel's own screen: it is with the citizen already. */
const NOTE = `
with conversation as (
  update conversations set last_position = last_position + 1, last_active_at = $4
  where id = $1 and not exists (select from activities where conversation_id = $1 and channel_message_id = $2)
  returning last_position
), noted as (
  insert into activities (conversation_id, position, direction, channel_message_id, activity, status, created_at)
  select $1, last_position, 'outbound', $2, $3::jsonb, 'delivered', $4::timestamptz from conversation
)
select last_position as position, pg_notify($5, $6) from conversation`;

const READ = `
select c.user_id, least($2::bigint, c.last_position) as watermark,
  a.position, a.direction, a.activity, a.created_at
from conversations c left join lateral (
  select * from activities
  where conversation_id = c.id and position > least($2::bigint, c.last_position)
  order by position limit $3
) a on true
where c.id = $1
order by a.position`;

type ReadRow = { user_id: string; watermark: string } & (
  | { position: null }
  | { position: string; direction: Transcribed['direction']; activity: Partial<Activity>; created_at: Date }
);

/** All that is asked of `conversations` and `activities` outside a turn; turns work through leases. */
export function createConversations({
  database,
  notices,
  now,
}: {
  database: Database;
  notices: Notices;
  now: () => Date;
}) {
  const { accept, arePressing } = createArrivals({ database, notices, now });

  /** Adds what we say outside a turn; false when there is no such conversation. */
  async function append(conversation: Conversation, said: readonly Partial<Activity>[]): Promise<boolean> {
    const position = await appendIn(database, conversation, said);
    if (position !== null) heard(conversation.id);
    return position !== null;
  }

  /**
   * The same within the transaction `tx` of whoever says it, who calls `heard` once it has committed. Resolves to the
   * position of the first thing said, or null when there is no such conversation.
   */
  async function appendIn(
    tx: Queryable,
    { id, channel }: Pick<Conversation, 'id' | 'channel'>,
    said: readonly Partial<Activity>[],
  ): Promise<number | null> {
    const { rows } = await tx.query<{ position: string }>(APPEND, [
      id,
      JSON.stringify(said.map(storable)),
      now(),
      outboundStatus(channel),
      NOTICE_CHANNEL,
      notices.payload('said', id),
    ]);
    return rows[0] ? Number(rows[0].position) : null;
  }

  /**
   * Notes within `tx` what was said to the citizen elsewhere, under the channel's id of it. Resolves to its position, or
   * null when it is noted already or there is no such conversation.
   */
  async function noteIn(
    tx: Queryable,
    id: ConversationId,
    messageId: string,
    said: Partial<Activity>,
  ): Promise<number | null> {
    const { rows } = await tx.query<{ position: string }>(NOTE, [
      id,
      storableText(messageId),
      storable(said),
      now(),
      NOTICE_CHANNEL,
      notices.payload('said', id),
    ]);
    return rows[0] ? Number(rows[0].position) : null;
  }

  /** Tells this process what `appendIn` has told the others. */
  function heard(id: ConversationId): void {
    notices.tellHere('said', id);
  }

  /** The conversation with its state as stored and the position of its newest activity; null when there is none. */
  async function find(id: ConversationId) {
    const { rows } = await database.query<{
      channel: Channel;
      user_id: string;
      caller: string | null;
      mode: Conversation['mode'];
      state: unknown;
      last_position: string;
    }>('select channel, user_id, caller, mode, state, last_position from conversations where id = $1', [id]);
    if (!rows[0]) return null;
    const { channel, user_id: userId, caller, mode, state, last_position } = rows[0];
    const conversation: Conversation = { id, channel, userId, caller, mode };
    return { conversation, state, lastPosition: Number(last_position) };
  }

  /**
   * The next page of the transcript after the position `after`, oldest first. An `after`
   * beyond the newest activity counts as the newest. Null when there is no such conversation.
   */
  async function read(id: ConversationId, after: number): Promise<Page | null> {
    const { rows } = await database.query<ReadRow>(READ, [id, after, PAGE]);
    if (!rows[0]) return null;
    const activities = rows.flatMap((row) =>
      row.position === null
        ? []
        : [
            {
              position: Number(row.position),
              direction: row.direction,
              activity: row.activity,
              createdAt: row.created_at,
            },
          ],
    );
    const watermark = activities.at(-1)?.position ?? Number(rows[0].watermark);
    return { activities, watermark, more: activities.length === PAGE, userId: rows[0].user_id };
  }

  return { accept, arePressing, append, appendIn, noteIn, heard, find, read };
}

/** A conversation as it is stored elsewhere, by its id alone, which begins with its channel. */
export function addressOf(id: string): Pick<Conversation, 'id' | 'channel'> {
  return { id: id as ConversationId, channel: id.slice(0, id.indexOf(':')) as Channel };
}

/** How something we say begins its way on this channel. */
export function outboundStatus(channel: Channel): 'delivered' | 'queued' {
  return READ_BY_CLIENT.includes(channel) ? 'delivered' : 'queued';
}
