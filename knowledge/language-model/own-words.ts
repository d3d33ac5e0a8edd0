// What of a sentence the model wrote itself, and whether it may be said: connecting words and those of the title, nothing that claims.

import { readFileSync } from 'node:fs';
import { SLOT } from './slots.ts';

/** Why a sentence is cut: a character that is none of Vietnamese prose, a claiming word, a word beyond the list, its length. */
export type Fault = 'sign' | 'claim' | 'word' | 'long';

export interface OwnWords {
  /** What is said in between. */
  connecting: ReadonlySet<string>;
  /** Numbers, units, denials, promises: single words or phrases. */
  claiming: readonly string[];
  /** Phrases in which a claiming word claims nothing ("một số"). */
  harmless: readonly string[];
}

const LETTERS = 'A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ';
const PROSE = new RegExp(`^[${LETTERS} ,.:;!?()–…-]*$`);
const WORD = new RegExp(`[${LETTERS}]+`, 'g');
const LONGEST_SENTENCE = 320;

/** The lists shipped beside this file: one word or phrase a line, `#` begins a remark. */
export function shippedOwnWords(): OwnWords {
  const [connecting, claiming, harmless] = ['connecting', 'claiming', 'harmless'].map(linesOf);
  return {
    connecting: new Set(connecting!.flatMap((line) => line.split(' '))),
    claiming: claiming!,
    harmless: harmless!,
  };
}

function linesOf(name: string): string[] {
  return readFileSync(new URL(`./own-words/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
}

/**
 * Null when the sentence may stand. Slots and the placeholders in `restorable` are the server's; all else has to be
 * plain Vietnamese prose of words that connect, or that the title has.
 */
export function faultOf(
  sentence: string,
  words: OwnWords,
  { title, restorable }: { title: string; restorable: readonly string[] },
): Fault | null {
  let own = sentence.replace(SLOT, ' ').normalize('NFC');
  for (const placeholder of restorable) own = own.replace(placeholder, ' ');
  if (own.length > LONGEST_SENTENCE) return 'long';
  if (!PROSE.test(own)) return 'sign';
  // A slot is no word between words: "miễn [[1]]" is judged as "miễn".
  const text = ` ${wordsOf(own).join(' ')} `;
  const rest = words.harmless.reduce((left, phrase) => left.replaceAll(` ${phrase} `, ' · '), text);
  if (words.claiming.some((phrase) => rest.includes(` ${phrase} `))) return 'claim';
  const ofTitle = new Set(wordsOf(title));
  return wordsOf(rest).every((word) => words.connecting.has(word) || ofTitle.has(word)) ? null : 'word';
}

/** Words that the model wrote itself. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFC').replace(SLOT, ' ').toLowerCase().match(WORD) ?? [];
}
