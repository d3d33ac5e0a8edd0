// Which fact of a procedure a question asks for, from phrases kept as data.

import { readFileSync } from 'node:fs';
import { fold, tokenise } from './vietnamese.ts';

export const FACETS = [
  'overview',
  'documents',
  'fee',
  'time',
  'where',
  'online',
  'form',
  'conditions',
  'result',
  'legal',
] as const;
export type Facet = (typeof FACETS)[number];

export interface FacetPhrase {
  facet: Facet;
  weight: number;
  /** Words as written; `…` stands for one to four words. */
  words: string[];
}

export interface FacetReading {
  facet: Facet;
  /** False when no phrase was found and `overview` is only the default. */
  asked: boolean;
  /** Every facet whose phrase occurs, strongest first. */
  mentioned: Facet[];
  /** Positions of tokens that belong to a facet phrase, not to the thing asked about. */
  positions: ReadonlySet<number>;
}

const GAP = '…';
const LONGEST_GAP = 4;

/** Reads `facet⇥weight⇥phrase` lines; throws on an unknown facet or a missing phrase, naming the line. */
export function parseFacetPhrases(tsv: string): FacetPhrase[] {
  return tsv
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const [facet, weight, phrase = ''] = line.split('\t');
      const known = FACETS.find((name) => name === facet);
      const words = phrase.split(' ').flatMap((word) => (word === GAP ? [GAP] : tokenise(word)));
      if (!known || words.length === 0 || !(Number(weight) > 0))
        throw new Error(`facets.tsv line ${number}: expected facet, weight, phrase; got "${line}"`);
      return { facet: known, weight: Number(weight), words };
    });
}

export function shippedFacetPhrases(): FacetPhrase[] {
  return parseFacetPhrases(readFileSync(new URL('./catalogue/facets.tsv', import.meta.url), 'utf8'));
}

/**
 * Reads the facet from the tokens of a question. The strongest phrase wins; between equal ones the later, since people
 * tell first and ask last.
 */
export function readFacet(phrases: readonly FacetPhrase[], tokens: readonly string[]): FacetReading {
  const best = new Map<Facet, number>();
  const positions = new Set<number>();
  for (const { facet, weight, words } of phrases)
    for (let at = 0; at < tokens.length; at++) {
      const end = matchAt(tokens, at, words, 0);
      if (end < 0) continue;
      const score = weight + (0.9 * end) / tokens.length;
      if (score > (best.get(facet) ?? 0)) best.set(facet, score);
      if (weight >= 2 && !words.includes(GAP)) for (let i = at; i < end; i++) positions.add(i);
    }
  const mentioned = [...best].sort((a, b) => b[1] - a[1]).map(([facet]) => facet);
  return { facet: mentioned[0] ?? 'overview', asked: mentioned.length > 0, mentioned, positions };
}

/** Position after the phrase when it matches at `at`, else -1. */
function matchAt(tokens: readonly string[], at: number, words: readonly string[], from: number): number {
  if (from === words.length) return at;
  const word = words[from]!;
  if (word === GAP) {
    for (let skip = 1; skip <= LONGEST_GAP; skip++) {
      const end = matchAt(tokens, at + skip, words, from + 1);
      if (end >= 0) return end;
    }
    return -1;
  }
  return sameWord(tokens[at], word) ? matchAt(tokens, at + 1, words, from + 1) : -1;
}

/** Typed without marks, a word may be any that folds to it; typed with marks it means just itself ("mặt tiền" is not "mất tiền"). */
function sameWord(typed: string | undefined, word: string): boolean {
  return typed === word || typed === fold(word);
}
