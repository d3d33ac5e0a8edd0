// Whether a question goes on about the procedure in hand, or is about another one.

import { titleCore } from './features.ts';
import { occurrences } from './phrases.ts';
import type { Language, Question } from './question.ts';
import { readQuestion } from './question.ts';
import { type Hit, withChances } from './rank.ts';
import type { Search } from './search.ts';
import { WORD_WEIGHTS } from './term-weights.ts';
import { fold, tokenise } from './vietnamese.ts';

/** A question whose own words fit some procedure this well starts a new topic. */
const OWN_COVERAGE = 0.55;
const OWN_EVIDENCE = 18;
/** So does one of so many words that one procedure alone fits, though talk around it covers more of the question. */
const SURE_WORDS = 3;
const SURE_CHANCE = 0.9;
const SURE_EVIDENCE = 12;
/** A longer question of whether something may be tells a case of its own. */
const WHETHER_WORDS = 8;
const OWN_HITS = 40;
/** What the whole chance of fitting the question alone adds, in logits. */
const OWN_WEIGHT = 8;

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
  topic: Topic & { papers: readonly string[] },
): Promise<{ hits: Hit[]; stays: boolean }> {
  const content = contentOf(language, question);
  if (
    content.length === 0 ||
    namesPaper(content, question, topic.papers) ||
    repeats(content, question, topic)
  )
    return { hits: [], stays: true };
  const own = await search.find(question, OWN_HITS);
  const [best] = own;
  if (best && best.chance < SURE_CHANCE && content.length <= WHETHER_WORDS && asksWhether(question))
    return { hits: own.slice(0, 10), stays: true };
  if (best && (namesProcedure(best) || (content.length >= SURE_WORDS && isAlone(best))))
    return { hits: own.slice(0, 10), stays: best.code === topic.code };
  const together = await search.find(readQuestion(language, `${titleCore(topic.title)} ${question.text}`));
  const hits = weighedTogether(together, own);
  return { hits, stays: hits.length === 0 || hits[0]?.code === topic.code };
}

/** "Con mang họ mẹ được không?" asks whether something may be, and names nothing to be done. */
function asksWhether({ facet, acts }: Question): boolean {
  return facet.facet === 'conditions' && acts.size === 0;
}

function namesProcedure({ coverage, lexical }: Hit): boolean {
  return coverage >= OWN_COVERAGE && lexical * coverage >= OWN_EVIDENCE;
}

function isAlone({ chance, coverage, lexical }: Hit): boolean {
  return chance >= SURE_CHANCE && lexical * coverage >= SURE_EVIDENCE;
}

/** What fits topic and question, moved up by what fits the question alone: "còn đứa lớn 15 tuổi?" asks for the sibling. */
function weighedTogether(together: readonly Hit[], own: readonly Hit[]): Hit[] {
  const ownChances = new Map(own.map(({ code, chance }) => [code, chance]));
  const weighed = together
    .map((hit) => ({ ...hit, score: hit.score + OWN_WEIGHT * (ownChances.get(hit.code) ?? 0) }))
    .toSorted((a, b) => b.score - a.score);
  return withChances(weighed);
}

/** Words that name a thing, beyond the facet asked for, filler, and what only qualifies ("hộ nghèo", "qua mạng"). */
function contentOf(language: Language, { tokens, terms }: Question): string[] {
  const qualifying = new Set<number>();
  for (const { phrase } of language.hints)
    for (const [start, end] of occurrences(tokens, phrase))
      for (let i = start; i < end; i++) qualifying.add(i);
  const least = Math.max(WORD_WEIGHTS.facet, WORD_WEIGHTS.filler);
  return tokens.filter((token, i) => !qualifying.has(i) && (terms.get(fold(token)) ?? 0) > least).map(fold);
}

/** More words than these name something by themselves, though they stand in the title. */
const MOST_REPEATED = 1;

/** "Mấy ngày có phép?" while a permit is in hand: a facet, and a word of the title instead of the whole. */
function repeats(content: readonly string[], { facet }: Question, { title }: Topic): boolean {
  const words = new Set(tokenise(title).map(fold));
  return facet.asked && content.length <= MOST_REPEATED && content.every((word) => words.has(word));
}

/** "Cần giấy khám sức khỏe không?" asks about a paper of the procedure in hand. */
function namesPaper(content: readonly string[], { facet }: Question, papers: readonly string[]): boolean {
  if (facet.facet !== 'documents' && facet.facet !== 'form') return false;
  return papers.some((paper) => {
    const words = new Set(tokenise(paper).map(fold));
    return content.every((word) => words.has(word));
  });
}
