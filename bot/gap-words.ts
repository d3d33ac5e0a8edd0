// What a message that could not be answered is about: masked, its content words, and whether two are about the same.

import type { Act } from '../knowledge/acts.ts';
import { type Language, readQuestion } from '../knowledge/question.ts';
import { WORD_WEIGHTS } from '../knowledge/term-weights.ts';
import { fold } from '../knowledge/vietnamese.ts';
import { maskPersonalData, withoutPlaceholders } from './personal-data.ts';
import { storableText } from './storable.ts';

/** What an officer reads; the rest of a longer message is left out. */
const LONGEST_TEXT = 300;

export interface GapWords {
  /** Masked, one line. */
  text: string;
  /** Folded words beyond filler and facet, in alphabetical order; empty when nothing is said. */
  terms: readonly string[];
  acts: ReadonlySet<Act>;
}

export function readGapWords(language: Language, message: string): GapWords {
  const masked = maskPersonalData(storableText(message)).replace(/\s+/g, ' ').trim();
  const text = cut(masked);
  const { tokens, terms, acts } = readQuestion(language, withoutPlaceholders(text));
  const least = Math.max(WORD_WEIGHTS.filler, WORD_WEIGHTS.facet);
  const content = tokens.map(fold).filter((word) => (terms.get(word) ?? 0) > least);
  return { text, terms: [...new Set(content)].sort(), acts };
}

/** Share of the words of the longer text that the shorter must have. */
const NEAR = 0.75;
/** Shorter syllables differ by one letter all the time: "tằm" is not "tôm". */
const TWIN_LENGTH = 4;

/**
 * How near two texts are, from NEAR to 1; 0 when they are not about the same. The act must be the same, and one may
 * only say a little more than the other: a word in place of another word is another thing.
 */
export function nearness(
  one: Pick<GapWords, 'terms' | 'acts'>,
  other: Pick<GapWords, 'terms' | 'acts'>,
): number {
  if (one.acts.size !== other.acts.size || [...one.acts].some((act) => !other.acts.has(act))) return 0;
  const [fewer, more] =
    one.terms.length <= other.terms.length ? [one.terms, other.terms] : [other.terms, one.terms];
  if (!fewer.every((term) => more.some((candidate) => isTwin(term, candidate)))) return 0;
  const share = fewer.length / more.length;
  return share >= NEAR ? share : 0;
}

/** The same syllable, i for y, or one letter off in a long one. */
function isTwin(one: string, other: string): boolean {
  if (one.replaceAll('y', 'i') === other.replaceAll('y', 'i')) return true;
  return Math.min(one.length, other.length) >= TWIN_LENGTH && isOneLetterOff(one, other);
}

function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return long.slice(at + 1) === short.slice(short.length === long.length ? at + 1 : at);
}

/** At the last space before the limit, and not inside a placeholder. */
function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const space = text.lastIndexOf(' ', LONGEST_TEXT);
  const head = text.slice(0, space > 0 ? space : LONGEST_TEXT).replace(/«[^»]*$/u, '');
  return `${storableText(head).trim()} …`;
}
