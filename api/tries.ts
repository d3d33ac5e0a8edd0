// Wrong guesses at what only its citizen knows, counted for the conversation and for whoever is behind it, in every process alike. Owns the table look_up_tries.

import type { Database, Queryable } from '../knowledge/ports.ts';

export interface TrySettings {
  readonly perConversation: number;
  readonly perCaller: number;
  readonly lockMinutes: number;
}

// The conversation always before the caller, so that two look-ups never wait for each other.
const SPEND = `
insert into look_up_tries as t (subject, tries, until)
select subject, 1, $3::timestamptz + make_interval(mins => $4)
from (values (1, $1, $5::integer), (2, $2, $6::integer)) as s (place, subject, most)
where subject is not null order by place
on conflict (subject) do update set
  tries = case when t.until <= $3 then 1 else t.tries + 1 end,
  until = case
    when t.until <= $3 then excluded.until
    when t.tries + 1 = (case when t.subject = $1 then $5 else $6 end) then excluded.until
    else t.until
  end
returning subject, tries, until`;

type Spent = { subject: string; tries: number; until: Date };

/**
 * A try is spent before anything is compared and given back when it was right, so that guesses made at the same moment
 * count too.
 */
export function createTries({
  database,
  of,
  settings: { perConversation, perCaller, lockMinutes },
}: {
  database: Database;
  /** Each is counted by itself. */
  of: 'dossier' | 'ticket';
  settings: TrySettings;
}) {
  function subjectsOf(conversationId: string, caller: string | null): [string, string | null] {
    return [`${of} conversation ${conversationId}`, caller === null ? null : `${of} caller ${caller}`];
  }

  /** When the lock ends, or null when the try may go on. The last of the permitted tries sets the end. */
  async function spend(
    conversationId: string,
    caller: string | null,
    now: Date,
  ): Promise<{ lockedUntil: Date | null }> {
    const [conversation, address] = subjectsOf(conversationId, caller);
    const { rows } = await database.query<Spent>(SPEND, [
      conversation,
      address,
      now,
      lockMinutes,
      perConversation,
      perCaller,
    ]);
    const ends = rows
      .filter(({ subject, tries }) => tries > (subject === conversation ? perConversation : perCaller))
      .map(({ until }) => until.getTime());
    return { lockedUntil: ends.length === 0 ? null : new Date(Math.max(...ends)) };
  }

  async function giveBack(conversationId: string, caller: string | null): Promise<void> {
    await database.query('update look_up_tries set tries = tries - 1 where subject = any($1) and tries > 0', [
      subjectsOf(conversationId, caller),
    ]);
  }

  return { spend, giveBack };
}

/** Forgets what no longer counts. */
export async function forgetOldTries(tx: Queryable, now: Date): Promise<void> {
  await tx.query('delete from look_up_tries where until <= $1', [now]);
}
