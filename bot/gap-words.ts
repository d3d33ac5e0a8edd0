// What a message that could not be answered is about: masked, its content words, and whether two are about the same.

import type { Act } from '../knowledge/acts.ts';
import { type Language, readQuestion, WORD_WEIGHTS } from '../knowledge/question.ts';
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

/** Share of letters (as trigrams) that two texts' words must have in common; beside it the act must be the same. */
const NEAR = 0.8;

/** How near two texts are, from NEAR to 1; 0 when they are not about the same. */
export function nearness(
  one: Pick<GapWords, 'terms' | 'acts'>,
  other: Pick<GapWords, 'terms' | 'acts'>,
): number {
  if (one.acts.size !== other.acts.size || [...one.acts].some((act) => !other.acts.has(act))) return 0;
  const [a, b] = [trigrams(one.terms), trigrams(other.terms)];
  const shared = [...a].filter((trigram) => b.has(trigram)).length;
  const share = (2 * shared) / (a.size + b.size);
  return share >= NEAR ? share : 0;
}

function trigrams(terms: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const term of terms) {
    const framed = `^${term}$`;
    for (let at = 0; at + 3 <= framed.length; at++) found.add(framed.slice(at, at + 3));
  }
  return found;
}

/** At the last space before the limit, and not inside a placeholder. */
function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const space = text.lastIndexOf(' ', LONGEST_TEXT);
  const head = text.slice(0, space > 0 ? space : LONGEST_TEXT).replace(/«[^»]*$/u, '');
  return `${storableText(head).trim()} …`;
}
