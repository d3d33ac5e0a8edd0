// An answer for a caller on the line: what citizens get, and beside it the main facts, each to be read out by itself.

import type { Answerer } from '../../knowledge/answer.ts';
import { currentProcedure } from '../../knowledge/catalogue.ts';
import { displayTitle } from '../../knowledge/compose.ts';
import type { Facet } from '../../knowledge/facet.ts';
import { factLines } from '../../knowledge/facts.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { cutAtWord } from '../../knowledge/vietnamese.ts';
import { HEADINGS } from '../../knowledge/wording.ts';
import { sourceOf, spokenLines, spokenText } from './spoken.ts';
import { SPOKEN } from './texts.ts';

/** What callers ask for, in the order in which an operator tells it. */
const MAIN_FACETS: readonly Facet[] = ['documents', 'fee', 'time', 'where'];
const LONGEST_FACT = 600;

/** `code`: the procedure that was chosen; null where the catalogue does not have it. */
export async function askForCaller(
  { answerer, database }: { answerer: Answerer; database: Queryable },
  { q, code }: { q: string; code?: string | undefined },
) {
  const answer = code === undefined ? await answerer.answer(q) : await answerer.answerAbout(code, q);
  if (answer === null) return null;
  const { outcome, text, procedure, choices } = answer;
  const entry = procedure === null ? null : await currentProcedure(database, procedure.code);
  return {
    outcome,
    spoken: SPOKEN[outcome] ?? spokenText(text),
    procedure: entry && {
      code: entry.procedure.code,
      title: displayTitle(entry.procedure.title),
      url: entry.procedure.link,
    },
    choices,
    facts: entry === null ? [] : MAIN_FACETS.map((facet) => factOf(entry.procedure, facet)),
    source: sourceOf(text),
  };
}

function factOf(record: Procedure, facet: Facet) {
  const text = cutAtWord(spokenLines(factLines(record, facet)), LONGEST_FACT);
  return { facet, label: HEADINGS[facet], text };
}
