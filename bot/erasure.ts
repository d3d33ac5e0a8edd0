// Erases the words of conversations, when a citizen asks for it and when they have grown old; the rows go on to be counted.

import type { Database, Queryable } from '../knowledge/ports.ts';
import { eraseModelTurns } from './model-turns.ts';

/** What of an activity says nothing about the citizen: its kind, what it answered, and which officer wrote it. */
const ERASE = `
update activities set erased_at = $2, activity = jsonb_strip_nulls(jsonb_build_object(
  'type', activity -> 'type', 'replyToId', activity -> 'replyToId',
  'from', case when direction = 'outbound' then activity -> 'from' end))
where erased_at is null`;

const CONVERSATIONS_AT_ONCE = 100;

const OLD = `
select distinct conversation_id as id from activities
where erased_at is null and created_at < $1 and conversation_id > $2
order by conversation_id limit ${CONVERSATIONS_AT_ONCE}`;

/**
 * Within `tx`, erases what was said in a conversation up to the position `upTo`; what was said since `keptSince` stays,
 * where it is given.
 */
export async function eraseConversation(
  tx: Queryable,
  id: string,
  { upTo, keptSince, at }: { upTo: number; keptSince: Date | null; at: Date },
): Promise<void> {
  await tx.query(
    `${ERASE} and conversation_id = $1 and position <= $3 and ($4::timestamptz is null or created_at < $4)`,
    [id, at, upTo, keptSince],
  );
  await eraseModelTurns(tx, id, { upTo, at });
}

/**
 * Erases what was said before `before`, conversation by conversation, and forgets what a conversation remembers once
 * all of it is older. `keptOf` tells which of some conversations must stay whole; it is asked in the transaction that
 * erases the others. Resolves to the number of activities erased.
 */
export async function eraseOld({
  database,
  keptOf,
  before,
  at,
}: {
  database: Database;
  keptOf: (tx: Queryable, ids: readonly string[]) => Promise<ReadonlySet<string>>;
  before: Date;
  at: Date;
}): Promise<number> {
  let count = 0;
  for (let last = ''; ; ) {
    const { rows } = await database.query<{ id: string }>(OLD, [before, last]);
    if (rows.length === 0) return count;
    const ids = rows.map(({ id }) => id);
    last = ids.at(-1)!;
    count += await database.transaction(async (tx) => {
      // A ticket comes out of a conversation in a turn, which waits for this row.
      await tx.query('select from conversations where id = any($1) order by id for update', [ids]);
      const kept = await keptOf(tx, ids);
      const free = ids.filter((id) => !kept.has(id));
      const erased = await tx.query(`${ERASE} and conversation_id = any($1) and created_at < $3`, [
        free,
        at,
        before,
      ]);
      await tx.query(`update conversations set state = '{}' where id = any($1) and last_active_at < $2`, [
        free,
        before,
      ]);
      return erased.rowCount;
    });
  }
}
