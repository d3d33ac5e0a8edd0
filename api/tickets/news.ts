// What a citizen may know of tickets: as if a reply that can still be taken back had not been written.

import type { TicketNews, TicketStatus } from '../../bot/ports.ts';
import type { Category } from '../../bot/understand.ts';
import type { Queryable } from '../../knowledge/ports.ts';

/** Events that lead to a status a citizen sees; a closing reply does so once it is sent. */
const NEWS = `
select t.id, t.code, coalesce(h.standing ->> 'status', t.status) as status, t.category, t.opened_at as "openedAt",
  case when t.open or h.standing is not null then coalesce((h.standing ->> 'dueAt')::timestamptz, t.due_at) end
    as "dueAt",
  t.clock = 'paused' as paused, t.rating is null and t.status in ('answered', 'published') and h.standing is null
    as rateable, t.conversation_id as "conversationId",
  a.name as agency, s.text as answer,
  (
    select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'status', e.to_value) order by e.id), '[]')
    from ticket_events e left join ticket_replies r on r.event_id = e.id
    where e.ticket_id = t.id and e.to_value is not null and coalesce(r.state, 'sent') = 'sent'
      and e.kind in ('opened', 'moved', 'info_requested', 'info_given', 'replied', 'reopened')
  ) as history
from tickets t
left join agencies a on a.id = t.agency_id
left join lateral (
  select standing from ticket_replies where ticket_id = t.id and state = 'held' and closing limit 1
) h on true
left join lateral (
  select e.text from ticket_replies r join ticket_events e on e.id = r.event_id
  where r.ticket_id = t.id and r.state = 'sent' order by r.event_id desc limit 1
) s on true`;

type NewsRow = {
  id: string;
  code: string;
  status: TicketStatus;
  category: Category;
  openedAt: Date;
  dueAt: Date | null;
  paused: boolean;
  rateable: boolean;
  conversationId: string | null;
  agency: string | null;
  answer: string | null;
  history: { at: string; status: TicketStatus }[];
};

const MOST_OF_ONE_CONVERSATION = 20;

/** Those that a conversation has or has sent, newest first. */
export async function newsOfConversation(database: Queryable, conversationId: string): Promise<TicketNews[]> {
  const { rows } = await database.query<NewsRow>(
    `${NEWS} where t.conversation_id = $1 or t.opened_in = $1 order by t.id desc limit ${MOST_OF_ONE_CONVERSATION}`,
    [conversationId],
  );
  return rows.map((row) => toNews(row, conversationId));
}

/** The ticket of this code, or the newest one in its place, so that an unknown code costs what a known one does; null when there are none. */
export async function newsOrDecoy(
  database: Queryable,
  { code, conversationId }: { code: string | null; conversationId: string },
): Promise<{ news: TicketNews; keyHash: Uint8Array } | null> {
  const { rows } = await database.query<NewsRow & { keyHash: Uint8Array }>(
    `select n.*, x.key_hash as "keyHash" from (
       ${NEWS} where t.id = coalesce((select id from tickets where code = $1), (select max(id) from tickets))
     ) n join ticket_texts x on x.ticket_id = n.id`,
    [code],
  );
  return rows[0] ? { news: toNews(rows[0], conversationId), keyHash: rows[0].keyHash } : null;
}

function toNews({ paused, conversationId, ...row }: NewsRow, asking: string): TicketNews {
  const { code, status, category, openedAt, dueAt, agency, answer, rateable, history } = row;
  return {
    ...{ code, status, category, openedAt, agency, answer, rateable },
    dueAt: paused ? null : dueAt,
    history: history.map((step) => ({ at: new Date(step.at), status: step.status })),
    here: conversationId === asking,
  };
}
