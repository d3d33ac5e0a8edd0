// Runs the agent for one officer at one ticket: few at once, within the shared budget, in time, and written down however it ends.

import {
  type Agent,
  type AgentTool,
  freshNotes,
  openAgentEndpoint,
} from '../../knowledge/language-model/agent.ts';
import { createAttempt } from '../../knowledge/language-model/attempt.ts';
import { createBudget } from '../../knowledge/language-model/budget.ts';
import { fallback, type Judged } from '../../knowledge/language-model/judged.ts';
import type { DraftName } from '../../knowledge/language-model/prompts.ts';
import type { Database, ModelRequest } from '../../knowledge/ports.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { recordRun } from './runs.ts';

export interface CopilotReport {
  /** The endpoint has failed; told once until `onUp`. */
  onDown(error: unknown): void;
  onUp(): void;
  /** Something of ours failed while the model was looking up. */
  onTrouble(error: unknown): void;
}

export interface Asked {
  purpose: DraftName;
  staffId: string;
  ticket: { id: string; code: string };
  /** Read for it. */
  conversationId: string | null;
  request: ModelRequest;
  tools: readonly AgentTool[];
}

/** Resolves to what `judge` makes of the model's words. Throws Problem `copilot_busy` or `copilot_failed`. */
export type Run = <T>(asked: Asked, judge: (written: string) => Promise<Judged<T>>) => Promise<T>;

/** Each holds its place for up to the time that is given to it. */
const MOST_AT_ONCE = 4;
/** What a run comes to as a rule; one that takes more has it counted afterwards. */
const TOKENS_RESERVED = 10_000;
const BUSY: readonly (string | null)[] = ['resting', 'over_budget'];
const BUSY_SECONDS = 60;

export function createRunning({
  database,
  settings,
  report,
  now,
}: {
  database: Database;
  settings: NonNullable<Config['copilot']>;
  report: CopilotReport;
  now: () => Date;
}): Run {
  const budget = createBudget({ database, limits: settings, now });
  const attempt = createAttempt({ budget, now, onDown: report.onDown, onUp: report.onUp });
  let running = 0;
  let opened: Promise<Agent> | null = null;

  function open(): Promise<Agent> {
    opened ??= openAgentEndpoint(settings, report).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  async function run<T>(asked: Asked, judge: (written: string) => Promise<Judged<T>>): Promise<T> {
    const { purpose, staffId, ticket, conversationId, request, tools } = asked;
    const notes = freshNotes();
    const began = performance.now();
    const judged = await attempt<T>(
      {
        conversation: `ticket:${ticket.code}`,
        tokens: TOKENS_RESERVED,
        until: began + settings.timeoutMs,
      },
      async (signal) => {
        const written = await (await open()).run(request, tools, { signal, notes });
        return written === null ? fallback('endless') : judge(written);
      },
      () => notes.tokensIn + notes.tokensOut,
    );
    const { value, outcome, reason, shown: made } = judged;
    await recordRun(database, {
      ...{ at: now(), ticketId: ticket.id, conversationId, staffId, purpose, model: settings.model },
      ...{ ...notes, outcome, reason, ms: Math.round(performance.now() - began), made },
      prompt: `${request.system}\n---\n${request.user}`,
    });
    if (value !== null) return value;
    if (BUSY.includes(reason)) throw new Problem('copilot_busy', { retryAfterSeconds: BUSY_SECONDS });
    throw new Problem('copilot_failed');
  }

  return async (asked, judge) => {
    if (running >= MOST_AT_ONCE) throw new Problem('copilot_busy', { retryAfterSeconds: BUSY_SECONDS });
    running++;
    try {
      return await run(asked, judge);
    } finally {
      running--;
    }
  };
}
