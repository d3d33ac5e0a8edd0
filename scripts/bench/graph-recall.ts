// How much of what reading every document finds the graph indexes find too, each by itself, before anything is ranked.

import { createAnswering } from '../../api/answering.ts';
import type { ServerDatabase } from '../../api/database/server.ts';
import { GRAPH_BREADTH, INDEXED_LEXICAL, indexedEmbedding, isIndexed } from '../../knowledge/candidates.ts';
import type { Database, Queryable } from '../../knowledge/ports.ts';
import { readQuestion } from '../../knowledge/question.ts';
import type { BenchQuestion } from './questions.ts';

const NO_CONTACT = { phone: null, address: null, hours: null };

/** In percent, mean over the questions: of the 50 nearest by words and the 10 nearest by embedding. Needs the graph indexes. */
export async function graphRecall({
  database,
  questions,
}: {
  database: ServerDatabase;
  questions: readonly BenchQuestion[];
}): Promise<{ lexical: number; dense: number }> {
  const asked: unknown[][] = [];
  const { search, language, embedder } = createAnswering({
    database: overheard(database, asked),
    contact: NO_CONTACT,
  });
  for (const { question } of questions) await search.find(readQuestion(language, question));
  const nearest = indexedEmbedding(embedder.dimensions);
  const sides = {
    lexical: {
      exact: 'select code from chunks order by lexical <#> $1::sparsevec, code limit 50',
      graph: `select code from chunks order by ${INDEXED_LEXICAL} <#> $1::sparsevec limit 50`,
      values: asked.map(([lexical]) => lexical),
    },
    dense: {
      exact: 'select code from chunks order by embedding <=> $1::text::vector, code limit 10',
      graph: `select code from chunks where ${isIndexed(embedder.dimensions)} order by ${nearest} <=> $1::text::vector limit 10`,
      values: asked.map(([, vector]) => vector).filter((vector) => vector !== null),
    },
  };
  return database.transaction(async (tx) => {
    await tx.query(`select set_config('hnsw.ef_search', $1, true)`, [GRAPH_BREADTH]);
    return { lexical: await recall(tx, sides.lexical), dense: await recall(tx, sides.dense) };
  });
}

async function recall(
  tx: Queryable,
  { exact, graph, values }: { exact: string; graph: string; values: readonly unknown[] },
): Promise<number> {
  let share = 0;
  for (const value of values) {
    const [expected, found] = [await codes(tx, exact, value), new Set(await codes(tx, graph, value))];
    share += expected.filter((code) => found.has(code)).length / expected.length;
  }
  return (100 * share) / values.length;
}

async function codes(tx: Queryable, text: string, value: unknown): Promise<string[]> {
  const { rows } = await tx.query<{ code: string }>(text, [value]);
  return rows.map(({ code }) => code);
}

/** The same database; `asked` gets the term weights and the vector of every search. */
function overheard(database: Database, asked: unknown[][]): Database {
  const over = (inner: Queryable): Queryable => ({
    query(text, values) {
      if (text.includes('with lexical')) asked.push([...(values ?? [])]);
      return inner.query(text, values);
    },
  });
  return {
    ...database,
    query: over(database).query,
    transaction: (work) => database.transaction((tx) => work(over(tx))),
  };
}
