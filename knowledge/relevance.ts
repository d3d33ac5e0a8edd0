// How much a text of a record speaks to a question, by the words that name a thing.

import { termFrequencies } from './lexical.ts';
import type { Question } from './question.ts';
import { WORD_WEIGHTS } from './term-weights.ts';
import { tokenise } from './vietnamese.ts';

export type Relevance = (text: string) => number;

/**
 * Weights of the question's words and word pairs that a text has, summed; filler, the facet and words from the glossary
 * do not count, nor do words that `common` has as well, such as the title. 0 = nothing in common.
 */
export function relevanceTo({ terms }: Pick<Question, 'terms'>, common = ''): Relevance {
  const least = Math.max(...Object.values(WORD_WEIGHTS));
  const shared = termsOf(common);
  const asked = [...terms].filter(([term, weight]) => weight >= least && !shared.has(term));
  return (text) => {
    const found = termsOf(text);
    return asked.reduce((sum, [term, weight]) => sum + (found.has(term) ? weight : 0), 0);
  };
}

function termsOf(text: string): ReadonlyMap<string, number> {
  return termFrequencies([{ tokens: tokenise(text), weight: 1 }]);
}
