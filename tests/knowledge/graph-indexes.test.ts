// A catalogue too large to be read for every question: the graph indexes come, are used, follow the embedder, and go.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { keepGraphIndexes } from '../../knowledge/graph-indexes.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { readQuestion } from '../../knowledge/question.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { startEmbeddingServer } from '../support/embedding-server.ts';
import { answeringOver, index, someProcedures } from '../support/indexed-catalogue.ts';

const COUNT = 400;

describe.each(databaseKinds)('graph indexes on %s', (kind) => {
  let database: OpenDatabase;
  let procedures: Procedure[];
  beforeAll(async () => {
    database = await freshDatabase(kind);
    procedures = await someProcedures(COUNT);
    await index(database, procedures);
    await database.query('analyze chunks');
  });
  afterAll(() => database.close());

  async function find(answering = answeringOver(database)) {
    const found: { code: string; dense: number }[][] = [];
    for (const { title } of procedures.slice(0, 40))
      found.push(await answering.search.find(readQuestion(answering.language, title), 5));
    return found;
  }

  async function indexes(): Promise<string[]> {
    const { rows } = await database.query<{ name: string }>(
      `select indexname as name from pg_indexes where tablename = 'chunks' and indexname like '%graph%' order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  /** The same database; `plans` gets how each search is carried out where reading every document is ruled out, as it is for a large catalogue. */
  function explained(plans: string[]): OpenDatabase {
    return {
      ...database,
      transaction: (work) =>
        database.transaction((tx) =>
          work({
            async query<Row>(text: string, values?: readonly unknown[]) {
              if (text.includes('with lexical')) {
                await tx.query(`select set_config('enable_seqscan', 'off', true)`);
                const { rows } = await tx.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
                plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
              }
              return tx.query<Row>(text, values);
            },
          }),
        ),
    };
  }

  it('are not built for a catalogue of usual size', async () => {
    expect(await keepGraphIndexes(database)).toBe(false);
    expect(await indexes()).toEqual([]);
  });

  it('find what reading every document finds, and are used', async () => {
    const { embedder } = answeringOver(database);
    const exact = await find();
    expect(await keepGraphIndexes(database, { from: COUNT })).toBe(true);
    expect(await keepGraphIndexes(database, { from: COUNT })).toBe(false);
    expect(await indexes()).toEqual([
      `chunks_embedding_graph_${embedder.dimensions}`,
      'chunks_lexical_graph',
    ]);
    const plans: string[] = [];
    const graph = await find(answeringOver(explained(plans)));
    expect(plans).toHaveLength(40);
    for (const plan of plans) {
      expect(plan).toContain('Index Scan using chunks_lexical_graph');
      expect(plan).toContain(`Index Scan using chunks_embedding_graph_${embedder.dimensions}`);
    }
    const firsts = (found: typeof exact) => found.map(([first]) => first?.code);
    expect(firsts(graph)).toEqual(firsts(exact));
  });

  it('take in what is written later', async () => {
    const changed = { ...procedures[0]!, title: 'Cấp giấy phép nuôi cá voi trên cạn' };
    await index(database, [changed]);
    const { search, language } = answeringOver(database);
    expect((await search.find(readQuestion(language, 'nuôi cá voi trên cạn')))[0]).toMatchObject({
      code: changed.code,
    });
  });

  it('let questions find by meaning right after a change of the embedder, and follow it', async () => {
    const server = await startEmbeddingServer();
    const answering = answeringOver(database, {
      endpoint: {
        baseUrl: server.baseUrl,
        apiKey: null,
        model: 'a-model',
        dimensions: null,
        timeoutMs: 10_000,
        batch: 100,
        questionPrefix: null,
        documentPrefix: null,
        questionBudgetMs: 10_000,
      },
    });
    await answering.embedding.bring();
    expect((await find(answering))[5]![0]!.dense).toBeGreaterThan(0.3);
    expect(await keepGraphIndexes(database, { from: COUNT })).toBe(true);
    expect(await indexes()).toEqual(['chunks_embedding_graph_384', 'chunks_lexical_graph']);
    expect((await find(answering))[5]![0]!.dense).toBeGreaterThan(0.3);
    await server.close();
  });

  it('go when the catalogue is small again', async () => {
    expect(await keepGraphIndexes(database, { from: COUNT + 1 })).toBe(true);
    expect(await indexes()).toEqual([]);
    expect((await find())[3]![0]).toMatchObject({ code: procedures[3]!.code });
  });
});
