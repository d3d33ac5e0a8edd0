// The hybrid query: lexical and dense candidates in one statement, then ranked.

import { toSql } from 'pgvector';
import { features } from './features.ts';
import { sparseVector } from './indexing.ts';
import { inverseDocumentFrequency } from './lexical.ts';
import type { Database, Embedder } from './ports.ts';
import type { Language, Question } from './question.ts';
import { type Candidate, type Hit, type RankingFeatures, rank, rankingFeatures } from './rank.ts';

const LEXICAL_CANDIDATES = 50;
const DENSE_CANDIDATES = 10;
const FEATURES_KEPT = 20_000;

const CANDIDATES = `
  with lexical as (
    select code from chunks order by lexical <#> $1::sparsevec, code limit ${LEXICAL_CANDIDATES}
  ), dense as (
    select code from chunks where embedding is not null and $2::text is not null
    order by embedding <=> $2::text::vector, code limit ${DENSE_CANDIDATES}
  )
  select c.code, c.procedure_id, c.digest, -(c.lexical <#> $1::sparsevec) as lexical,
    coalesce(1 - (c.embedding <=> $2::text::vector), 0) as dense
  from (select code from lexical union select code from dense) as found join chunks c using (code)`;

export interface Search {
  /** Procedures that may be meant, best first, at most `limit`; none when no word of the question is known. */
  find(question: Question, limit?: number): Promise<Hit[]>;
}

interface CandidateRow {
  code: string;
  procedure_id: string;
  digest: string;
  lexical: number;
  dense: number;
}

/**
 * Search over the index in Postgres. When the embedder fails, `onEmbedderFailure` is told and the lexical side answers
 * alone.
 */
export function createSearch(input: {
  database: Database;
  embedder: Embedder;
  language: Language;
  onEmbedderFailure?: (error: unknown) => void;
}): Search {
  const { database, embedder, language, onEmbedderFailure } = input;
  const known = new Map<string, RankingFeatures>();

  async function featuresByDigest(rows: readonly CandidateRow[]): Promise<void> {
    const missing = rows.filter(({ digest }) => !known.has(digest));
    if (missing.length === 0) return;
    if (known.size + missing.length > FEATURES_KEPT) known.clear();
    const found = await database.query<{ digest: string; features: unknown }>(
      'select digest, features from chunks where code = any($1)',
      [missing.map(({ code }) => code)],
    );
    for (const row of found.rows)
      known.set(row.digest, rankingFeatures(features.parse(row.features), language.actPhrases));
  }

  async function embedded(question: Question): Promise<string | null> {
    try {
      const [vector] = await embedder.embed([question.tokens.join(' ')]);
      return vector?.some((value) => value !== 0) ? toSql([...vector]) : null;
    } catch (error) {
      onEmbedderFailure?.(error);
      return null;
    }
  }

  return {
    find: async (question, limit = 10) => {
      const { ids, idf } = await lookUp(database, [...question.terms.keys()]);
      const lexical = [...question.terms].flatMap(([term, weight]): [number, number][] => {
        const id = ids.get(term);
        return id === undefined ? [] : [[id, weight * idf(term)]];
      });
      if (lexical.length === 0) return [];
      const { rows } = await database.query<CandidateRow>(CANDIDATES, [
        sparseVector(lexical),
        await embedded(question),
      ]);
      await featuresByDigest(rows);
      const candidates = rows.flatMap((row): Candidate[] => {
        const ready = known.get(row.digest);
        return ready ? [{ ...row, procedureId: row.procedure_id, features: ready }] : [];
      });
      return rank(question, candidates, idf).slice(0, limit);
    },
  };
}

async function lookUp(database: Database, terms: readonly string[]) {
  const { rows } = await database.query<{
    term: string;
    id: number;
    documents: number;
    total: number | null;
  }>(
    `select term, id, documents, (select value::text::integer from index_facts where name = 'documents') as total
     from lexicon where term = any($1) and documents > 0`,
    [terms],
  );
  const total = rows[0]?.total ?? 0;
  const documents = new Map(rows.map((row) => [row.term, row.documents]));
  return {
    ids: new Map(rows.map(({ term, id }) => [term, id])),
    idf: (term: string) => inverseDocumentFrequency(total, documents.get(term) ?? 0),
  };
}
