// Takes in what arrives: each alone when it is quiet, and all that came meanwhile in one statement when it is not.

import type { Database } from '../knowledge/ports.ts';
import type { Arrival, ConversationId } from './conversations.ts';
import { NOTICE_CHANNEL, type Notices } from './notices.ts';
import { storable, storableText } from './storable.ts';

export type Accepted = { position: number; duplicate: boolean };

// Rows are locked in the order of their ids, so that two processes never wait for each other.
const ACCEPT = `
with arrival as (
  select * from jsonb_to_recordset($1::jsonb) as a (
    nr integer, id text, channel text, user_id text, caller text, message_id text, activity jsonb, at timestamptz, notice text
  )
), fresh as (
  select distinct on (id, message_id, case when message_id is null then nr end) * from arrival a
  where not exists (select from activities where conversation_id = a.id and channel_message_id = a.message_id)
  order by id, message_id, case when message_id is null then nr end, nr
), placed as (
  select *, row_number() over (partition by id order by nr) - count(*) over (partition by id) as behind_last from fresh
), conversation as (
  insert into conversations (id, channel, user_id, caller, last_position, created_at, last_active_at)
  select id, min(channel), (array_agg(user_id order by nr))[1],
    (array_agg(caller order by nr desc) filter (where caller is not null))[1], count(*), min(at), max(at)
  from fresh group by id order by id
  on conflict (id) do update
    set last_position = conversations.last_position + excluded.last_position,
      last_active_at = greatest(conversations.last_active_at, excluded.last_active_at),
      caller = coalesce(excluded.caller, conversations.caller)
  returning id, last_position
), arrived as (
  insert into activities (conversation_id, position, direction, channel_message_id, activity, status, created_at)
  select id, last_position + behind_last, 'inbound', message_id, activity, 'received', at
  from placed join conversation using (id)
  on conflict (conversation_id, channel_message_id) do nothing
  returning conversation_id as id, position
)
select nr, position, pg_notify($2, notice)
from placed join conversation using (id) join arrived using (id)
where position = last_position + behind_last`;

const KNOWN = `
select nr, position from jsonb_to_recordset($1::jsonb) as a (nr integer, id text, message_id text)
join activities on conversation_id = a.id and channel_message_id = a.message_id`;

type Waiting = {
  arrival: Arrival;
  at: Date;
  resolve: (accepted: Accepted) => void;
  reject: (error: unknown) => void;
};

/** In one statement; what came in the meantime is the next. */
const MOST_AT_ONCE = 100;

/** The way into the transcript; one a process. */
export function createArrivals({
  database,
  notices,
  now,
}: {
  database: Database;
  notices: Notices;
  now: () => Date;
}) {
  let waiting: Waiting[] = [];
  let writing = false;

  /**
   * Stores what arrived before anybody acknowledges it; a conversation begins with its first arrival. The same
   * `messageId` again stores nothing and gives the position it has.
   */
  function accept(arrival: Arrival): Promise<Accepted> {
    return new Promise((resolve, reject) => {
      waiting.push({ arrival, at: now(), resolve, reject });
      void writeAll();
    });
  }

  async function writeAll(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      await writeTogether(batch);
    }
    writing = false;
  }

  async function writeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const accepted = await write(batch);
      for (const [nr, { resolve }] of batch.entries()) resolve(accepted[nr]!);
    } catch (error) {
      // One that the database does not take must not take the others with it.
      if (batch.length > 1 && isAboutData(error)) for (const one of batch) await writeTogether([one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  async function write(batch: readonly Waiting[]): Promise<Accepted[]> {
    const rows = batch.map(({ arrival, at }, nr) => rowOf(arrival, at, nr));
    const stored = await database.query<{ nr: number; position: string }>(ACCEPT, [
      JSON.stringify(rows),
      NOTICE_CHANNEL,
    ]);
    const accepted: Accepted[] = [];
    for (const { nr, position } of stored.rows)
      accepted[nr] = { position: Number(position), duplicate: false };
    for (const { nr } of stored.rows) notices.tellHere('arrived', rows[nr]!.id);
    const again = rows.filter(({ nr }) => accepted[nr] === undefined);
    if (again.length > 0) {
      const keys = again.map(({ nr, id, message_id }) => ({ nr, id, message_id }));
      const known = await database.query<{ nr: number; position: string }>(KNOWN, [JSON.stringify(keys)]);
      for (const { nr, position } of known.rows)
        accepted[nr] = { position: Number(position), duplicate: true };
    }
    return accepted;
  }

  function rowOf(arrival: Arrival, at: Date, nr: number) {
    const { conversationId: id, channel, userId, caller = null, messageId, activity } = arrival;
    return {
      nr,
      id: id satisfies ConversationId,
      channel,
      user_id: userId,
      caller,
      message_id: messageId === null ? null : storableText(messageId),
      activity: storable(activity),
      at,
      notice: notices.payload('arrived', id),
    };
  }

  return {
    accept,
    /** Whether more comes in than is written at once: whoever can wait should. */
    arePressing: () => waiting.length > 0,
  };
}

/** Not that the database is away: values it refuses or cannot hold, or locks of others (SQLSTATE classes 22, 23, 40, 54). */
function isAboutData(error: unknown): boolean {
  return /^(?:22|23|40|54)/.test((error as { code?: string }).code ?? '');
}
