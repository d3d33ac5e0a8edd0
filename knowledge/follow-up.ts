// Whether a question goes on about the procedure in hand, or is about another one.

import { titleCore } from './features.ts';
import type { Language, Question } from './question.ts';
import { readQuestion, WORD_WEIGHTS } from './question.ts';
import type { Hit } from './rank.ts';
import type { Search } from './search.ts';
import { fold } from './vietnamese.ts';

/** A question whose own words fit a procedure this well starts a new topic. */
const OWN_COVERAGE = 0.5;
const OWN_FIT = 0.3;

export interface Topic {
  code: string;
  title: string;
}

/**
 * Finds hits for a question asked while `topic` is in hand. A bare facet ("lệ phí bao nhiêu?") stays; words that name a
 * procedure by themselves leave; anything between is read together with the topic's title.
 */
export async function findWithTopic(
  search: Search,
  language: Language,
  question: Question,
  topic: Topic,
): Promise<{ hits: Hit[]; stays: boolean }> {
  if (!hasContent(question)) return { hits: [], stays: true };
  const own = await search.find(question);
  const [best] = own;
  if (best && best.code === topic.code) return { hits: own, stays: true };
  if (best && best.coverage >= OWN_COVERAGE && best.phrase.fit >= OWN_FIT) return { hits: own, stays: false };
  const together = await search.find(readQuestion(language, `${titleCore(topic.title)} ${question.text}`));
  return { hits: together, stays: together[0]?.code === topic.code };
}

/** Whether any word names a thing, beyond the facet asked for and filler. */
function hasContent({ tokens, terms }: Question): boolean {
  return tokens.some(
    (token) => (terms.get(fold(token)) ?? 0) > Math.max(WORD_WEIGHTS.facet, WORD_WEIGHTS.filler),
  );
}
