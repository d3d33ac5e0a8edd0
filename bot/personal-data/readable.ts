// A text and its plain twin of the same length, so that what is found in the twin can be pointed at in the text.

import { fold } from '../../knowledge/vietnamese.ts';

export type PersonalDataKind =
  | 'phone'
  | 'email'
  | 'identity'
  | 'insurance'
  | 'tax'
  | 'bank'
  | 'plate'
  | 'dossier'
  | 'parcel'
  | 'number'
  | 'secret'
  | 'name'
  | 'birth'
  | 'address';

export interface Finding {
  kind: PersonalDataKind;
  start: number;
  end: number;
}

export interface Readable {
  /** NFC, as written. */
  text: string;
  /** Without marks, lower case, every space a plain one; unit for unit as long as `text`. */
  plain: string;
}

export function readable(text: string): Readable {
  const normal = text.normalize('NFC');
  return { text: normal, plain: Array.from(normal, plainCharacter).join('') };
}

function plainCharacter(character: string): string {
  if (character !== '\n' && /\s/u.test(character)) return ' ';
  const plain = fold(character).toLowerCase();
  return plain.length === character.length ? plain : character;
}

export interface Word {
  text: string;
  plain: string;
  start: number;
  end: number;
}

/** Words (letters only) with their places. */
export function wordsOf({ text, plain }: Readable): Word[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)].map((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    return { text: match[0], plain: plain.slice(start, end), start, end };
  });
}

/** "Hoa", "HOA", "A"; not "hoa". */
export function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}
