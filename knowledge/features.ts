// What identifies a procedure to the search: its title, its levels, how people ask for it, how often.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Asked } from './aliases.ts';
import { termFrequencies } from './lexical.ts';
import { LEVELS, type Procedure } from './procedure.ts';
import { tokenise } from './vietnamese.ts';
import type { Words } from './words.ts';

/** In the index a title counts this much more than an alias: it is certain, but legal prose. */
const TITLE_WEIGHT = 1.5;

export const features = z.object({
  title: z.string(),
  levels: z.array(z.enum(LEVELS)),
  demand: z.number().int().min(0).max(3),
  /** Title first, then aliases; each as tokens joined by a space, spelling mended as a question's would be. */
  phrases: z.array(z.string()),
});
export type Features = z.infer<typeof features>;

export function featuresOf(procedure: Procedure, asked: Asked | undefined, words: Words): Features {
  const phrases = [titleCore(procedure.title), ...(asked?.phrases ?? [])];
  return {
    title: procedure.title,
    levels: procedure.levels,
    demand: asked?.demand ?? 0,
    phrases: phrases.map((phrase) => words.rewrite(tokenise(phrase)).join(' ')),
  };
}

/** The title without the words that every title may begin with. */
export function titleCore(title: string): string {
  return title.replace(/^\s*thủ tục\s+(?:hành chính\s+)?/i, '');
}

/** Terms of the whole document and its length in words, for BM25. */
export function documentTerms({ phrases }: Features): { frequencies: Map<string, number>; length: number } {
  const parts = phrases.map((phrase, i) => ({
    tokens: phrase.split(' '),
    weight: i === 0 ? TITLE_WEIGHT : 1,
  }));
  const length = parts.reduce((sum, { tokens, weight }) => sum + tokens.length * weight, 0);
  return { frequencies: termFrequencies(parts), length };
}

/** So many ways of asking make a document whole. */
const ENOUGH_ALIASES = 6;

/** How much is missing of what people say: 1 for a title alone, 0 from `ENOUGH_ALIASES` on. */
export function silence({ phrases }: Features): number {
  return Math.max(0, 1 - (phrases.length - 1) / ENOUGH_ALIASES);
}

/** The text whose meaning the embedder sees. */
export function embeddedText({ phrases }: Features): string {
  return phrases.join('. ');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
