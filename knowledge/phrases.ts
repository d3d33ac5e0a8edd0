// Finds listed phrases in a question; the lists (facets, acts, fillers) are data.

import { fold, tokenise } from './vietnamese.ts';

/** In a listed phrase: one to four words of any kind. */
export const GAP = '…';
const LONGEST_GAP = 4;

export interface Phrase {
  words: readonly string[];
  folded: readonly string[];
}

/** `…` becomes a gap; an empty phrase has no words. */
export function parsePhrase(text: string): Phrase {
  const words = text.split(' ').flatMap((word) => (word === GAP ? [GAP] : tokenise(word)));
  return { words, folded: words.map(fold) };
}

/** Starts and ends (exclusive) of every occurrence. */
export function occurrences(tokens: readonly string[], phrase: Phrase): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < tokens.length; at++) {
    const end = endOfMatch(tokens, at, phrase, 0);
    if (end >= 0) found.push([at, end]);
  }
  return found;
}

export function occurs(tokens: readonly string[], phrase: Phrase): boolean {
  return tokens.some((_, at) => endOfMatch(tokens, at, phrase, 0) >= 0);
}

function endOfMatch(tokens: readonly string[], at: number, phrase: Phrase, from: number): number {
  if (from === phrase.words.length) return at;
  const word = phrase.words[from]!;
  if (word === GAP) {
    for (let skip = 1; skip <= LONGEST_GAP; skip++) {
      const end = endOfMatch(tokens, at + skip, phrase, from + 1);
      if (end >= 0) return end;
    }
    return -1;
  }
  // Typed without marks, a word may be any that folds to it; with marks it means just itself: "mặt tiền" is not "mất tiền".
  const typed = tokens[at];
  return typed === word || typed === phrase.folded[from] ? endOfMatch(tokens, at + 1, phrase, from + 1) : -1;
}
