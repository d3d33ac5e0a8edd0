// Vectors by embedder and digest of the text, and which of them the index uses. Owns embeddings and chunks.embedding.

import { toSql } from 'pgvector';
import { embeddedText, features } from '../features.ts';
import type { Database, Queryable } from '../ports.ts';

/** Notified whenever documents or their vectors have changed. */
export const INDEX_CHANNEL = 'search_index';

/** Digests among the given ones for which the embedder's vector is kept. */
export async function digestsKept(
  database: Queryable,
  embedder: string,
  digests: readonly string[],
): Promise<Set<string>> {
  const { rows } = await database.query<{ digest: string }>(
    'select digest from embeddings where embedder = $1 and digest = any($2)',
    [embedder, digests],
  );
  return new Set(rows.map(({ digest }) => digest));
}

export async function keepVectors(
  database: Queryable,
  embedder: string,
  digests: readonly string[],
  vectors: readonly Float32Array[],
): Promise<void> {
  await database.query(
    `insert into embeddings (embedder, digest, embedding)
     select $1, digest, embedding::vector from unnest($2::text[], $3::text[]) as batch (digest, embedding)
     on conflict do nothing`,
    [embedder, digests, vectors.map((vector) => toSql([...vector]))],
  );
}

/** Name of the embedder whose vectors the index uses, null while there is no index. */
export async function indexEmbedder(database: Queryable): Promise<string | null> {
  const { rows } = await database.query<{ value: string }>(
    `select value from index_facts where name = 'embedder'`,
  );
  return rows[0]?.value ?? null;
}

/**
 * The embedder of the index, which becomes `first` where there is none yet; until the transaction ends nobody changes
 * it. Whoever writes documents calls this before, so that no document keeps the vector of a former embedder.
 */
export async function holdIndexEmbedder(tx: Queryable, first: string): Promise<string> {
  await tx.query(
    `insert into index_facts (name, value) values ('embedder', to_jsonb($1::text)) on conflict do nothing`,
    [first],
  );
  const { rows } = await tx.query<{ value: string }>(
    `select value from index_facts where name = 'embedder' for share`,
  );
  return rows[0]!.value;
}

const MISSING = `
  from chunks c where not exists (select from embeddings e where e.embedder = $1 and e.digest = c.text_digest)`;

/** How many documents there are, and how many of them lack a vector of the embedder. */
export async function countDocuments(
  database: Queryable,
  embedder: string,
): Promise<{ total: number; missing: number }> {
  const { rows } = await database.query<{ total: number; missing: number }>(
    `select (select count(*)::integer from chunks) as total, (select count(*)::integer ${MISSING}) as missing`,
    [embedder],
  );
  return rows[0]!;
}

/** Up to `limit` texts of documents that lack a vector of the embedder, by code, beginning after one. */
export async function textsWithoutVector(
  database: Queryable,
  { embedder, after, limit }: { embedder: string; after: string; limit: number },
): Promise<{ code: string; digest: string; text: string }[]> {
  const { rows } = await database.query<{ code: string; digest: string; features: unknown }>(
    `select c.code, c.text_digest as digest, c.features ${MISSING} and c.code > $2 order by c.code limit $3`,
    [embedder, after, limit],
  );
  return rows.map(({ code, digest, features: described }) => ({
    code,
    digest,
    text: embeddedText(features.parse(described)),
  }));
}

/** 'unchanged': nothing was to be done. 'incomplete': some document lacks a vector. 'other': neither of `from` nor `to` is in use any more. */
export type UseOutcome = 'changed' | 'unchanged' | 'incomplete' | 'other';

/**
 * Gives every document its vector by `to` in one transaction, when all are there: a search sees the old vectors or the
 * new ones. Vectors of texts that no document has any more are thrown away.
 */
export function useVectors(
  database: Database,
  { from, to }: { from: string | null; to: string },
): Promise<UseOutcome> {
  return database.transaction(async (tx) => {
    const { rows } = await tx.query<{ value: string }>(
      `select value from index_facts where name = 'embedder' for update`,
    );
    const current = rows[0]?.value ?? null;
    if (current !== from && current !== to) return 'other';
    if ((await countDocuments(tx, to)).missing > 0) return 'incomplete';
    const { rowCount } = await tx.query(
      `update chunks set embedding = e.embedding from embeddings e
       where e.embedder = $1 and e.digest = chunks.text_digest and ($2 or chunks.embedding is null)`,
      [to, current !== to],
    );
    if (rowCount === 0 && current === to) return 'unchanged';
    await tx.query(
      `insert into index_facts (name, value) values ('embedder', to_jsonb($1::text))
       on conflict (name) do update set value = excluded.value`,
      [to],
    );
    await tx.query(
      'delete from embeddings e where not exists (select from chunks where text_digest = e.digest)',
    );
    await tx.query('select pg_notify($1, $2)', [INDEX_CHANNEL, 'embedder']);
    return 'changed';
  });
}
