// The daily work of forgetting: words of conversations that are older than the Center keeps them.

import { eraseOld } from '../bot/erasure.ts';
import { eraseOldModelTurns } from '../bot/model-turns.ts';
import { forgetOldBudgets } from '../knowledge/language-model/budget.ts';
import type { Database, Queryable } from '../knowledge/ports.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Erases what is older than `days`: of conversations except where a ticket is open that came out of it or goes on in it,
 * and of what a language model was asked. Resolves to how much it was.
 */
export async function forgetOld({
  database,
  days,
  now,
}: {
  database: Database;
  days: number;
  now: Date;
}): Promise<number> {
  const before = new Date(now.getTime() - days * DAY_MS);
  await forgetOldBudgets(database, before);
  const turns = await eraseOldModelTurns(database, { before, at: now });
  return turns + (await eraseOld({ database, keptOf: withOpenTicket, before, at: now }));
}

async function withOpenTicket(tx: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `select conversation_id as id from tickets where open and conversation_id = any($1)
     union select opened_in from tickets where open and opened_in = any($1)`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
