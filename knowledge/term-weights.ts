// How much each term of a question counts for the search: by what its word is, and by where in a story it stands.

import { kindWeight, pairTerm, termFrequencies, wordTerms } from './lexical.ts';
import { fold, tokenise } from './vietnamese.ts';
import type { Words } from './words.ts';

/** How much a word counts when it is filler, belongs to the facet, or comes from the glossary; the object itself counts 1. */
export const WORD_WEIGHTS = { filler: 0.3, facet: 0.3, expansion: 0.2, abbreviation: 0.6 };

/** What the first of several sentences counts: people tell what happened first and what they want last. */
const FIRST_SENTENCE = 0.5;

export interface Sentence {
  /** How much it counts among the others, up to 1. */
  share: number;
  /** Term of the lexical index → weight from 0 to 1, as if the sentence stood alone. */
  terms: ReadonlyMap<string, number>;
}

/** Tokens of a sentence as they were typed and with their spelling mended, one for one. */
export interface TypedTokens {
  typed: readonly string[];
  tokens: readonly string[];
}

/** From `FIRST_SENTENCE` for the first of several, in even steps, to 1 for the last. */
export function shareOfSentence(index: number, count: number): number {
  return count === 1 ? 1 : FIRST_SENTENCE + (1 - FIRST_SENTENCE) * (index / (count - 1));
}

/** A term counts as in the sentence where it counts most. */
export function termsOfAll(sentences: readonly Sentence[]): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { share, terms: own } of sentences)
    for (const [term, weight] of own) putHigher(terms, term, share * weight);
  return terms;
}

/** `weights` of the tokens, one for one, from 0 to 1. */
export function weighTerms(
  { words, syllables }: { words: Words; syllables: ReadonlySet<string> },
  { typed, tokens }: TypedTokens,
  weights: readonly number[],
): Map<string, number> {
  const terms = new Map<string, number>();
  const putWord = (written: readonly string[], i: number) => {
    for (const term of wordTerms(written[i]!)) putHigher(terms, term, weights[i]! * kindWeight(term));
    if (i === 0) return;
    const term = pairTerm(written[i - 1]!, written[i]!);
    const heavier = Math.max(weights[i]!, weights[i - 1]!);
    const lighter = Math.min(weights[i]!, weights[i - 1]!);
    putHigher(terms, term, heavier * kindWeight(term) * (lighter < 1 ? 0.7 : 1));
  };
  tokens.forEach((token, i) => {
    putWord(tokens, i);
    // What looks misspelt may be a name that few procedures have ("mẫu VJ"): both are searched.
    if (typed[i] !== token || (i > 0 && typed[i - 1] !== tokens[i - 1])) putWord(typed, i);
  });
  for (const { phrase, official, short } of words.expand(tokens)) {
    // "gpxd" says nothing by itself: what it stands for has to carry the search.
    const abbreviates = !phrase.includes(' ') && (short || !syllables.has(fold(phrase)));
    const weight = abbreviates ? WORD_WEIGHTS.abbreviation : WORD_WEIGHTS.expansion;
    for (const reading of official.split(' / '))
      for (const term of termFrequencies([{ tokens: tokenise(reading), weight: 1 }]).keys())
        putHigher(terms, term, weight * kindWeight(term));
  }
  return terms;
}

function putHigher(terms: Map<string, number>, term: string, weight: number): void {
  if (weight > (terms.get(term) ?? 0)) terms.set(term, weight);
}
