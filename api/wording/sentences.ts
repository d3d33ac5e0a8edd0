// Sentences that an administrator worded anew. Owns the table sentences.

import type { Queryable } from '../../knowledge/ports.ts';

/** The channel on which every process hears that the words have changed. */
export const WORDING_CHANNEL = 'wording';

export interface ChangedSentence {
  key: string;
  text: string;
  changedAt: Date;
}

const PUT = `
insert into sentences (key, text, changed_at) values ($1, $2, $3)
on conflict (key) do update set text = excluded.text, changed_at = excluded.changed_at
returning pg_notify($4, '')`;

const REMOVE = `delete from sentences where key = $1 returning pg_notify($2, '')`;

export async function listSentences(database: Queryable): Promise<ChangedSentence[]> {
  const { rows } = await database.query<ChangedSentence>(
    'select key, text, changed_at as "changedAt" from sentences',
  );
  return rows;
}

export async function putSentence(tx: Queryable, key: string, text: string, at: Date): Promise<void> {
  await tx.query(PUT, [key, text, at, WORDING_CHANNEL]);
}

/** The shipped words hold again; false where nothing had been worded anew. */
export async function removeSentence(tx: Queryable, key: string): Promise<boolean> {
  return (await tx.query(REMOVE, [key, WORDING_CHANNEL])).rowCount > 0;
}
