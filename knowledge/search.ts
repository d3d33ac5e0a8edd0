// The hybrid query: lexical and dense candidates in one statement, then ranked.

import { toSql } from 'pgvector';
import type { QuestionVectors } from './embedding/question-vectors.ts';
import { features } from './features.ts';
import { sparseVector } from './indexing.ts';
import { inverseDocumentFrequency } from './lexical.ts';
import type { Database } from './ports.ts';
import type { Language, Question } from './question.ts';
import { type Candidate, type Hit, type RankingFeatures, rank, rankingFeatures } from './rank.ts';

const LEXICAL_CANDIDATES = 50;
const DENSE_CANDIDATES = 10;
const FEATURES_KEPT = 20_000;

const CANDIDATES = `
  with lexical as (
    select code from chunks order by lexical <#> $1::sparsevec, code limit ${LEXICAL_CANDIDATES}
  ), usable as (
    -- The embedder may have been changed since the question was embedded: vectors of two embedders never meet.
    select $2::text is not null and value #>> '{}' = $3 as yes from index_facts where name = 'embedder'
  ), dense as (
    select code from chunks where embedding is not null and (select yes from usable)
    order by embedding <=> $2::text::vector, code limit ${DENSE_CANDIDATES}
  )
  select c.code, c.procedure_id, c.digest, -(c.lexical <#> $1::sparsevec) as lexical,
    case when c.embedding is not null and (select yes from usable)
      then 1 - (c.embedding <=> $2::text::vector) else 0 end as dense
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

/** Search over the index in Postgres; where a question has no vector, the lexical side answers alone. */
export function createSearch(input: {
  database: Database;
  questionVectors: Pick<QuestionVectors, 'vectorOf'>;
  language: Language;
}): Search {
  const { database, questionVectors, language } = input;
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

  async function embedded(question: Question, embedder: string): Promise<string | null> {
    const vector = await questionVectors.vectorOf(embedder, question.tokens.join(' '));
    return vector?.some((value) => value !== 0) ? toSql([...vector]) : null;
  }

  return {
    find: async (question, limit = 10) => {
      const { ids, idf, embedder } = await lookUp(database, [...question.terms.keys()]);
      const lexical = [...question.terms].flatMap(([term, weight]): [number, number][] => {
        const id = ids.get(term);
        return id === undefined ? [] : [[id, weight * idf(term)]];
      });
      if (lexical.length === 0) return [];
      const { rows } = await database.query<CandidateRow>(CANDIDATES, [
        sparseVector(lexical),
        await embedded(question, embedder),
        embedder,
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
    embedder: string | null;
  }>(
    `select term, id, documents,
       (select value::text::integer from index_facts where name = 'documents') as total,
       (select value #>> '{}' from index_facts where name = 'embedder') as embedder
     from lexicon where term = any($1) and documents > 0`,
    [terms],
  );
  const total = rows[0]?.total ?? 0;
  const documents = new Map(rows.map((row) => [row.term, row.documents]));
  return {
    embedder: rows[0]?.embedder ?? '',
    ids: new Map(rows.map(({ term, id }) => [term, id])),
    idf: (term: string) => inverseDocumentFrequency(total, documents.get(term) ?? 0),
  };
}
