// Asks the model one thing: within its budget, within the time of the turn, not while it rests after a failure, and written down.

import type { AskOptions, LanguageModel } from '../ports.ts';
import { createAttempt, roughTokens } from './attempt.ts';
import type { Budget } from './budget.ts';
import type { Judged, ModelOutcome } from './judged.ts';
import { type Noted, noting } from './noting.ts';
import { MOST_TOKENS } from './openai-compatible.ts';
import type { PromptName } from './prompts.ts';

export const MODEL_MODES = ['off', 'shadow', 'on'] as const;
export type ModelMode = (typeof MODEL_MODES)[number];

/** One question to the model, as officers see it; every text is masked. */
export interface ModelTurn {
  at: Date;
  conversation: string;
  /** Of the message in the transcript that it served. */
  position: number;
  mode: Exclude<ModelMode, 'off'>;
  purpose: PromptName;
  model: string;
  outcome: ModelOutcome;
  reason: string | null;
  tokensIn: number;
  tokensOut: number;
  ms: number;
  prompt: string;
  reply: string;
  /** What there was without the model, and what it made of it; null with `fallback`. */
  without: string;
  made: string | null;
}

/** The turn of a citizen that the model serves, and until when. */
export interface Serving {
  conversation: string;
  position: number;
  /** By `performance.now()`. */
  until: number;
}

export type Use<T> = (model: LanguageModel, options: AskOptions) => Promise<Judged<T>>;

/** Resolves to what the use came to, null where what there was without the model holds; never rejects. */
export type Consult = <T>(
  serving: Serving,
  about: { purpose: PromptName; without: string },
  use: Use<T>,
) => Promise<T | null>;

const LONGEST_PROMPT = 1_500;

export function createConsult({
  open,
  name,
  mode,
  budget,
  record,
  now,
  onDown,
  onUp,
  onTrouble = () => {},
}: {
  /** Called once, at the first question; again when it failed. */
  open: () => Promise<LanguageModel>;
  name: string;
  mode: ModelTurn['mode'];
  budget: Budget;
  record: (turn: ModelTurn) => Promise<void>;
  now: () => Date;
  onDown?: (error: unknown) => void;
  onUp?: () => void;
  /** The budget or the record could not be kept. */
  onTrouble?: (error: unknown) => void;
}): Consult {
  const attempt = createAttempt({ budget, now, onDown, onUp });
  const model = openedOnce(open);

  /** What the use came to, and what the model was asked and answered for it. */
  async function ask<T>(
    { conversation, until }: Serving,
    use: Use<T>,
  ): Promise<{ judged: Judged<T>; noted: Noted }> {
    let noted: Noted = { prompt: '', reply: '', usage: null };
    const judged = await attempt(
      { conversation, until, tokens: LONGEST_PROMPT + MOST_TOKENS },
      async (signal) => {
        const notes = noting(await model());
        noted = notes.noted;
        return use(notes.model, { signal });
      },
      () => {
        const { tokensIn, tokensOut } = taken(noted);
        return tokensIn + tokensOut;
      },
    );
    return { judged, noted };
  }

  return async (serving, { purpose, without }, use) => {
    const began = performance.now();
    try {
      const { judged, noted } = await ask(serving, use);
      const { conversation, position } = serving;
      const { outcome, reason, shown: made } = judged;
      const { prompt, reply } = noted;
      const ms = Math.round(performance.now() - began);
      await record({
        ...{ at: now(), conversation, position, mode, purpose, model: name, outcome, reason },
        ...{ ...taken(noted), ms, prompt, reply, without, made },
      });
      return judged.value;
    } catch (error) {
      onTrouble(error);
      return null;
    }
  };
}

function taken({ prompt, reply, usage }: Noted): { tokensIn: number; tokensOut: number } {
  if (usage !== null) return usage;
  return { tokensIn: roughTokens(prompt), tokensOut: roughTokens(reply) };
}

function openedOnce(open: () => Promise<LanguageModel>): () => Promise<LanguageModel> {
  let opened: Promise<LanguageModel> | null = null;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}
