// The questions that a bench asks: a file, the development set beside the checkout, or aliases held out of the index.

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type AliasEntry, shippedAliases } from '../../knowledge/aliases.ts';
import { readSet } from '../evaluation/sets.ts';

export interface BenchQuestion {
  question: string;
  /** Codes of right answers; empty when the set does not say. */
  codes: string[];
}

export interface QuestionSet {
  name: string;
  questions: BenchQuestion[];
  /** What the index may know of how people ask. */
  aliases: AliasEntry[];
}

const DEVELOPMENT_SET = join('..', 'shared', 'eval', 'dev-questions.jsonl');
const HELD_OUT = 200;

const line = z.object({ question: z.string().min(1), codes: z.array(z.string()).default([]) });

/** Questions of `file`, one `{question, codes?}` a line; without one those of the development set, else held-out aliases. */
export function readQuestions(file: string | undefined): QuestionSet {
  const set = file ?? (existsSync(DEVELOPMENT_SET) ? DEVELOPMENT_SET : null);
  const aliases = shippedAliases();
  if (set === null) return holdOut(aliases, HELD_OUT);
  const questions = readSet(set, line);
  if (questions.length === 0) throw new Error(`${set} holds no question`);
  return { name: basename(set), questions, aliases };
}

/** Takes the first phrase from up to `count` entries, spread over all that have another; the rest stays to be known. */
export function holdOut(entries: readonly AliasEntry[], count: number): QuestionSet {
  const able = entries.filter(({ phrases }) => phrases.length > 1);
  const taken = Math.min(count, able.length);
  const chosen = new Set(
    Array.from({ length: taken }, (_, i) => able[Math.floor((i * able.length) / taken)]!),
  );
  return {
    name: `first alias of ${taken} procedures, held out of the index`,
    questions: [...chosen].map(({ code, phrases }) => ({ question: phrases[0]!, codes: [code] })),
    aliases: entries.map((entry) =>
      chosen.has(entry) ? { ...entry, phrases: entry.phrases.slice(1) } : entry,
    ),
  };
}
