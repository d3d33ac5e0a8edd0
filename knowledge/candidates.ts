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

/** The embedder may have been changed since the question was embedded: vectors of two embedders never meet. */
const USABLE = `select $2::text is not null and value #>> '{}' = $3 as yes from index_facts where name = 'embedder'`;

/**
 * One walk through the documents for both. The question comes first in the product of term weights: pgvector walks
 * through the first by its terms, and the question has fewer.
 */
const EXACT = `
  with usable as (${USABLE}), scored as materialized (
    select code, procedure_id, digest, $1::sparsevec <#> lexical as words,
      case when embedding is not null and (select yes from usable)
        then embedding <=> $2::text::vector end as meaning
    from chunks
  )
  select code, procedure_id, digest, -words as lexical, coalesce(1 - meaning, 0) as dense
  from (
    (select * from scored order by words, code limit ${LEXICAL_CANDIDATES})
    union
    (select * from scored where meaning is not null order by meaning, code limit ${DENSE_CANDIDATES})
  ) as found`;

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
  const values = [lexical, vector === null ? null : toSql(rounded(vector)), embedder];
  if (graph === null) return rowsOf(database, EXACT, values);
  return database.transaction(async (tx) => {
    await tx.query(`select set_config('hnsw.ef_search', $1, true)`, [GRAPH_BREADTH]);
    return rowsOf(tx, byGraph({ dense: vector?.length === graph ? graph : null }), values);
  });
}

/** Half the text to send and to read, and no other order. */
function rounded(vector: Float32Array): number[] {
  return Array.from(vector, (value) => Math.round(value * 1e6) / 1e6);
}

/** `dense` null: just after a change of the embedder, vectors of the new one are not covered yet. */
function byGraph({ dense }: { dense: number | null }): string {
  const condition = dense === null ? 'embedding is not null' : isIndexed(dense);
  const distance = `${dense === null ? 'embedding' : indexedEmbedding(dense)} <=> $2::text::vector`;
  return `
  with lexical as (
    select code from chunks order by ${INDEXED_LEXICAL} <#> $1::sparsevec limit ${LEXICAL_CANDIDATES}
  ), usable as (${USABLE}), dense as (
    select code from chunks where ${condition} and (select yes from usable)
    order by ${distance} limit ${DENSE_CANDIDATES}
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
