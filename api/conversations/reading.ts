// What officers see of conversations: who waits and who is held, and one transcript. Reads what bot/ owns.

import type { Activity } from 'botbuilder-core';
import type { Channel, Conversation, ConversationId } from '../../bot/conversations.ts';
import { OFFICER_ID } from '../../bot/handover.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { withoutKeys } from '../tickets/codes.ts';
import { ACTIVITY_DELIVERY, deliveryReason, type LastFailure } from '../tickets/delivery-state.ts';
import type { DeliveryState } from '../tickets/views.ts';

export interface Person {
  id: string;
  name: string;
}

/** A conversation as the desk sees it; not masked. */
export interface DeskConversation {
  id: ConversationId;
  channel: Channel;
  mode: Conversation['mode'];
  /** Null when nobody waits: not asked for, or held. */
  waitingSince: Date | null;
  /** 1 for the next. */
  place: number | null;
  holder: Person | null;
  /** What the citizen wrote last; null where it was erased or nothing was written. */
  lastText: string | null;
  /** Messages of the citizen that the holder has not read; all since the hand-over while nobody holds it. */
  unread: number;
}

export interface DeskActivity {
  position: number;
  from: 'citizen' | 'assistant' | 'officer';
  /** The officer who wrote it. */
  by: Person | null;
  /** Null where it was erased. */
  text: string | null;
  /** When it was written, where the channel tells; a citizen's message may have come hours later. */
  at: Date;
  /** Procedures that the assistant answered from. */
  sources: { code: string; title: string }[];
  /** Null for what the citizen wrote. */
  delivery: DeliveryState | null;
  deliveryReason: string | null;
}

const OPEN = `
with waiting as (
  select id, row_number() over (order by requested_at, id) as place
  from handovers where ended_at is null and holder_id is null
)
select c.id, c.channel, c.mode, case when h.holder_id is null then h.requested_at end as "waitingSince",
  w.place::integer as place,
  case when s.id is not null then jsonb_build_object('id', s.id::text, 'name', s.name) end as holder,
  last.text as "lastText",
  (select count(*)::integer from activities a
   where a.conversation_id = c.id and a.direction = 'inbound' and a.activity ->> 'type' = 'message'
     and a.position > h.read_position and a.created_at >= coalesce(h.requested_at, h.taken_at)) as unread
from conversations c
left join handovers h on h.conversation_id = c.id and h.ended_at is null
left join waiting w on w.id = h.id
left join staff s on s.id = h.holder_id
left join lateral (
  select a.activity ->> 'text' as text from activities a
  where a.conversation_id = c.id and a.direction = 'inbound' and a.activity ->> 'type' = 'message'
  order by a.position desc limit 1
) last on true`;

/** `mine`: those that the officer holds. Longest waiting first, then those held, longest first. */
export async function openConversations(
  database: Queryable,
  { waiting, mine }: { waiting: boolean; mine: string | null },
): Promise<DeskConversation[]> {
  const { rows } = await database.query<DeskConversation>(
    `${OPEN} where h.id is not null and (not $1::boolean or h.holder_id is null)
       and ($2::bigint is null or h.holder_id = $2)
     order by h.holder_id is not null, coalesce(h.taken_at, h.requested_at), h.id limit 500`,
    [waiting, mine],
  );
  return rows;
}

/** One conversation, waiting or not; null when there is none. */
export async function deskConversation(database: Queryable, id: string): Promise<DeskConversation | null> {
  const { rows } = await database.query<DeskConversation>(`${OPEN} where c.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Ids of all conversations that wait or are held. */
export async function openConversationIds(database: Queryable): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    'select conversation_id as id from handovers where ended_at is null',
  );
  return rows.map(({ id }) => id);
}

const TRANSCRIPT = `
select a.position, a.direction, a.activity, ${ACTIVITY_DELIVERY.columns},
  coalesce((a.activity ->> 'timestamp')::timestamptz, a.created_at) as at, a.erased_at is not null as erased,
  case when s.id is not null then jsonb_build_object('id', s.id::text, 'name', s.name) end as by,
  asked.record ->> 'code' as code, p.title
from activities a ${ACTIVITY_DELIVERY.joins}
left join officer_messages m on m.conversation_id = a.conversation_id and m.position = a.position
left join staff s on s.id = m.staff_id
left join activities asked on a.direction = 'outbound' and asked.conversation_id = a.conversation_id
  and asked.position::text = a.activity ->> 'replyToId'
left join lateral (
  select body ->> 'title' as title from procedures where code = asked.record ->> 'code'
  order by version desc limit 1
) p on true
where a.conversation_id = $1 and a.position < $2 and a.activity ->> 'type' = 'message'
order by a.position desc limit $3`;

type TranscriptRow = Pick<DeskActivity, 'at' | 'by'> &
  LastFailure & {
    position: string;
    direction: 'inbound' | 'outbound';
    activity: Partial<Activity>;
    delivery: DeliveryState;
    erased: boolean;
    code: string | null;
    title: string | null;
  };

/** The last `limit` messages before the position `before`, oldest first. */
export async function deskTranscript(
  database: Queryable,
  id: string,
  { before, limit }: { before: number; limit: number },
): Promise<DeskActivity[]> {
  const { rows } = await database.query<TranscriptRow>(TRANSCRIPT, [id, before, limit]);
  return rows.reverse().map(({ activity, ...row }) => {
    const isOurs = row.direction === 'outbound';
    return {
      position: Number(row.position),
      from: !isOurs ? 'citizen' : activity.from?.id === OFFICER_ID ? 'officer' : 'assistant',
      by: row.by,
      text: row.erased ? null : withoutKeys(activity.text ?? ''),
      at: row.at,
      sources: row.code === null ? [] : [{ code: row.code, title: row.title ?? row.code }],
      delivery: isOurs ? row.delivery : null,
      deliveryReason: isOurs ? deliveryReason(id.slice(0, id.indexOf(':')), row) : null,
    };
  });
}
