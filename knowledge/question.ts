// Reads what a person typed: spelling mended, facet and act recognised, every term weighed for the search.

import { readFileSync } from 'node:fs';
import { type Act, type ActPhrase, readActs, shippedActPhrases } from './acts.ts';
import { knownSyllables } from './embedding/word-space.ts';
import { type FacetPhrase, type FacetReading, readFacet, shippedFacetPhrases } from './facet.ts';
import { kindWeight, pairTerm, termFrequencies, wordTerms } from './lexical.ts';
import { occurrences, occurs, type Phrase, parsePhrase } from './phrases.ts';
import { mendSyllable } from './spelling.ts';
import { fold, tokenise } from './vietnamese.ts';
import { shippedWords, type Words } from './words.ts';

/** How much a word counts when it is filler, belongs to the facet, or comes from the glossary; the object itself counts 1. */
export const WORD_WEIGHTS = { filler: 0.3, facet: 0.3, expansion: 0.2, abbreviation: 0.6 };

/** Longer questions are cut here; what matters is said before. */
const MOST_TOKENS = 160;

export interface Question {
  text: string;
  tokens: string[];
  facet: FacetReading;
  acts: ReadonlySet<Act>;
  /** Term of the lexical index → weight from 0 to 1. */
  terms: ReadonlyMap<string, number>;
  /** Words of the records that this way of asking is about ("đi thay" → "phải có mặt"), lower case. */
  hints: readonly string[];
}

export interface Language {
  words: Words;
  facetPhrases: readonly FacetPhrase[];
  actPhrases: readonly ActPhrase[];
  fillers: readonly Phrase[];
  hints: readonly Hint[];
  /** Folded syllables that occur in titles and aliases: what is none of these may be a slip. */
  syllables: ReadonlySet<string>;
}

export interface Hint {
  phrase: Phrase;
  lookFor: string[];
}

/** The word lists shipped in `catalogue/`, read once at start. */
export function shippedLanguage(): Language {
  return {
    words: shippedWords(),
    facetPhrases: shippedFacetPhrases(),
    actPhrases: shippedActPhrases(),
    fillers: shippedFillers(),
    hints: parseHints(readCatalogueFile('hints.tsv')),
    syllables: knownSyllables(),
  };
}

/** Words that say nothing about what is wanted, shipped in `catalogue/`. */
export function shippedFillers(): Phrase[] {
  return parseFillers(readCatalogueFile('fillers.txt'));
}

export function parseFillers(text: string): Phrase[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(parsePhrase);
}

/** Reads `way of asking⇥words of the record, comma separated` lines. */
export function parseHints(tsv: string): Hint[] {
  return tsv
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [asked = '', words = ''] = line.split('\t');
      return {
        phrase: parsePhrase(asked),
        lookFor: words.split(',').map((word) => word.trim().toLowerCase()),
      };
    });
}

function readCatalogueFile(name: string): string {
  return readFileSync(new URL(`./catalogue/${name}`, import.meta.url), 'utf8');
}

export function readQuestion(language: Language, text: string): Question {
  const typed = language.words.rewrite(tokenise(text)).slice(0, MOST_TOKENS);
  const tokens = mended(language, typed);
  const facet = readFacet(language.facetPhrases, tokens);
  const weights = tokens.map((_, i) => (facet.positions.has(i) ? WORD_WEIGHTS.facet : 1));
  for (const filler of language.fillers)
    for (const [start, end] of occurrences(tokens, filler))
      for (let i = start; i < end; i++) weights[i] = Math.min(weights[i]!, WORD_WEIGHTS.filler);
  const hints = language.hints
    .filter(({ phrase }) => occurs(tokens, phrase))
    .flatMap(({ lookFor }) => lookFor);
  const acts = readActs(language.actPhrases, tokens);
  return {
    text,
    tokens,
    facet,
    acts,
    terms: weighTerms(language, tokens, typed, weights),
    hints: [...new Set(hints)],
  };
}

/** Words of the glossary stay as they are, whatever they look like. */
function mended({ words, syllables }: Language, tokens: readonly string[]): string[] {
  return tokens.map((token) =>
    words.expand([token]).length > 0 ? token : (mendSyllable(fold(token), syllables) ?? token),
  );
}

function weighTerms(
  language: Language,
  tokens: readonly string[],
  typed: readonly string[],
  weights: readonly number[],
): Map<string, number> {
  const terms = new Map<string, number>();
  const put = (term: string, weight: number) => {
    if (weight > (terms.get(term) ?? 0)) terms.set(term, weight);
  };
  const putWord = (words: readonly string[], i: number) => {
    for (const term of wordTerms(words[i]!)) put(term, weights[i]! * kindWeight(term));
    if (i === 0) return;
    const term = pairTerm(words[i - 1]!, words[i]!);
    const [heavier, lighter] = [
      Math.max(weights[i]!, weights[i - 1]!),
      Math.min(weights[i]!, weights[i - 1]!),
    ];
    put(term, heavier * kindWeight(term) * (lighter < 1 ? 0.7 : 1));
  };
  tokens.forEach((token, i) => {
    putWord(tokens, i);
    // What looks misspelt may be a name that few procedures have ("mẫu VJ"): both are searched.
    if (typed[i] !== token || (i > 0 && typed[i - 1] !== tokens[i - 1])) putWord(typed, i);
  });
  for (const { phrase, official } of language.words.expand(tokens)) {
    // "gpxd" says nothing by itself: what it stands for has to carry the search.
    const abbreviates = !phrase.includes(' ') && !language.syllables.has(fold(phrase));
    const weight = abbreviates ? WORD_WEIGHTS.abbreviation : WORD_WEIGHTS.expansion;
    for (const reading of official.split(' / '))
      for (const term of termFrequencies([{ tokens: tokenise(reading), weight: 1 }]).keys())
        put(term, weight * kindWeight(term));
  }
  return terms;
}
