// Keys that nobody configured: made at first use and kept in the database, the same for every process on it.

import { randomBytes } from 'node:crypto';
import type { Database } from '../knowledge/ports.ts';

const BYTES = 48;

/** The secret called `name`, 64 characters; processes that start together agree on one. */
export async function keepSecret({ database, name }: { database: Database; name: string }): Promise<string> {
  const { rows } = await database.query<{ value: string }>(
    `insert into secrets (name, value) values ($1, $2)
     on conflict (name) do update set value = secrets.value
     returning value`,
    [name, randomBytes(BYTES).toString('base64url')],
  );
  const [row] = rows;
  if (!row) throw new Error(`The secret ${name} could not be kept`);
  return row.value;
}
