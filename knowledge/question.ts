// Reads what a person typed: spelling mended, facet and act recognised, every term weighed for the search.

import { readFileSync } from 'node:fs';
import { type Act, type ActPhrase, readActs, shippedActPhrases } from './acts.ts';
import { knownSyllables } from './embedding/word-space.ts';
import { type FacetPhrase, type FacetReading, readFacet, shippedFacetPhrases } from './facet.ts';
import { occurrences, occurs, type Phrase, parsePhrase } from './phrases.ts';
import { mendSyllable } from './spelling.ts';
import {
  type Sentence,
  shareOfSentence,
  type TypedTokens,
  termsOfAll,
  WORD_WEIGHTS,
  weighTerms,
} from './term-weights.ts';
import { fold, tokenise, typedSentences } from './vietnamese.ts';
import { shippedWords, type Words } from './words.ts';

/** Longer questions are cut here; what matters is said before. */
const MOST_TOKENS = 160;
const SENTENCES_OF_STORY = 3;

export interface Question {
  text: string;
  tokens: string[];
  facet: FacetReading;
  acts: ReadonlySet<Act>;
  /** Term of the lexical index → weight from 0 to 1. */
  terms: ReadonlyMap<string, number>;
  /** The same for each sentence alone: a story tells a lot and asks in one of them. */
  sentences: readonly Sentence[];
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

let shipped: Language | null = null;

/** The word lists shipped in `catalogue/`, read once. */
export function shippedLanguage(): Language {
  shipped ??= readShipped();
  return shipped;
}

function readShipped(): Language {
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
  const parts = inSentences(language, text);
  const tokens = parts.flatMap((part) => part.tokens);
  const isStory = parts.length >= SENTENCES_OF_STORY;
  const lastFrom = isStory ? tokens.length - parts.at(-1)!.tokens.length : tokens.length;
  const facet = readFacet(language.facetPhrases, tokens, lastFrom);
  const weights = tokens.map((_, i) => (facet.positions.has(i) ? WORD_WEIGHTS.facet : 1));
  for (const filler of language.fillers)
    for (const [start, end] of occurrences(tokens, filler))
      for (let i = start; i < end; i++) weights[i] = Math.min(weights[i]!, WORD_WEIGHTS.filler);
  // "hk" by itself is no word of any procedure; what it may stand for is searched instead.
  tokens.forEach((token, i) => {
    if (language.words.expand([token]).some(({ short }) => short)) weights[i] = WORD_WEIGHTS.filler;
  });
  const hints = language.hints
    .filter(({ phrase }) => occurs(tokens, phrase))
    .flatMap(({ lookFor }) => lookFor);
  const sentences = parts.map((part, i): Sentence => {
    const own = weights.splice(0, part.tokens.length);
    return { share: shareOfSentence(i, parts.length), terms: weighTerms(language, part, own) };
  });
  return {
    text,
    tokens,
    facet,
    acts: readActs(language.actPhrases, tokens),
    terms: termsOfAll(sentences),
    sentences,
    hints: [...new Set(hints)],
  };
}

/** As typed and as mended, both of the same length; a text without a word is one empty sentence. */
function inSentences(language: Language, text: string): TypedTokens[] {
  const parts: TypedTokens[] = [];
  let left = MOST_TOKENS;
  for (const sentence of typedSentences(text)) {
    if (left === 0) break;
    const typed = language.words.rewrite(tokenise(sentence).slice(0, left)).slice(0, left);
    left -= typed.length;
    if (typed.length > 0) parts.push({ typed, tokens: mended(language, typed) });
  }
  return parts.length > 0 ? parts : [{ typed: [], tokens: [] }];
}

/** Words of the glossary stay as they are, whatever they look like. */
function mended({ words, syllables }: Language, tokens: readonly string[]): string[] {
  return tokens.map((token) =>
    words.expand([token]).length > 0 ? token : (mendSyllable(fold(token), syllables) ?? token),
  );
}
