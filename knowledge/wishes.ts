// Several wishes in one message: each is answered, one after the other.

import type { Answer } from './answer.ts';
import { tokenise } from './vietnamese.ts';

const MOST_WISHES = 3;
const FEWEST_WORDS = 2;
/** Parts of a message are answered apart only when each is at least this sure; else the message is one story. */
const SURE_EACH = 0.7;

/** The questions of a message, cut after question marks and at line breaks; one, when it asks only once. */
export function wishesOf(text: string): string[] {
  const parts = text
    .split(/(?<=\?)\s*|\n+/)
    .map((part) => part.trim())
    .filter((part) => tokenise(part).length >= FEWEST_WORDS);
  return parts.length > 1 && parts.length <= MOST_WISHES ? parts : [text];
}

/**
 * One answer out of several, or null when one of them is unsure or all say the same. "How do I get a passport? What
 * papers?" asks for the papers: an overview of what another part asks more of is left out.
 */
export function together(all: readonly Answer[]): Answer | null {
  const answers = all.filter(
    (one) =>
      one.facet !== 'overview' ||
      !all.some((other) => other.facet !== 'overview' && other.procedure?.code === one.procedure?.code),
  );
  const [first] = answers;
  const asked = new Set(answers.map(({ procedure, facet }) => `${procedure?.code} ${facet}`));
  const sure = answers.every(
    ({ outcome, confidence }) => outcome === 'answered' && (confidence === null || confidence >= SURE_EACH),
  );
  if (!first || !sure || asked.size < answers.length) return null;
  const last = answers.at(-1)!;
  return {
    ...first,
    ranked: all.find(({ ranked }) => ranked.length > 0)?.ranked ?? [],
    text: answers.map(({ text }) => text).join('\n\n'),
    procedure: last.procedure,
    next: last.next,
  };
}
