// How far what a citizen is told of a ticket has come, and in plain words why no further.

import { meaningOf } from '../../bot/channels/zalo-oa/failure.ts';
import type { DELIVERIES } from './views.ts';

export type DeliveryState = (typeof DELIVERIES)[number];

/**
 * Columns of an event `e` of the ticket `t`: `delivery` and its `channel`, and `failure` and `code` of the last try. What
 * stands behind something that waits in the same conversation waits for the same reason.
 */
export const DELIVERY_COLUMNS = `
case
  when n.event_id is null and coalesce(r.state, 'undone') = 'undone' then null
  when c.id is null then 'no_channel'
  when r.state = 'held' then 'queued'
  when a.status is distinct from 'queued' then coalesce(a.status, 'failed')
  when h.waiting_since is null then 'queued'
  when h.failure = 'quota' then 'no_quota'
  when h.announcement_id is not null then 'announced'
  else 'waiting'
end as delivery, split_part(c.id, ':', 1) as channel, h.failure, h.code`;

export const DELIVERY_JOINS = `
left join ticket_replies r on r.event_id = e.id
left join ticket_news n on n.event_id = e.id
left join lateral (
  select case r.state when 'held' then t.conversation_id else coalesce(r.conversation_id, n.conversation_id) end as id
) c on true
left join activities a on a.conversation_id = c.id and a.position = coalesce(r.position, n.position)
left join lateral (
  select d.waiting_since, d.announcement_id, d.failure, d.code
  from deliveries d join activities q using (conversation_id, position)
  where d.conversation_id = a.conversation_id and d.position <= a.position
    and (d.position = a.position or q.status = 'queued')
  order by d.position limit 1
) h on a.status in ('queued', 'failed')`;

/** What an officer reads where the channel gave no code. */
const WITHOUT_CODE: Readonly<Record<string, string>> = {
  unclear: 'Đường truyền đứt giữa chừng, hệ thống đang xem tin đã tới chưa',
  wait: 'Chưa nối được với kênh, hệ thống sẽ gửi lại',
};
const unknownCode = (code: number) => `Kênh báo lỗi ${code}`;

/** Why the last try did not arrive; null where the state says everything. */
export function deliveryReason(
  channel: string | null,
  { failure, code }: { failure: string | null; code: number | null },
): string | null {
  if (code !== null) return (channel === 'zalo-oa' ? meaningOf(code) : null) ?? unknownCode(code);
  return failure === null ? null : (WITHOUT_CODE[failure] ?? null);
}
