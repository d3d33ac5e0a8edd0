// How far what a citizen is told has come, and in plain words why no further.

import { meaningOf } from '../../bot/channels/zalo-oa/failure.ts';

/** Of the activity `a` with the try `h` that `HELD_BY` finds; null where there is no activity. */
const STATE = `
case
  when a.status is distinct from 'queued' or h.waiting_since is null then a.status
  when h.failure = 'quota' then 'no_quota'
  when h.announcement_id is not null then 'announced'
  else 'waiting'
end`;

// What stands behind something that waits in the same conversation waits for the same reason.
const HELD_BY = `
left join lateral (
  select d.waiting_since, d.announcement_id, d.failure, d.code
  from deliveries d join activities q using (conversation_id, position)
  where d.conversation_id = a.conversation_id and d.position <= a.position
    and (d.position = a.position or q.status = 'queued')
  order by d.position limit 1
) h on a.status in ('queued', 'failed')`;

/** Columns `delivery` of the activity `a`, and `failure` and `failureCode` of the last try to send it. */
export const ACTIVITY_DELIVERY = {
  columns: `${STATE} as delivery, h.failure, h.code as "failureCode"`,
  joins: HELD_BY,
};

/** The same of the event `e` of the ticket `t`, and on which `channel`; `delivery` is null where the citizen is told nothing. */
export const EVENT_DELIVERY = {
  columns: `
case
  when n.event_id is null and coalesce(r.state, 'undone') = 'undone' then null
  when c.id is null then 'no_channel'
  when r.state = 'held' then 'queued'
  else coalesce(${STATE}, 'failed')
end as delivery, split_part(c.id, ':', 1) as channel, h.failure, h.code as "failureCode"`,
  joins: `
left join ticket_replies r on r.event_id = e.id
left join ticket_news n on n.event_id = e.id
left join lateral (
  select case r.state when 'held' then t.conversation_id else coalesce(r.conversation_id, n.conversation_id) end as id
) c on true
left join activities a on a.conversation_id = c.id and a.position = coalesce(r.position, n.position)
${HELD_BY}`,
};

/** What an officer reads where the channel gave no code. */
const WITHOUT_CODE: Readonly<Record<string, string>> = {
  unclear: 'Đường truyền đứt giữa chừng, chưa rõ tin đã tới chưa',
  wait: 'Chưa nối được với kênh',
  quota: 'Gửi khi người dân nhắn lại hoặc khi Zalo cho gửi thêm',
  window: 'Quá 7 ngày kể từ lần cuối người dân nhắn',
};
const unknownCode = (code: number) => `Kênh báo lỗi ${code}`;

/** Of the last try; both null where there was none, or it did not fail. */
export interface LastFailure {
  failure: string | null;
  failureCode: number | null;
}

/** Why the last try did not arrive; null where the state says everything. */
export function deliveryReason(
  channel: string | null,
  { failure, failureCode: code }: LastFailure,
): string | null {
  if (code !== null) return (channel === 'zalo-oa' ? meaningOf(code) : null) ?? unknownCode(code);
  return failure === null ? null : (WITHOUT_CODE[failure] ?? null);
}
