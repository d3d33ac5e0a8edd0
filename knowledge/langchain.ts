// Our embedder and our search in the shape that LangChain expects; docs/langchain.md has an example.
// Nothing in the product imports this file, so that it costs only who uses it.

import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import { proceduresByIds } from './catalogue.ts';
import { compose } from './compose.ts';
import type { Facet } from './facet.ts';
import type { Embedder, Queryable } from './ports.ts';
import type { Level } from './procedure.ts';
import { type Language, readQuestion } from './question.ts';
import type { Search } from './search.ts';

/** LangChain's `Embeddings` over an embedder; vectors have length 1. Retrying is the embedder's own matter. */
export class ProcedureEmbeddings extends Embeddings {
  readonly #embedder: Embedder;

  constructor({ embedder }: { embedder: Embedder }) {
    super({});
    this.#embedder = embedder;
  }

  override async embedDocuments(documents: string[]): Promise<number[][]> {
    const vectors = await this.#embedder.embed(documents, { as: 'document' });
    return vectors.map((vector) => [...vector]);
  }

  override async embedQuery(question: string): Promise<number[]> {
    const [vector = new Float32Array()] = await this.#embedder.embed([question], { as: 'question' });
    return [...vector];
  }
}

export interface ProcedureMetadata extends Record<string, unknown> {
  code: string;
  title: string;
  levels: readonly Level[];
  /** What the text is about, as read from the question. */
  facet: Facet;
  /** Of the search; only to be compared within one question. */
  score: number;
  /** Where the procedure is published, for citing. */
  link: string;
}

/**
 * LangChain's retriever over the hybrid search: the best `limit` procedures, best first. Each document holds what the
 * record says to the facet that was asked for, with its code, date and link, so that a model can cite but need not know.
 */
export class ProcedureRetriever extends BaseRetriever<ProcedureMetadata> {
  static override lc_name(): string {
    return 'ProcedureRetriever';
  }
  override lc_namespace = ['quangngai-procedure-assistant', 'retrievers'];
  readonly #over: { database: Queryable; search: Search; language: Language; limit: number };

  constructor({
    database,
    search,
    language,
    limit = 4,
    ...fields
  }: { database: Queryable; search: Search; language: Language; limit?: number } & BaseRetrieverInput) {
    super(fields);
    this.#over = { database, search, language, limit };
  }

  override async _getRelevantDocuments(
    text: string,
    _run?: CallbackManagerForRetrieverRun,
  ): Promise<Document<ProcedureMetadata>[]> {
    const { database, search, language, limit } = this.#over;
    const question = readQuestion(language, text);
    const { facet } = question.facet;
    const hits = await search.find(question, limit);
    const entries = await proceduresByIds(
      database,
      hits.map(({ procedureId }) => procedureId),
    );
    const byCode = new Map(entries.map((entry) => [entry.procedure.code, entry]));
    return hits.flatMap(({ code, title, levels, score }) => {
      const entry = byCode.get(code);
      if (entry === undefined) return [];
      const { link } = entry.procedure;
      return new Document({
        id: code,
        pageContent: compose(entry, question, facet),
        metadata: { code, title, levels, facet, score, link },
      });
    });
  }
}
