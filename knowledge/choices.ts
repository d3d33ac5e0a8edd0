// The question back: which procedure is meant, with what each of them says to the question in a few words.

import { briefly } from './briefly.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { displayTitle, editionOf } from './compose.ts';
import type { Facet } from './facet.ts';
import type { Question } from './question.ts';
import { cutAtWord } from './vietnamese.ts';
import type { Wording } from './wording.ts';

/** What is told of all choices together, and of one, in characters. */
const LONGEST_TOLD = 1100;
const LONGEST_EACH = 420;
const LONGEST_TITLE = 200;

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
