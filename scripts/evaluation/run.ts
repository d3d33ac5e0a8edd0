// Runs the sets through the assistant, turn by turn, exactly as a channel would; scores nothing.

import { performance } from 'node:perf_hooks';
import type { Answering } from '../../api/answering.ts';
import type { TranscriptAdapter } from '../../bot/adapter.ts';
import { type ConversationState, freshState } from '../../bot/state.ts';
import type { Turn } from '../../bot/turn.ts';
import { readQuestion } from '../../knowledge/question.ts';
import type { Hit } from '../../knowledge/rank.ts';
import type { SetDialog, SetMessage, SetQuestion } from './sets.ts';

export interface TurnRow {
  intent: string;
  category?: string;
  dossierCode?: string;
  outcome: string;
  facet?: string;
  /** Codes, best first, at most ten. */
  ranked: string[];
  /** Codes offered when asking back. */
  choices: string[];
  /** How sure the decision was that the first code is right, 0 to 1; absent where nothing was decided. */
  confidence?: number;
  /** What the citizen would read. */
  text: string;
  ms: number;
}

export type QuestionRow = TurnRow & { id: string; facet: string };
export type MessageRow = TurnRow & { id: string };
export type DialogRow = TurnRow & { id: string; turn: number };

export interface Runner {
  question(item: SetQuestion): Promise<QuestionRow>;
  message(item: SetMessage): Promise<MessageRow>;
  dialog(item: SetDialog): Promise<DialogRow[]>;
  /** What the search alone finds, with scores. */
  find(question: string): Promise<Hit[]>;
}

export function createRunner({
  answering,
  adapter,
}: {
  answering: Answering;
  adapter: TranscriptAdapter;
}): Runner {
  const find = (question: string) => answering.search.find(readQuestion(answering.language, question));

  async function say(
    text: string,
    state: ConversationState,
  ): Promise<TurnRow & { state: ConversationState }> {
    const turn: Turn = {
      conversation: {
        id: 'direct-line:evaluation',
        channel: 'direct-line',
        userId: 'citizen',
        mode: 'bot',
      },
      // The assistant has introduced itself before.
      position: 2,
      now: new Date(),
      state,
      record: {},
      together: [],
      showSoFar: () => {},
      signal: new AbortController().signal,
    };
    const began = performance.now();
    const replies = await adapter.runTurn(turn, { type: 'message', text }, answering.handleTurn);
    const ms = performance.now() - began;
    const { intent = '', outcome = '', facet, code, ranked, choices, category, confidence } = turn.record;
    const dossierCode = answering.understand(text).dossierCode ?? turn.state.dossierCode;
    return {
      intent,
      ...(typeof category === 'string' && { category }),
      ...(dossierCode !== null && { dossierCode }),
      outcome,
      ...(typeof facet === 'string' && { facet }),
      ranked: firstTen(code, strings(ranked)),
      choices: strings(choices),
      ...(typeof confidence === 'number' && { confidence }),
      text: replies.map((reply) => reply.text ?? '').join('\n'),
      ms: Math.round(ms * 10) / 10,
      state: turn.state,
    };
  }

  return {
    question: async ({ id, question }) => {
      const { state: _, ...row } = await say(question, freshState());
      const facet = row.facet ?? readQuestion(answering.language, question).facet.facet;
      if (row.ranked.length > 0) return { id, ...row, facet };
      // Taken for something else than a question about a procedure: the ranking is still worth knowing.
      const hits = await find(question);
      return { id, ...row, facet, ranked: hits.map(({ code }) => code) };
    },
    message: async ({ id, text }) => {
      const { state: _, ...row } = await say(text, freshState());
      return { id, ...row };
    },
    dialog: async ({ id, turns }) => {
      let state = freshState();
      const rows: DialogRow[] = [];
      for (const [index, { user }] of turns.entries()) {
        const { state: after, ...row } = await say(user, state);
        state = after;
        rows.push({ id, turn: index + 1, ...row });
      }
      return rows;
    },
    find,
  };
}

function firstTen(answered: unknown, ranked: readonly string[]): string[] {
  return [...new Set(typeof answered === 'string' ? [answered, ...ranked] : ranked)].slice(0, 10);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
