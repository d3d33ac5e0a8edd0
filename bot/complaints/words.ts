// The words of a message with the places where they stand, so that what is recognised is cut out as it was written.

import { readFileSync } from 'node:fs';
import { GAP, occurrences, type Phrase, parsePhrase } from '../../knowledge/phrases.ts';
import { normalise } from '../../knowledge/vietnamese.ts';

export interface Word {
  /** Normalised. */
  text: string;
  /** Counts UTF-16 units of the text in NFC; `end` is exclusive. */
  start: number;
  end: number;
}

/** A run of words: from the word at `from` up to the one at `to`, which is not part of it. */
export interface Run {
  from: number;
  to: number;
}

const WORD = /\p{L}[\p{L}\p{M}]*|\d+(?:[.,/]\d+)*/gu;

/** `text` in NFC. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    text: normalise(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Every place where one of the phrases stands; of those that begin at the same word, the longest. */
export function runsOf(tokens: readonly string[], phrases: readonly Phrase[]): Run[] {
  const longest = new Map<number, number>();
  for (const phrase of phrases)
    for (const [from, to] of occurrences(tokens, phrase))
      if (to > (longest.get(from) ?? 0)) longest.set(from, to);
  return [...longest].map(([from, to]) => ({ from, to })).sort((a, b) => a.from - b.from);
}

/** The text from the first word of the run to the end of its last. */
export function written(text: string, words: readonly Word[], { from, to }: Run): string {
  return text.slice(words[from]!.start, words[to - 1]!.end);
}

/** The phrases of a file in this folder, one a line. Throws naming a line that holds no word. */
export function readPhrases(name: string): Phrase[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const phrase = parsePhrase(line.trim());
    if (!phrase.words.some((word) => word !== GAP)) throw new Error(`${name} line ${index + 1}: no words`);
    return [phrase];
  });
}
