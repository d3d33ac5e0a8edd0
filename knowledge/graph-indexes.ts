// Builds pgvector's graph indexes (HNSW) once the catalogue is too large to be read for every question.

import { INDEXED_LEXICAL, indexedEmbedding, isIndexed } from './candidates.ts';
import type { Database, Queryable } from './ports.ts';

/** Below, reading every document is fast enough and misses nothing; the national catalogue has some 5,700. */
const WORTH_IT_FROM = 20_000;
/** pgvector builds none over more. */
const MOST_DIMENSIONS = 2_000;
const LOCK = 7_352_003;
const LEXICAL_GRAPH = 'chunks_lexical_graph';
const embeddingGraph = (dimensions: number) => `chunks_embedding_graph_${dimensions}`;

/**
 * Builds the indexes over term weights and embeddings when there are at least `from` documents, anew when vectors have
 * another number of dimensions, and drops them when there are fewer. Searches go on meanwhile; changes of the catalogue
 * wait for it. Resolves to whether anything was built or dropped.
 */
export async function keepGraphIndexes(
  database: Database,
  { from = WORTH_IT_FROM }: { from?: number } = {},
): Promise<boolean> {
  const { changed, wanted } = await database.transaction((tx) => build(tx, from));
  // Apart from building: dropping shuts readers out for as long as its transaction takes.
  if (changed) await database.transaction((tx) => dropOthers(tx, wanted));
  return changed;
}

async function build(tx: Queryable, from: number): Promise<{ changed: boolean; wanted: number | null }> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
  const { rows } = await tx.query<{ documents: number; dimensions: number | null; built: number | null }>(
    `select coalesce((select value::text::integer from index_facts where name = 'documents'), 0) as documents,
       (select vector_dims(embedding) from chunks where embedding is not null limit 1) as dimensions,
       (select value::text::integer from index_facts where name = 'graph') as built`,
  );
  const { documents, dimensions, built } = rows[0]!;
  const wanted =
    documents >= from && dimensions !== null && dimensions <= MOST_DIMENSIONS ? dimensions : null;
  if (wanted === built) return { changed: false, wanted };
  if (wanted === null) {
    await tx.query(`delete from index_facts where name = 'graph'`);
    return { changed: true, wanted };
  }
  await tx.query(`select set_config('maintenance_work_mem', '512MB', true)`);
  await tx.query(
    `create index if not exists ${embeddingGraph(wanted)} on chunks
     using hnsw (${indexedEmbedding(wanted)} vector_cosine_ops) where ${isIndexed(wanted)}`,
  );
  await tx.query(
    `create index if not exists ${LEXICAL_GRAPH} on chunks using hnsw (${INDEXED_LEXICAL} sparsevec_ip_ops)`,
  );
  await tx.query(
    `insert into index_facts (name, value) values ('graph', to_jsonb($1::integer))
     on conflict (name) do update set value = excluded.value`,
    [wanted],
  );
  return { changed: true, wanted };
}

async function dropOthers(tx: Queryable, wanted: number | null): Promise<void> {
  const kept = wanted === null ? [] : [embeddingGraph(wanted), LEXICAL_GRAPH];
  const { rows } = await tx.query<{ name: string }>(
    `select indexname as name from pg_indexes
     where schemaname = current_schema() and tablename = 'chunks' and indexname like '%\\_graph%' and indexname <> all($1)`,
    [kept],
  );
  for (const { name } of rows) await tx.query(`drop index if exists ${name}`);
}
