// Runs the sets through the assistant, turn by turn, exactly as a channel would; scores nothing.

import { performance } from 'node:perf_hooks';
import type { Answering } from '../../api/answering.ts';
import type { TranscriptAdapter } from '../../bot/adapter.ts';
import { type ConversationState, freshState } from '../../bot/state.ts';
import type { Turn } from '../../bot/turn.ts';
import { readQuestion } from '../../knowledge/question.ts';
import type { SetDialog, SetMessage, SetQuestion } from './sets.ts';

export interface TurnRow {
  intent: string;
  category: string | null;
  dossierCode: string | null;
  outcome: string;
  facet: string | null;
  /** Codes, best first, at most ten. */
  ranked: string[];
  choices: string[];
  text: string;
  ms: number;
}

export type QuestionRow = TurnRow & { id: string };
export type MessageRow = TurnRow & { id: string };
export type DialogRow = TurnRow & { id: string; turn: number };

export interface Runner {
  question(item: SetQuestion): Promise<QuestionRow>;
  message(item: SetMessage): Promise<MessageRow>;
  dialog(item: SetDialog): Promise<DialogRow[]>;
}

export function createRunner({
  answering,
  adapter,
}: {
  answering: Answering;
  adapter: TranscriptAdapter;
}): Runner {
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
      position: 1,
      now: new Date(),
      state,
      record: {},
      together: [],
      signal: new AbortController().signal,
    };
    const began = performance.now();
    const replies = await adapter.runTurn(turn, { type: 'message', text }, answering.handleTurn);
    const ms = performance.now() - began;
    const { intent = '', outcome = '', facet, code, ranked, choices, category } = turn.record;
    return {
      intent,
      category: stringOrNull(category),
      dossierCode: answering.understand(text).dossierCode ?? turn.state.dossierCode,
      outcome,
      facet: stringOrNull(facet),
      ranked: firstTen(stringOrNull(code), strings(ranked)),
      choices: strings(choices),
      text: replies.map((reply) => reply.text ?? '').join('\n'),
      ms: Math.round(ms * 10) / 10,
      state: turn.state,
    };
  }

  return {
    question: async ({ id, question }) => {
      const { state: _, ...row } = await say(question, freshState());
      if (row.ranked.length > 0) return { id, ...row };
      // Taken for something else than a question about a procedure: the ranking is still worth knowing.
      const read = readQuestion(answering.language, question);
      const hits = await answering.search.find(read);
      return { id, ...row, facet: row.facet ?? read.facet.facet, ranked: hits.map(({ code }) => code) };
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
  };
}

function firstTen(answered: string | null, ranked: readonly string[]): string[] {
  return [...new Set(answered === null ? ranked : [answered, ...ranked])].slice(0, 10);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
