// Locks out who guesses: wrong tries count for the account and for the network. Owns the table sign_in_failures.

import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../../knowledge/ports.ts';

const WINDOW_MS = 15 * 60_000;
/** Wrong tries in the window; an office has many people behind one network. */
const MOST = { account: 5, network: 30 } as const;

type Key = { kind: keyof typeof MOST; name: string };

const COUNT = `
insert into sign_in_failures (key, count, until) values ($1, 1, $2)
on conflict (key) do update set
  count = case when sign_in_failures.until <= $3 then 1 else sign_in_failures.count + 1 end,
  until = case when sign_in_failures.until <= $3 then excluded.until else sign_in_failures.until end
returning count, until`;

export type Failures = ReturnType<typeof createFailures>;

/** The account may not exist: it is locked like any other, and nobody learns whether it does. */
export function createFailures({ database, now }: { database: Database; now: () => Date }) {
  /**
   * Counts a try before it is judged, so that many at once cannot be more than one after the other. Resolves to until
   * when it is locked, or to null.
   */
  async function take(keys: readonly Key[]): Promise<Date | null> {
    const at = now();
    await database.query('delete from sign_in_failures where until <= $1', [at]);
    return database.transaction(async (tx) => {
      let locked: Date | null = null;
      for (const key of keys) {
        const { rows } = await tx.query<{ count: number; until: Date }>(COUNT, [
          keyOf(key),
          new Date(at.getTime() + WINDOW_MS),
          at,
        ]);
        const { count, until } = rows[0]!;
        if (count > MOST[key.kind] && (locked === null || until > locked)) locked = until;
      }
      return locked;
    });
  }

  /** The try was no wrong one after all. In the order of `take`: two at once never wait for each other. */
  async function giveBack(tx: Queryable, keys: readonly Key[]): Promise<void> {
    for (const key of keys)
      await tx.query('update sign_in_failures set count = greatest(count - 1, 0) where key = $1', [
        keyOf(key),
      ]);
  }

  /** Somebody proved who they are: the account is free again. */
  async function forget(tx: Queryable, username: string): Promise<void> {
    await tx.query('delete from sign_in_failures where key = $1', [
      keyOf({ kind: 'account', name: username }),
    ]);
  }

  return { take, giveBack, forget };
}

function keyOf({ kind, name }: Key): string {
  return createHash('sha256').update(`${kind}:${name}`).digest('hex');
}
