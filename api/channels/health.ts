// How each channel to citizens is doing: what came in last, what waits or failed on its way out, whether its keys are good.

import { meaningOf } from '../../bot/channels/zalo-oa/failure.ts';
import type { Channel } from '../../bot/conversations.ts';
import type { Database } from '../../knowledge/ports.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What waits longer than this, and not for the citizen, is stuck. */
const STUCK_AFTER_MS = 10 * MINUTE_MS;
/** A connection that breaks mostly comes back by itself. */
const LOST_AFTER_MS = 10 * MINUTE_MS;

/**
 * Why somebody should look: an administrator has never given consent, must give it again, or must sign in again, the
 * account is open elsewhere or cannot be reached; what we say does not leave; it waits since no more may be sent; some of
 * it never will.
 */
export const TROUBLES = [
  'no_consent',
  'consent_ended',
  'signed_out',
  'replaced',
  'not_connected',
  'stuck',
  'no_quota',
  'failing',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** What the channel told last of messages left, by its own name of their kind; 'reply' are one citizen's, others everybody's. */
export interface ToldQuota {
  type: string;
  remain: number;
  total: number;
  toldAt: Date;
}

export interface ChannelHealth {
  channel: Channel;
  troubles: Trouble[];
  heardAt: Date | null;
  /** On the way; without what waits for the citizen to write again. */
  queued: number;
  oldestQueuedAt: Date | null;
  /** News that can go only after the citizen has written again; of it, what waits since no more may be sent. */
  waitingForCitizen: number;
  waitingForQuota: number;
  /** Given up within a day, and the last reason as the channel tells it. */
  failed: number;
  lastFailure: string | null;
  /** Until when the keys in use serve; null where a channel has none that end. */
  keysUntil: Date | null;
  quotas: ToldQuota[];
}

// What stands behind something that waits for the citizen waits as well.
const TRAFFIC = `
with queued as (
  select a.created_at, bool_or(d.waiting_since is not null) over earlier as waits,
    bool_or(d.failure = 'quota') over earlier as spent
  from activities a join conversations c on c.id = a.conversation_id
  left join deliveries d on d.conversation_id = a.conversation_id and d.position = a.position
  where a.status = 'queued' and c.channel = $1
  window earlier as (partition by a.conversation_id order by a.position)
), failed as (
  select d.code, d.tried_at
  from deliveries d join conversations c on c.id = d.conversation_id
  join activities a on a.conversation_id = d.conversation_id and a.position = d.position
  where a.status = 'failed' and c.channel = $1 and d.tried_at > $2
)
select
  (select max(last_active_at) from conversations where channel = $1) as "heardAt",
  (select count(*)::integer from queued where not waits) as queued,
  (select min(created_at) from queued where not waits) as "oldestQueuedAt",
  (select count(*)::integer from queued where waits) as "waitingForCitizen",
  (select count(*)::integer from queued where waits and spent) as "waitingForQuota",
  (select count(*)::integer from failed) as failed,
  (select code from failed order by tried_at desc limit 1) as "lastCode"`;

const QUOTAS = `
select distinct on (quota_type) quota_type as type, quota_remain as remain, quota_total as total, told_at as "toldAt"
from zalo_windows where quota_type is not null order by quota_type, told_at desc`;

type Traffic = Omit<ChannelHealth, 'channel' | 'troubles' | 'lastFailure' | 'keysUntil' | 'quotas'> & {
  lastCode: number | null;
};
type Keys = { keysUntil: Date | null; trouble: Trouble | null };

/** The channels that are served, in the order given. */
export function channelHealth(
  database: Database,
  channels: readonly Channel[],
  now: Date,
): Promise<ChannelHealth[]> {
  return Promise.all(channels.map((channel) => healthOf(database, channel, now)));
}

async function healthOf(database: Database, channel: Channel, now: Date): Promise<ChannelHealth> {
  const { rows } = await database.query<Traffic>(TRAFFIC, [channel, new Date(now.getTime() - DAY_MS)]);
  const { lastCode, ...traffic } = rows[0]!;
  const { keysUntil, trouble } = await keysOf(database, channel, now);
  const { oldestQueuedAt, waitingForQuota, failed } = traffic;
  const isStuck = oldestQueuedAt !== null && now.getTime() - oldestQueuedAt.getTime() > STUCK_AFTER_MS;
  const troubles: (Trouble | null)[] = [
    trouble,
    isStuck ? 'stuck' : null,
    waitingForQuota > 0 ? 'no_quota' : null,
    failed > 0 ? 'failing' : null,
  ];
  return {
    channel,
    troubles: troubles.filter((one) => one !== null),
    ...traffic,
    lastFailure: lastCode === null ? null : (meaningOf(lastCode) ?? String(lastCode)),
    keysUntil,
    quotas: channel === 'zalo-oa' ? (await database.query<ToldQuota>(QUOTAS)).rows : [],
  };
}

async function keysOf(database: Database, channel: Channel, now: Date): Promise<Keys> {
  if (channel === 'zalo-oa') {
    const { rows } = await database.query<{ keysUntil: Date; dead: boolean }>(
      `select expires_at as "keysUntil", dead_since is not null as dead from channel_tokens
       where account like 'zalo-oa:%' order by refreshed_at desc limit 1`,
    );
    const [row] = rows;
    if (row === undefined) return { keysUntil: null, trouble: 'no_consent' };
    return row.dead
      ? { keysUntil: null, trouble: 'consent_ended' }
      : { keysUntil: row.keysUntil, trouble: null };
  }
  if (channel === 'zalo-personal') {
    const { rows } = await database.query<{ signedIn: boolean; trouble: Trouble | null }>(
      `select credentials is not null as "signedIn",
         case when trouble <> 'not_connected' or trouble_since < $1 then trouble end as trouble
       from channel_sessions where account = 'zalo-personal'`,
      [new Date(now.getTime() - LOST_AFTER_MS)],
    );
    const [row] = rows;
    return { keysUntil: null, trouble: row?.signedIn ? row.trouble : 'signed_out' };
  }
  return { keysUntil: null, trouble: null };
}
