// The hybrid search: what is asked becomes term weights and a vector, candidates come from the index and are ranked.

import { type CandidateRow, findCandidates } from './candidates.ts';
import type { QuestionVectors } from './embedding/question-vectors.ts';
import { features } from './features.ts';
import { sparseVector } from './indexing.ts';
import { inverseDocumentFrequency } from './lexical.ts';
import type { Database } from './ports.ts';
import type { Language, Question } from './question.ts';
import { type Candidate, type Hit, type RankingFeatures, rank, rankingFeatures } from './rank.ts';

const FEATURES_KEPT = 20_000;

export interface Search {
  /** Procedures that may be meant, best first, at most `limit`; none when no word of the question is known. */
  find(question: Question, limit?: number): Promise<Hit[]>;
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

  async function embedded(question: Question, embedder: string): Promise<Float32Array | null> {
    const vector = await questionVectors.vectorOf(embedder, question.tokens.join(' '));
    return vector?.some((value) => value !== 0) ? vector : null;
  }

  return {
    find: async (question, limit = 10) => {
      const { ids, idf, embedder, graph } = await lookUp(database, [...question.terms.keys()]);
      const lexical = [...question.terms].flatMap(([term, weight]): [number, number][] => {
        const id = ids.get(term);
        return id === undefined ? [] : [[id, weight * idf(term)]];
      });
      if (lexical.length === 0) return [];
      const rows = await findCandidates(database, {
        lexical: sparseVector(lexical),
        vector: await embedded(question, embedder),
        embedder,
        graph,
      });
      await featuresByDigest(rows);
      const candidates = rows.flatMap((row): Candidate[] => {
        const ready = known.get(row.digest);
        return ready ? [{ ...row, procedureId: row.procedure_id, features: ready }] : [];
      });
      return rank(question, candidates, idf).slice(0, limit);
    },
  };
}

/** One row for all terms: in the embedded database a row costs more than what it says. */
const LOOK_UP = `
select array_agg(term) as terms, array_agg(id) as ids, array_agg(documents) as documents,
  (select jsonb_object_agg(name, value) from index_facts where name in ('documents', 'embedder', 'graph')) as facts
from lexicon where term = any($1) and documents > 0`;

async function lookUp(database: Database, terms: readonly string[]) {
  const { rows } = await database.query<{
    terms: string[] | null;
    ids: number[] | null;
    documents: number[] | null;
    facts: { documents?: number; embedder?: string; graph?: number | null } | null;
  }>(LOOK_UP, [terms]);
  const [found] = rows;
  const { documents: total = 0, embedder = '', graph = null } = found?.facts ?? {};
  const known = found?.terms ?? [];
  const documents = new Map(known.map((term, i) => [term, found!.documents![i]!]));
  return {
    embedder,
    graph,
    ids: new Map(known.map((term, i) => [term, found!.ids![i]!])),
    idf: (term: string) => inverseDocumentFrequency(total, documents.get(term) ?? 0),
  };
}
