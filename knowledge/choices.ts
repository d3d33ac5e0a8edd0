// The question back: which procedure is meant, with what each of them says to the question in a few words.

import type { CatalogueEntry } from './catalogue.ts';
import { displayTitle, editionOf } from './compose.ts';
import type { Facet } from './facet.ts';
import { factLines } from './facts.ts';
import { textOf, ungroundedClaims } from './grounding.ts';
import { passagesFor } from './passages.ts';
import type { Procedure } from './procedure.ts';
import type { Question } from './question.ts';
import { relevanceTo } from './relevance.ts';
import { cutAtWord } from './vietnamese.ts';
import type { Wording } from './wording.ts';

/** What is told of all choices together, in characters; a title and one paper or form among them are shorter. */
const LONGEST_TOLD = 1100;
const LONGEST_EACH = 420;
const LONGEST_TITLE = 200;
const LONGEST_ITEM = 90;

/**
 * Asks which of the choices is meant. What each says to the facet stands beside it, with its code, or once for all of
 * them where they say the same; of a choice that says nothing, or nothing that stands in its record, only the title.
 */
export function choiceText(
  choices: readonly CatalogueEntry[],
  question: Question,
  facet: Facet,
  wording: Wording,
): string {
  const { said } = wording;
  const longest = Math.min(LONGEST_EACH, Math.floor(LONGEST_TOLD / choices.length));
  const told = choices.map(({ procedure }) => briefly(procedure, question, facet, { wording, longest }));
  const [first] = told;
  const same = first != null && choices.length > 1 && told.every((fact) => fact === first);
  const lines = choices.map(({ procedure: { code, title } }, i) => {
    const name = cutAtWord(displayTitle(title), LONGEST_TITLE);
    if (told[i] === null) return `- ${name}`;
    return same ? `- ${name} (${code})` : `- ${name} (${code}). ${told[i]}`;
  });
  const [entry] = choices;
  const anyTold = entry !== undefined && told.some((fact) => fact !== null);
  return [
    said.askBack,
    ...lines,
    ...(same ? [said.sameForAll(first)] : []),
    ...(anyTold ? ['', `${said.source} ${editionOf(entry, wording)}`] : []),
  ].join('\n');
}

/** The facet's heading and its first facts in one line; null when there is nothing to tell. */
function briefly(
  record: Procedure,
  question: Question,
  facet: Facet,
  { wording, longest }: { wording: Wording; longest: number },
): string | null {
  if (facet === 'overview') return null;
  const telling = { wording, relevance: relevanceTo(question) };
  const facts = factLines(record, facet, telling).filter((line) => !isSilence(line, wording));
  const passages = passagesFor(question, facet, record, 1);
  const lines = facet === 'conditions' && passages.length > 0 ? passages : [...facts, ...passages];
  const items = lines
    .filter((line) => line !== wording.said.morePapers)
    .map((line) => line.replace(/^- /, ''))
    .map((line) => (lines.length > 2 ? cutAtWord(line, LONGEST_ITEM) : line));
  if (items.length === 0) return null;
  const told = cutAtWord(`${wording.headings[facet]}: ${items.join('; ')}`, longest);
  return ungroundedClaims(told, textOf(record)).length > 0 ? null : told;
}

function isSilence(line: string, { said }: Wording): boolean {
  const silences: readonly string[] = [
    said.noPapers,
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
