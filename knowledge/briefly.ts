// What a record says to a question in one line: for a procedure that is only one of several.

import type { Facet } from './facet.ts';
import { factLines } from './facts.ts';
import { textOf, ungroundedClaims } from './grounding.ts';
import { distinctPapers, shortened } from './papers.ts';
import { passagesFor } from './passages.ts';
import type { Procedure } from './procedure.ts';
import type { Question } from './question.ts';
import { relevanceTo } from './relevance.ts';
import { cutAtWord } from './vietnamese.ts';
import type { Wording } from './wording.ts';

const LONGEST_PAPER = 70;
const LONGEST_ITEM = 110;

/**
 * The facet's heading and its first facts in one line of at most about `longest` characters; null when the record says
 * nothing to the facet, or nothing that stands in it.
 */
export function briefly(
  record: Procedure,
  question: Question,
  facet: Facet,
  { wording, longest }: { wording: Wording; longest: number },
): string | null {
  const items = itemsOf(record, question, facet, wording);
  if (items.length === 0) return null;
  const told = cutAtWord(`${wording.headings[facet]}: ${items.join('; ')}`, longest);
  return ungroundedClaims(told, textOf(record)).length > 0 ? null : told;
}

function itemsOf(record: Procedure, question: Question, facet: Facet, wording: Wording): string[] {
  if (facet === 'overview') return [];
  const telling = { wording, relevance: relevanceTo(question, record.title) };
  if (facet === 'documents')
    return [
      ...new Set(distinctPapers(record.paperSets, telling).map(({ name }) => shortened(name, LONGEST_PAPER))),
    ];
  const passages = passagesFor(question, facet, record, 1);
  if (facet === 'conditions' && passages.length > 0) return passages;
  const facts = factLines(record, facet, telling)
    .filter((line) => line !== wording.said.morePapers && !isSilence(line, wording))
    .map((line) => line.replace(/^- /, ''));
  // Of several lines, and beside a passage, each has to leave room for the next.
  const crowded = facts.length > 2 || passages.length > 0;
  const lines = crowded ? facts.map((line) => cutAtWord(line, LONGEST_ITEM)) : facts;
  return [...lines, ...passages.filter((passage) => !facts.includes(passage))];
}

function isSilence(line: string, { said }: Wording): boolean {
  const silences: readonly string[] = [
    said.noFee,
    said.unsettledFee,
    said.noTime,
    said.noPlace,
    said.onlineNotListed,
    said.noForms,
    said.noConditions,
    said.starterHasNoText,
    said.noResult,
    said.noLegal,
  ];
  return silences.includes(line);
}
