// Lexical and dense candidates in one statement: by reading every document, or by graph indexes once there are many.

import { toSql } from 'pgvector';
import { LEXICAL_DIMENSIONS } from './indexing.ts';
import type { Database, Queryable } from './ports.ts';

const LEXICAL_CANDIDATES = 50;
const DENSE_CANDIDATES = 10;
/** How many neighbours a graph index looks at; fewer are faster and miss more. */
export const GRAPH_BREADTH = 200;

export interface CandidateRow {
  code: string;
  procedure_id: string;
  digest: string;
  lexical: number;
  dense: number;
}

/** What graph indexes are built on, and what a query must say to use them. */
export const INDEXED_LEXICAL = `(lexical::sparsevec(${LEXICAL_DIMENSIONS}))`;
export const indexedEmbedding = (dimensions: number) => `(embedding::vector(${dimensions}))`;
export const isIndexed = (dimensions: number) => `vector_dims(embedding) = ${dimensions}`;

const EXACT_LEXICAL = `select code from chunks order by lexical <#> $1::sparsevec, code limit ${LEXICAL_CANDIDATES}`;
const EXACT_DENSE = `select code from chunks where embedding is not null and (select yes from usable)
    order by embedding <=> $2::text::vector, code limit ${DENSE_CANDIDATES}`;
const EXACT = statement({ lexical: EXACT_LEXICAL, dense: EXACT_DENSE });

/**
 * Candidates for a question's term weights and its vector by `embedder`, null for none. `graph`: there are graph indexes,
 * that of the embeddings for so many dimensions; null: there are none.
 */
export function findCandidates(
  database: Database,
  {
    lexical,
    vector,
    embedder,
    graph,
  }: { lexical: string; vector: Float32Array | null; embedder: string; graph: number | null },
): Promise<CandidateRow[]> {
  const values = [lexical, vector === null ? null : toSql([...vector]), embedder];
  if (graph === null) return rowsOf(database, EXACT, values);
  return database.transaction(async (tx) => {
    await tx.query(`select set_config('hnsw.ef_search', $1, true)`, [GRAPH_BREADTH]);
    return rowsOf(tx, byGraph({ dense: vector?.length === graph ? graph : null }), values);
  });
}

/** `dense` null: just after a change of the embedder, vectors of the new one are not covered yet. */
function byGraph({ dense }: { dense: number | null }): string {
  return statement({
    lexical: `select code from chunks order by ${INDEXED_LEXICAL} <#> $1::sparsevec limit ${LEXICAL_CANDIDATES}`,
    dense:
      dense === null
        ? EXACT_DENSE
        : `select code from chunks where ${isIndexed(dense)} and (select yes from usable)
      order by ${indexedEmbedding(dense)} <=> $2::text::vector limit ${DENSE_CANDIDATES}`,
  });
}

function statement({ lexical, dense }: { lexical: string; dense: string }): string {
  return `
  with lexical as (
    ${lexical}
  ), usable as (
    -- The embedder may have been changed since the question was embedded: vectors of two embedders never meet.
    select $2::text is not null and value #>> '{}' = $3 as yes from index_facts where name = 'embedder'
  ), dense as (
    ${dense}
  )
  select c.code, c.procedure_id, c.digest, -(c.lexical <#> $1::sparsevec) as lexical,
    case when c.embedding is not null and (select yes from usable)
      then 1 - (c.embedding <=> $2::text::vector) else 0 end as dense
  from (select code from lexical union select code from dense) as found join chunks c using (code)`;
}

async function rowsOf(
  database: Queryable,
  text: string,
  values: readonly unknown[],
): Promise<CandidateRow[]> {
  return (await database.query<CandidateRow>(text, values)).rows;
}
