// Puts together what answers citizens; the same for the server, the command line and the evaluation.

import { randomUUID } from 'node:crypto';
import type { TurnHandler } from '../bot/adapter.ts';
import { createAssistant } from '../bot/assistant.ts';
import type { AttachmentStore } from '../bot/attachments.ts';
import { createComplaint } from '../bot/dialogs/complaint.ts';
import { createDossierStatus } from '../bot/dialogs/dossier-status.ts';
import { createErasureDialog } from '../bot/dialogs/erasure.ts';
import { createGuidance } from '../bot/dialogs/guidance.ts';
import { createHandOverDialog } from '../bot/dialogs/hand-over.ts';
import { createOtherDoors } from '../bot/dialogs/other-doors.ts';
import { createRejection } from '../bot/dialogs/rejection.ts';
import { createTicketStatus } from '../bot/dialogs/ticket-status.ts';
import { createGaps } from '../bot/gaps.ts';
import { withoutPersonalData } from '../bot/personal-data.ts';
import type { DossierRegistry, HandOver, TicketDesk } from '../bot/ports.ts';
import type { Contact } from '../bot/replies.ts';
import { createUnderstand, type Understand } from '../bot/understand.ts';
import { type Answerer, createAnswerer } from '../knowledge/answer.ts';
import type { EmbeddingChange } from '../knowledge/embedding/change.ts';
import { shippedEnglish } from '../knowledge/english.ts';
import { type Indexing, loadStarter } from '../knowledge/import/import-catalogue.ts';
import { type PreparedIndex, prepareIndex, writeIndex } from '../knowledge/indexing.ts';
import type { ModelAid } from '../knowledge/language-model/aid.ts';
import { createOfficerAliases, type OfficerAliases } from '../knowledge/officer-aliases.ts';
import type { Database, Embedder } from '../knowledge/ports.ts';
import { type Language, readQuestion, shippedLanguage } from '../knowledge/question.ts';
import { refreshIndex } from '../knowledge/refresh-index.ts';
import { createSearch, type Search } from '../knowledge/search.ts';
import type { Config } from './config.ts';
import { createEmbedding, type EmbeddingReport } from './embedding.ts';
import { activeAgencies } from './staff/agencies.ts';
import { createDryDesk } from './tickets/dry-desk.ts';

export interface Answering {
  language: Language;
  /** The built-in one. */
  embedder: Embedder;
  /** The way of the index to the configured one. */
  embedding: EmbeddingChange;
  search: Search;
  answerer: Answerer;
  understand: Understand;
  handleTurn: TurnHandler;
  /** How officers mend what is found. */
  aliases: OfficerAliases;
  /** How an import writes the index. */
  indexing: Indexing<PreparedIndex>;
  /** Brings the index up to date with the words that this version ships and, where no endpoint is configured, to the built-in embedder. */
  refresh(): Promise<void>;
  /** The same, and fills an empty catalogue with the starter: after it, questions can be answered. */
  prepare(now: Date): Promise<void>;
}

export interface AnsweringInput {
  database: Database;
  contact: Contact;
  /** Officers to hand over to; null where there is no desk. */
  handOver?: HandOver | null;
  /** For how many days words of conversations are kept, which citizens are told at the beginning. */
  keptDays?: number | null;
  /** Where complaints go; without it they go nowhere, as on the command line. */
  desk?: TicketDesk;
  /** Puts what is said into the words of the office; without it everything is said as shipped. */
  worded?: (text: string) => string;
  /** Where files of citizens are kept; without it there are none. */
  files?: AttachmentStore | null;
  /** Without it nothing is known of any dossier. */
  dossiers?: DossierRegistry;
  /** An endpoint beside the built-in embedder; it is for the caller to `connect`, `bring` or `start` it. */
  endpoint?: Config['embedding'];
  /** Help of a language model, which the caller closes; without it answers are composed from the records alone. */
  model?: ModelAid | null;
  /** Names this process among those that share the database. */
  owner?: string;
  onEmbedding?: EmbeddingReport;
  onProgress?: (done: number, total: number) => void;
  /** Told how long each search took, in seconds. */
  onSearched?: (seconds: number) => void;
}

export function createAnswering(input: AnsweringInput): Answering {
  const {
    database,
    contact,
    handOver = null,
    desk = createDryDesk(),
    files = null,
    keptDays = null,
    worded = (text) => text,
    endpoint = null,
    owner = randomUUID(),
    model = null,
  } = input;
  const { onEmbedding, onProgress, onSearched } = input;
  const language = shippedLanguage();
  const english = shippedEnglish();
  const { words } = language;
  const {
    builtIn: embedder,
    questionVectors,
    change: embedding,
  } = createEmbedding({ database, settings: endpoint, owner, report: onEmbedding });
  const search = timed(discreet(createSearch({ database, questionVectors, language }), language), onSearched);
  const answerer = createAnswerer({ database, search, language, english, withoutPersonalData, model });
  const understand = createUnderstand({ ...language, english });
  const agencies = { active: () => activeAgencies(database) };
  const handleTurn = createAssistant({
    handOver: createHandOverDialog({ handOver, contact, words }),
    erasure: createErasureDialog({ desk, files, words }),
    doors: createOtherDoors({ desk }),
    ticketStatus: createTicketStatus({ desk }),
    complaint: createComplaint({ desk, agencies, understand }),
    guidance: createGuidance({ answerer }),
    rejection: createRejection(language),
    dossierStatus: createDossierStatus({ registry: input.dossiers ?? null }),
    gaps: createGaps({ language, embedder }),
    understand,
    keptDays,
    worded,
  });
  const indexing: Indexing<PreparedIndex> = {
    prepare: (procedures, onOwnProgress = onProgress) =>
      prepareIndex({ database, embedder, words, procedures, onProgress: onOwnProgress }),
    write: writeIndex,
  };
  const refresh = async () => {
    await refreshIndex({ database, embedder, words, onProgress });
    if (endpoint === null) await embedding.bring();
  };
  return {
    language,
    embedder,
    embedding,
    search,
    answerer,
    understand,
    handleTurn,
    aliases: createOfficerAliases({ database, embedder, words }),
    indexing,
    refresh,
    prepare: async (now) => {
      await refresh();
      await loadStarter({ database, indexing, now });
    },
  };
}

/** Who searches without the answerer may have read a question with names in it: they are not searched for. */
function discreet(search: Search, language: Language): Search {
  return {
    find: async (question, limit) => {
      const text = withoutPersonalData(question.text);
      return search.find(text === question.text ? question : readQuestion(language, text), limit);
    },
  };
}

function timed(search: Search, onSearched: (seconds: number) => void = () => {}): Search {
  return {
    async find(question, limit) {
      const began = performance.now();
      const hits = await search.find(question, limit);
      onSearched((performance.now() - began) / 1000);
      return hits;
    },
  };
}
