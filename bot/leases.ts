// The right to take a conversation's next turn: one holder at a time, for a while, and the commit that ends it.

import type { Activity } from 'botbuilder-core';
import type { Database, Queryable } from '../knowledge/ports.ts';
import { type Channel, type Conversation, type ConversationId, outboundStatus } from './conversations.ts';
import { NOTICE_CHANNEL, type Notices } from './notices.ts';
import { storable } from './storable.ts';

export type Inbound = { position: number; activity: Partial<Activity>; arrivedAt: Date };

/** The lease of one turn: its inbound activity, and the state as stored with the etag it was read at. */
export type Lease = {
  owner: string;
  conversation: Conversation;
  inbound: Inbound;
  /** How often a turn was begun for this activity, this time included, but for those that were spared. */
  attempt: number;
  state: unknown;
  etag: string;
  /** The choices under what was said last before the inbound activity, in a turn or outside of one. */
  offered: readonly string[];
};

export type TurnResult = {
  outcome: 'answered' | 'failed';
  replies: readonly Partial<Activity>[];
  state: unknown;
  record: unknown;
  /** What others write in the same transaction, in order. */
  together?: readonly ((tx: Queryable) => Promise<void>)[];
};

export type Leases = ReturnType<typeof createLeases>;

/** A turn must end well within it: afterwards another process may take the conversation over. */
export const LEASE_MS = 60_000;

/** What was accepted is left to the process that did so for this long before a sweep offers it to all. */
const SWEEP_AFTER_MS = 2_000;
const SWEEP_AT_ONCE = 100;

// The etag read together with the activity must still be the row's: a turn committed meanwhile has raised it, and
// then the activity seen here may be answered already.
const TAKE = `
with seen as (
  select c.etag, a.position from conversations c join activities a on a.conversation_id = c.id
  where c.id = $1 and a.status = 'received'
  order by a.position limit 1
), leased as (
  update conversations c set lease_owner = $2, lease_until = $4
  from seen
  where c.id = $1 and c.etag = seen.etag and (c.lease_owner is null or c.lease_until <= $3)
  returning c.channel, c.user_id, c.caller, c.mode, c.state, c.etag, seen.position
), begun as (
  update activities a set attempts = a.attempts + 1 from leased
  where a.conversation_id = $1 and a.position = leased.position
  returning a.activity, a.attempts, a.created_at
)
select leased.*, begun.*, coalesce((
  select jsonb_path_query_array(a.activity, '$.suggestedActions.actions[*].title') from activities a
  where a.conversation_id = $1 and a.direction = 'outbound' and a.position < leased.position
  order by a.position desc limit 1
), '[]') as offered
from leased, begun`;

const COMMIT = `
with turn as (
  update conversations
  set state = $4::jsonb, etag = etag + 1, lease_owner = null, lease_until = null,
    last_position = last_position + jsonb_array_length($7::jsonb), last_active_at = $9
  where id = $1 and lease_owner = $2 and etag = $3
  returning last_position - jsonb_array_length($7::jsonb) as before
), done as (
  update activities set status = $6, record = $8::jsonb from turn
  where conversation_id = $1 and position = $5
), said as (
  insert into activities (conversation_id, position, direction, activity, status, created_at)
  select $1, before + nr, 'outbound', reply, $10, $9::timestamptz
  from turn, jsonb_array_elements($7::jsonb) with ordinality as replies (reply, nr)
)
select pg_notify($11, $12),
  exists (select from activities where conversation_id = $1 and status = 'received' and position <> $5) as more
from turn`;

// A lease is always for the oldest activity that is not answered.
const GIVE_BACK = `
with given as (
  update conversations set lease_owner = null, lease_until = null where id = $1 and lease_owner = $2 returning id
)
update activities a set attempts = a.attempts - 1 from given
where $3 and a.attempts > 0 and a.conversation_id = given.id and a.position = (
  select min(position) from activities where conversation_id = $1 and status = 'received'
)`;

const WAITING = `
select distinct a.conversation_id as id
from activities a join conversations c on c.id = a.conversation_id
where a.status = 'received' and a.created_at <= $1 and (c.lease_owner is null or c.lease_until <= $2)
limit $3`;

