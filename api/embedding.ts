// Wires the embedders: the built-in one, the endpoint where one is configured, and what log and metrics say of them.

import type { Logger } from 'pino';
import { withoutPersonalData } from '../bot/personal-data.ts';
import {
  createEmbeddingChange,
  type EmbeddingChange,
  type EmbeddingEvent,
} from '../knowledge/embedding/change.ts';
import { connectEmbeddingEndpoint } from '../knowledge/embedding/openai-compatible.ts';
import { createQuestionVectors, type QuestionVectors } from '../knowledge/embedding/question-vectors.ts';
import { wordSpaceEmbedder } from '../knowledge/embedding/word-space.ts';
import type { Database, Embedder } from '../knowledge/ports.ts';
import type { Config } from './config.ts';
import type { Metrics } from './metrics.ts';

export interface EmbeddingReport {
  onEvent(event: EmbeddingEvent): void;
  /** The endpoint has failed a question; told once until `onUp`. */
  onDown(error: unknown): void;
  onUp(): void;
}

/** `settings` null: the built-in embedder is the configured one. `owner` names this process among those on the database. */
export function createEmbedding({
  database,
  settings,
  owner,
  report,
}: {
  database: Database;
  settings: Config['embedding'];
  owner: string;
  report?: EmbeddingReport;
}): { builtIn: Embedder; questionVectors: QuestionVectors; change: EmbeddingChange } {
  const builtIn = wordSpaceEmbedder();
  const questionVectors = createQuestionVectors({
    builtIn,
    budgetMs: settings?.questionBudgetMs,
    onDown: report?.onDown,
    onUp: report?.onUp,
  });
  const change = createEmbeddingChange({
    database,
    questionVectors,
    connect: async (signal) =>
      settings === null ? builtIn : connectEmbeddingEndpoint(settings, { signal, withoutPersonalData }),
    owner,
    atOnce: settings?.batch,
    onEvent: report?.onEvent,
  });
  return { builtIn, questionVectors, change };
}

/** Progress is logged each time another tenth is done. */
export function reportEmbedding({
  logger,
  metrics,
}: {
  logger: Logger;
  metrics: Pick<Metrics, 'embedderUp' | 'documentsEmbedded' | 'documentsToEmbed'>;
}): EmbeddingReport {
  let tenths = 0;
  return {
    onEvent(event) {
      switch (event.event) {
        case 'connected':
          metrics.embedderUp.set(1);
          logger.info({ embedder: event.embedder, dimensions: event.dimensions }, 'the embedder answers');
          break;
        case 'begun': {
          const { from, to, missing, total } = event;
          tenths = Math.floor(((total - missing) * 10) / total);
          logger.info(
            { from, to, missing, total },
            'embedding the catalogue; questions are answered meanwhile',
          );
          break;
        }
        case 'progress': {
          const { to, done, total } = event;
          metrics.documentsEmbedded.set(done);
          metrics.documentsToEmbed.set(total - done);
          const reached = Math.floor((done * 10) / total);
          if (reached > tenths) logger.info({ to, done, total }, 'embedding the catalogue');
          tenths = reached;
          break;
        }
        case 'changed':
          metrics.documentsToEmbed.set(0);
          logger.info({ to: event.to, total: event.total }, 'the whole catalogue is embedded and in use');
          break;
        case 'superseded':
          logger.warn(
            { configured: event.to },
            'another process has put another embedder in place; this one lets it be until it is restarted',
          );
          break;
        case 'failed':
          metrics.embedderUp.set(0);
          logger.error({ err: event.error }, 'cannot embed the catalogue; trying again until it works');
          break;
        case 'recovered':
          metrics.embedderUp.set(1);
          logger.info('can embed the catalogue again');
      }
    },
    onDown(error) {
      metrics.embedderUp.set(0);
      logger.error({ err: error }, 'the embedder fails; questions are answered from their words alone');
    },
    onUp() {
      metrics.embedderUp.set(1);
      logger.info('the embedder answers again');
    },
  };
}
