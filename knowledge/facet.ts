// Which fact of a procedure a question asks for, from phrases kept as data.

import { readFileSync } from 'node:fs';
import { GAP, occurrences, type Phrase, parsePhrase } from './phrases.ts';

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
  phrase: Phrase;
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

/** Reads `facet⇥weight⇥phrase` lines; throws on an unknown facet or a missing phrase, naming the line. */
export function parseFacetPhrases(tsv: string): FacetPhrase[] {
  return tsv
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const [facet, weight, text = ''] = line.split('\t');
      const known = FACETS.find((name) => name === facet);
      const phrase = parsePhrase(text);
      if (!known || phrase.words.length === 0 || !(Number(weight) > 0))
        throw new Error(`facets.tsv line ${number}: expected facet, weight, phrase; got "${line}"`);
      return { facet: known, weight: Number(weight), phrase };
    });
}

export function shippedFacetPhrases(): FacetPhrase[] {
  return parseFacetPhrases(readFileSync(new URL('./catalogue/facets.tsv', import.meta.url), 'utf8'));
}

/** A story tells of money and of times before it asks: what its last sentence says counts so much more. */
const ASKED_LAST = 2;

/**
 * Reads the facet from the tokens of a question. The strongest phrase wins; between equal ones the later, since people
 * tell first and ask last. `lastFrom`: where the last sentence of a story begins.
 */
export function readFacet(
  phrases: readonly FacetPhrase[],
  tokens: readonly string[],
  lastFrom = tokens.length,
): FacetReading {
  const best = new Map<Facet, number>();
  const positions = new Set<number>();
  for (const { facet, weight, phrase } of phrases)
    for (const [start, end] of occurrences(tokens, phrase)) {
      const score = weight + (0.9 * end) / tokens.length + (start >= lastFrom ? ASKED_LAST : 0);
      if (score > (best.get(facet) ?? 0)) best.set(facet, score);
      if (weight >= 2 && !phrase.words.includes(GAP)) for (let i = start; i < end; i++) positions.add(i);
    }
  const mentioned = [...best].sort((a, b) => b[1] - a[1]).map(([facet]) => facet);
  return { facet: mentioned[0] ?? 'overview', asked: mentioned.length > 0, mentioned, positions };
}