type TakeRow = {
  channel: Channel;
  user_id: string;
  caller: string | null;
  mode: Conversation['mode'];
  state: unknown;
  etag: string;
  position: string;
  activity: Partial<Activity>;
  attempts: number;
  created_at: Date;
  offered: string[];
};

const INTERRUPT = `
with ended as (
  update conversations set etag = etag + 1, lease_owner = null, lease_until = null where id = $1 returning id
)
update activities a set attempts = 0 from ended where a.conversation_id = ended.id and a.status = 'received'`;

/**
 * Within `tx`, lets a turn under way commit nothing: what it answers is answered anew, by whoever answers now. For
 * changes of who that is.
 */
export async function interruptTurn(tx: Queryable, id: ConversationId): Promise<void> {
  await tx.query(INTERRUPT, [id]);
}

/** `owner` names this process and no other, past or present. */
export function createLeases({
  database,
  notices,
  now,
  owner,
}: {
  database: Database;
  notices: Notices;
  now: () => Date;
  owner: string;
}) {
  /** Leases the conversation for its oldest unanswered activity; null when there is none or somebody holds it. */
  async function take(id: ConversationId): Promise<Lease | null> {
    const { rows } = await database.query<TakeRow>(TAKE, [id, owner, now(), after(LEASE_MS)]);
    const row = rows[0];
    if (!row) return null;
    const { channel, user_id: userId, caller, mode, state, etag, offered, activity, attempts: attempt } = row;
    const inbound = { position: Number(row.position), activity, arrivedAt: row.created_at };
    return {
      owner,
      conversation: { id, channel, userId, caller, mode },
      inbound,
      attempt,
      state,
      etag,
      offered,
    };
  }

  /**
   * Ends a turn in one transaction: replies, state, record, the activity's outcome, the lease given back, and
   * what others do `together` with it. Resolves to whether more is waiting, or to null, with nothing written, when
   * the lease had been lost to another process.
   */
  async function commit(lease: Lease, result: TurnResult): Promise<{ more: boolean } | null> {
    const together = result.together ?? [];
    const committed =
      together.length === 0
        ? await commitIn(database, lease, result)
        : await database.transaction(async (tx) => {
            const ended = await commitIn(tx, lease, result);
            if (ended) for (const work of together) await work(tx);
            return ended;
          });
    if (committed) notices.tellHere('said', lease.conversation.id);
    return committed;
  }

  async function commitIn(
    tx: Queryable,
    { conversation, inbound, etag, owner }: Lease,
    { outcome, replies, state, record }: TurnResult,
  ): Promise<{ more: boolean } | null> {
    const { rows } = await tx.query<{ more: boolean }>(COMMIT, [
      conversation.id,
      owner,
      etag,
      JSON.stringify(storable(state)),
      inbound.position,
      outcome,
      JSON.stringify(replies.map(storable)),
      JSON.stringify(storable(record)),
      now(),
      outboundStatus(conversation.channel),
      NOTICE_CHANNEL,
      notices.payload('said', conversation.id),
    ]);
    return rows[0] ? { more: rows[0].more } : null;
  }

  /**
   * Gives the conversation back with its activity unanswered, if this process holds it; it may not know, where the
   * answer to `take` or `commit` was lost. `spared`: the turn was not at fault, and its attempt does not count.
   */
  async function giveBack(id: ConversationId, { spared }: { spared: boolean }): Promise<void> {
    await database.query(GIVE_BACK, [id, owner, spared]);
  }

  /** Conversations with something unanswered that nobody works on: left by a crash, or by a process too busy. */
  async function waiting(): Promise<ConversationId[]> {
    const { rows } = await database.query<{ id: ConversationId }>(WAITING, [
      after(-SWEEP_AFTER_MS),
      now(),
      SWEEP_AT_ONCE,
    ]);
    return rows.map(({ id }) => id);
  }

  /** Ends all leases; only where no other process can have any, as at the start on an embedded database. */
  async function clear(): Promise<void> {
    await database.query(
      'update conversations set lease_owner = null, lease_until = null where lease_owner is not null',
    );
  }

  function after(ms: number): Date {
    return new Date(now().getTime() + ms);
  }

  return { take, commit, giveBack, waiting, clear };
}
