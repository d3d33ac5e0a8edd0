// The words by which tickets are searched: every word folded, and as written, so that both ways of typing find it.

import { fold, tokenise } from '../../knowledge/vietnamese.ts';

const WRITTEN = '=';

/** Lexemes of a ticket's texts, for `array_to_tsvector`. */
export function searchWords(texts: readonly (string | null)[]): string[] {
  const words = new Set<string>();
  for (const token of texts.flatMap((text) => tokenise(text ?? ''))) {
    words.add(fold(token));
    words.add(WRITTEN + token);
  }
  return [...words];
}

/**
 * The `tsquery` for what an officer typed, all words required; null when there is none. A word without marks finds
 * every writing of it; one with marks finds itself, and texts that leave the marks out.
 */
export function searchQuery(typed: string): string | null {
  const terms = [...new Set(tokenise(typed))].map((token) => {
    const folded = fold(token);
    return folded === token ? lexeme(token) : `(${lexeme(WRITTEN + token)} | ${lexeme(WRITTEN + folded)})`;
  });
  return terms.length === 0 ? null : terms.join(' & ');
}

function lexeme(word: string): string {
  return `'${word.replace(/['\\]/g, '$&$&')}'`;
}
