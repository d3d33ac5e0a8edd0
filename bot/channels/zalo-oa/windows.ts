// When an Official Account may write to a citizen, and how often: what Zalo told, kept, and what follows for the next message.

import type { Database } from '../../../knowledge/ports.ts';
import type { ConversationId } from '../../conversations.ts';
import type { Quota } from './client.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Counted from the citizen's last message, as Zalo does: free so long, and after so long not taken at all. */
const FREE_FOR_MS = 48 * HOUR_MS;
const OPEN_FOR_MS = 7 * 24 * HOUR_MS;
/** An account that has used up its messages is tried again after so long: somebody may have bought more. */
const SPENT_FOR_MS = HOUR_MS;

/** What is known of a citizen before a message goes. */
export type Standing = {
  /** When the citizen last wrote or opened the chat; null where nothing of the kind is known. */
  interactedAt: Date | null;
  /** Messages that Zalo took from us since. */
  sent: number;
  /** Of the newest answer that told one. */
  quota: (Pick<Quota, 'type' | 'remain'> & { toldAt: Date }) | null;
  /** When a try began that Zalo refused since the citizen had not written for too long. */
  refusedAt: Date | null;
  /** When Zalo told last, to whomever, that the messages of the account's package are used up; null: there are some. */
  spentAt: Date | null;
};

/** `window`: the citizen must write first; `quota`: that or `until` must come. */
export type Hold = { failure: 'window'; until: null } | { failure: 'quota'; until: Date };

/**
 * Why the next message has to wait, or null where it may be tried. `freeMessages`: how many go within 48 hours where
 * Zalo does not tell; null: not counted. What Zalo said since the citizen last wrote comes before any count of ours.
 */
export function holdOf(
  { interactedAt, sent, quota, refusedAt, spentAt }: Standing,
  { freeMessages, now }: { freeMessages: number | null; now: Date },
): Hold | null {
  const since = interactedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (refusedAt !== null && refusedAt.getTime() >= since) return { failure: 'window', until: null };
  if (interactedAt === null) return null;
  const silence = now.getTime() - since;
  if (silence >= OPEN_FOR_MS) return { failure: 'window', until: null };
  if (silence < FREE_FOR_MS) {
    const told = quota !== null && quota.toldAt.getTime() >= since ? quota : null;
    const counted = freeMessages === null ? null : freeMessages - sent;
    const left = told === null ? counted : told.type === FREE ? told.remain : null;
    if (left !== null) return left > 0 ? null : { failure: 'quota', until: new Date(since + FREE_FOR_MS) };
  }
  const tryAt = spentAt === null ? null : new Date(spentAt.getTime() + SPENT_FOR_MS);
  return tryAt !== null && now < tryAt ? { failure: 'quota', until: tryAt } : null;
}

/** The quota of one citizen; all other types are the account's. */
const FREE = 'reply';

const STANDING = `
select i.at as "interactedAt", w.refused_at as "refusedAt",
  (select coalesce(sum(d.sent), 0)::integer from deliveries d where d.conversation_id = $1 and d.tried_at > i.at) as sent,
  w.quota_type as type, w.quota_remain as remain, w.told_at as "toldAt",
  (select told_at from (
     select told_at, quota_remain from zalo_windows where quota_type <> '${FREE}' order by told_at desc limit 1
   ) newest where quota_remain <= 0) as "spentAt"
from (
  select max(created_at) as at from activities
  where conversation_id = $1 and direction = 'inbound' and activity ->> 'type' <> 'event'
) i left join zalo_windows w on w.conversation_id = $1`;

type StandingRow = Omit<Standing, 'quota'> & { type: string | null; remain: number; toldAt: Date };

const NOTE_QUOTA = `
insert into zalo_windows as w (conversation_id, quota_type, quota_remain, quota_total, told_at)
values ($1, $2, $3, $4, $5)
on conflict (conversation_id) do update set quota_type = excluded.quota_type,
  quota_remain = excluded.quota_remain, quota_total = excluded.quota_total, told_at = excluded.told_at
where w.told_at is null or w.told_at <= excluded.told_at`;

const NOTE_REFUSED = `
insert into zalo_windows (conversation_id, refused_at) values ($1, $2)
on conflict (conversation_id) do update set refused_at = excluded.refused_at`;

export type Windows = ReturnType<typeof createWindows>;

/** Owns the table zalo_windows. Times given are when a call began: what the citizen wrote since is newer. */
export function createWindows({
  database,
  freeMessages,
  now,
}: {
  database: Database;
  freeMessages: number | null;
  now: () => Date;
}) {
  return {
    /** Why the next message to this citizen has to wait; null where it may be tried. */
    async hold(id: ConversationId): Promise<Hold | null> {
      const { rows } = await database.query<StandingRow>(STANDING, [id]);
      const { type, remain, toldAt, ...known } = rows[0]!;
      const quota = type === null ? null : { type, remain, toldAt };
      return holdOf({ ...known, quota }, { freeMessages, now: now() });
    },

    async noteQuota(id: ConversationId, { type, remain, total }: Quota, at: Date): Promise<void> {
      await database.query(NOTE_QUOTA, [id, type, remain, total, at]);
    },

    async noteRefused(id: ConversationId, at: Date): Promise<void> {
      await database.query(NOTE_REFUSED, [id, at]);
    },
  };
}
