// Whether a message is one of some phrases and beside it nothing that says anything.

import { occurrences, type Phrase } from '../../knowledge/phrases.ts';

/** `around`: words, written and folded, that add nothing to the phrase. */
export function isBarely(
  tokens: readonly string[],
  phrases: readonly Phrase[],
  around: ReadonlySet<string>,
): boolean {
  return phrases.some((phrase) =>
    occurrences(tokens, phrase).some(([start, end]) =>
      tokens.every((token, i) => (i >= start && i < end) || around.has(token)),
    ),
  );
}
