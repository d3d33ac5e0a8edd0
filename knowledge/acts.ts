// What is to be done with a paper or a right: first issue, reissue, exchange … The act tells siblings apart.

import { readFileSync } from 'node:fs';
import { occurs, type Phrase, parsePhrase } from './phrases.ts';

export const ACTS = [
  'issue',
  'reissue',
  'exchange',
  'extend',
  'amend',
  'remove',
  'revoke',
  'transfer',
  'pause',
  'end',
  'restore',
  'copy',
  'recognise',
  'split',
] as const;
export type Act = (typeof ACTS)[number];

export interface ActPhrase {
  act: Act;
  phrase: Phrase;
}

/** Reads `act⇥phrase` lines; throws on an unknown act, naming the line. */
export function parseActPhrases(tsv: string): ActPhrase[] {
  return tsv
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const [name, text = ''] = line.split('\t');
      const act = ACTS.find((known) => known === name);
      const phrase = parsePhrase(text);
      if (!act || phrase.words.length === 0)
        throw new Error(`acts.tsv line ${number}: expected act, phrase; got "${line}"`);
      return { act, phrase };
    });
}

export function shippedActPhrases(): ActPhrase[] {
  return parseActPhrases(readFileSync(new URL('./catalogue/acts.tsv', import.meta.url), 'utf8'));
}

/** Acts named in the tokens. A word typed without marks counts as any word that folds to it. */
export function readActs(phrases: readonly ActPhrase[], tokens: readonly string[]): Set<Act> {
  return new Set(phrases.filter(({ phrase }) => occurs(tokens, phrase)).map(({ act }) => act));
}
