// Puts together what answers citizens; the same for the server, the command line and the evaluation.

import type { TurnHandler } from '../bot/adapter.ts';
import { createAssistant } from '../bot/assistant.ts';
import { createGuidance } from '../bot/dialogs/guidance.ts';
import type { Contact } from '../bot/replies.ts';
import { createUnderstand, type Understand } from '../bot/understand.ts';
import { type Answerer, createAnswerer } from '../knowledge/answer.ts';
import { subwordEmbedder } from '../knowledge/embedding/subword.ts';
import { type Indexing, loadStarter } from '../knowledge/import/import-catalogue.ts';
import { type PreparedIndex, prepareIndex, writeIndex } from '../knowledge/indexing.ts';
import type { Database, Embedder } from '../knowledge/ports.ts';
import { type Language, shippedLanguage } from '../knowledge/question.ts';
import { refreshIndex } from '../knowledge/refresh-index.ts';
import { createSearch, type Search } from '../knowledge/search.ts';

export interface Answering {
  language: Language;
  embedder: Embedder;
  search: Search;
  answerer: Answerer;
  understand: Understand;
  handleTurn: TurnHandler;
  /** How an import writes the index. */
  indexing: Indexing<PreparedIndex>;
  /** Brings the index up to date with the words that this version ships. */
  refresh(): Promise<void>;
  /** The same, and fills an empty catalogue with the starter: after it, questions can be answered. */
  prepare(now: Date): Promise<void>;
}

export function createAnswering(input: {
  database: Database;
  contact: Contact;
  embedder?: Embedder;
  onEmbedderFailure?: (error: unknown) => void;
  onProgress?: (done: number, total: number) => void;
}): Answering {
  const { database, contact, embedder = subwordEmbedder(), onEmbedderFailure, onProgress } = input;
  const language = shippedLanguage();
  const { words } = language;
  const search = createSearch({ database, embedder, language, onEmbedderFailure });
  const answerer = createAnswerer({ database, search, language });
  const understand = createUnderstand(language);
  const handleTurn = createAssistant({ guidance: createGuidance({ answerer }), understand, contact });
  const indexing: Indexing<PreparedIndex> = {
    prepare: (procedures) => prepareIndex({ database, embedder, words, procedures, onProgress }),
    write: writeIndex,
  };
  const refresh = async () => {
    await refreshIndex({ database, embedder, words, onProgress });
  };
  return {
    language,
    embedder,
    search,
    answerer,
    understand,
    handleTurn,
    indexing,
    refresh,
    prepare: async (now) => {
      await refresh();
      await loadStarter({ database, indexing, now });
    },
  };
}
