// Terms of a text and their weights: the sparse side of the index (BM25, Robertson & Zaragoza 2009).

import { fold } from './vietnamese.ts';

/** Okapi BM25 parameters; b is low because a document's length here mostly says how many aliases were written. */
export const BM25 = { k1: 1.2, b: 0.35 };

const WRITTEN = '=';
const PAIR = '_';

export interface WeightedTokens {
  tokens: readonly string[];
  weight: number;
}

/**
 * Terms with their frequency. Three kinds share one space: the folded word ("dat"), the word as written ("=đất", only
 * where it carries a mark), and the folded pair of neighbours ("dang_ky"), since a Vietnamese word mostly has two syllables.
 */
export function termFrequencies(parts: readonly WeightedTokens[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  const add = (term: string, weight: number) => frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
  for (const { tokens, weight } of parts) {
    tokens.forEach((token, i) => {
      for (const term of wordTerms(token)) add(term, weight);
      if (i > 0) add(pairTerm(tokens[i - 1]!, token), weight);
    });
  }
  return frequencies;
}

/** Terms of one word: folded, and as written where it carries a mark. */
export function wordTerms(token: string): readonly string[] {
  const known = termsOfWords.get(token);
  if (known !== undefined) return known;
  const folded = fold(token);
  const terms = folded === token ? [folded] : [folded, WRITTEN + token];
  if (termsOfWords.size >= WORDS_KEPT) termsOfWords.clear();
  termsOfWords.set(token, terms);
  return terms;
}

/** A language has few syllables; folding each only once halves the work on long records. */
const termsOfWords = new Map<string, readonly string[]>();
const WORDS_KEPT = 20_000;

/** Term of two neighbouring words. */
export function pairTerm(first: string, second: string): string {
  return wordTerms(first)[0]! + PAIR + wordTerms(second)[0]!;
}

/** How much a kind of term counts beside the folded word. */
export function kindWeight(term: string): number {
  if (term.startsWith(WRITTEN)) return 0.6;
  return term.includes(PAIR) ? 0.8 : 1;
}

/** BM25 weight of a term inside its document, without the inverse document frequency (that is the query's side). */
export function documentWeight(frequency: number, length: number, meanLength: number): number {
  return (frequency * (BM25.k1 + 1)) / (frequency + BM25.k1 * (1 - BM25.b + (BM25.b * length) / meanLength));
}

/** Inverse document frequency; never negative. */
export function inverseDocumentFrequency(documents: number, withTerm: number): number {
  return Math.log(1 + (documents - withTerm + 0.5) / (withTerm + 0.5));
}
