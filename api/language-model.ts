// Wires the language model, where one is configured: its endpoint, its budget, its record, and what log and metrics say of it.

import type { Logger } from 'pino';
import { recordModelTurn } from '../bot/model-turns.ts';
import { veilPersonalData } from '../bot/veil.ts';
import { createModelAid, type ModelAid } from '../knowledge/language-model/aid.ts';
import { createBudget } from '../knowledge/language-model/budget.ts';
import { createConsult, type ModelTurn } from '../knowledge/language-model/consult.ts';
import { openModelEndpoint } from '../knowledge/language-model/openai-compatible.ts';
import type { Database } from '../knowledge/ports.ts';
import type { Config } from './config.ts';
import type { Metrics } from './metrics.ts';

export interface ModelReport {
  onTurn(turn: ModelTurn): void;
  /** The endpoint has failed; told once until `onUp`. */
  onDown(error: unknown): void;
  onUp(): void;
  onTrouble(error: unknown): void;
}

/** Nothing of the SDK is loaded before the first question that a model may help with. */
export function createLanguageModel({
  database,
  settings,
  now,
  report,
}: {
  database: Database;
  settings: NonNullable<Config['model']>;
  now: () => Date;
  report?: ModelReport;
}): ModelAid {
  const { mode, model: name, timeoutMs } = settings;
  const consult = createConsult({
    open: () => openModelEndpoint(settings),
    name,
    mode,
    budget: createBudget({ database, limits: settings, now }),
    record: async (turn) => {
      report?.onTurn(turn);
      await recordModelTurn(database, turn);
    },
    now,
    onDown: report?.onDown,
    onUp: report?.onUp,
    onTrouble: report?.onTrouble,
  });
  return createModelAid({ consult, mode, timeoutMs, veil: veilPersonalData, onTrouble: report?.onTrouble });
}

export function reportModel({
  logger,
  metrics,
}: {
  logger: Logger;
  metrics: Pick<Metrics, 'modelTurns' | 'modelTokens' | 'modelSeconds'>;
}): ModelReport {
  return {
    onTurn({ purpose, outcome, reason, mode, tokensIn, tokensOut, ms }) {
      metrics.modelTurns.inc({ purpose, outcome, reason: reason ?? 'none', mode });
      metrics.modelTokens.inc({ direction: 'in' }, tokensIn);
      metrics.modelTokens.inc({ direction: 'out' }, tokensOut);
      metrics.modelSeconds.observe(ms / 1000);
    },
    onDown(error) {
      logger.error({ err: error }, 'the language model fails; answers go without it');
    },
    onUp() {
      logger.info('the language model answers again');
    },
    onTrouble(error) {
      logger.error({ err: error }, 'budget or record of the language model cannot be kept');
    },
  };
}
