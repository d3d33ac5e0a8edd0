// What LangChain's own runnables see of our embedder and our search.

import { RunnableLambda } from '@langchain/core/runnables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { ProcedureEmbeddings, ProcedureRetriever } from '../../knowledge/langchain.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { freshDatabase } from '../support/databases.ts';
import { answeringOver, index, someProcedures } from '../support/indexed-catalogue.ts';

describe('for LangChain', () => {
  let database: OpenDatabase;
  let procedures: Procedure[];
  let retriever: ProcedureRetriever;
  beforeAll(async () => {
    database = await freshDatabase('embedded');
    procedures = await someProcedures(40);
    await index(database, procedures);
    retriever = new ProcedureRetriever({ database, ...answeringOver(database), limit: 3 });
  });
  afterAll(() => database.close());

  it('the retriever finds procedures, best first, with what is needed to cite them', async () => {
    const { code, title, levels, link } = procedures[7]!;
    const documents = await retriever.invoke(`${title} cần giấy tờ gì`);
    expect(documents).toHaveLength(3);
    expect(documents[0]).toMatchObject({
      id: code,
      metadata: { code, title, levels, link, facet: 'documents' },
    });
    expect(documents[0]!.pageContent).toContain(code);
    expect(documents[0]!.pageContent).toContain(link);
    const scores = documents.map(({ metadata }) => metadata.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(await retriever.invoke('qwxz')).toEqual([]);
  });

  it('the retriever is a part of a chain and of a batch', async () => {
    const codes = retriever.pipe(
      new RunnableLambda({
        func: (documents: Awaited<ReturnType<typeof retriever.invoke>>) =>
          documents.map(({ metadata }) => metadata.code),
      }),
    );
    const found = await codes.batch([procedures[1]!.title, procedures[2]!.title]);
    expect(found.map(([first]) => first)).toEqual([procedures[1]!.code, procedures[2]!.code]);
  });

  it('the embeddings give plain numbers of length 1, told apart as question and document', async () => {
    const asked: (string | undefined)[] = [];
    const { embedder } = answeringOver(database);
    const embeddings = new ProcedureEmbeddings({
      embedder: {
        ...embedder,
        embed: (texts, options) => {
          asked.push(options?.as);
          return embedder.embed(texts, options);
        },
      },
    });
    const question = await embeddings.embedQuery('đăng ký khai sinh');
    const [same, other] = await embeddings.embedDocuments(['đăng ký khai sinh', 'cấp phép lặn biển']);
    expect(asked).toEqual(['question', 'document']);
    expect(question).toHaveLength(embedder.dimensions);
    expect(Array.isArray(question) && Math.hypot(...question)).toBeCloseTo(1, 5);
    const cosine = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
    expect(cosine(question, same!)).toBeCloseTo(1, 5);
    expect(cosine(question, other!)).toBeLessThan(0.9);
  });
});
