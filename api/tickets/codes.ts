// The two halves of how a citizen finds a ticket again: the code that counts, and the key that cannot be guessed.

import { createHash, randomInt } from 'node:crypto';
import { dayOf } from '../../knowledge/day.ts';

/** No two of these look or sound alike on paper or on the phone. */
const KEY_LETTERS = 'ACDEFHJKMNPRTWXY34679';
const KEY_LENGTH = 8;
const KEY = new RegExp(`\\b[${KEY_LETTERS}]{4}-[${KEY_LETTERS}]{4}\\b`, 'gi');

/** `PA-2026-000123`: the year in Viet Nam and the running number. */
export function ticketCode(number: string, openedAt: Date): string {
  return `PA-${dayOf(openedAt).slice(0, 4)}-${number.padStart(6, '0')}`;
}

/** The code as it was typed, with spaces, other dashes or without leading zeros; null when it is none. */
export function readTicketCode(text: string): string | null {
  const match = /^\s*PA[\s\-–—_]*(\d{4})[\s\-–—_]+0*(\d{1,15})\s*$/i.exec(text);
  return match ? `PA-${match[1]}-${match[2]!.padStart(6, '0')}` : null;
}

/** `ACDE-FHJK`; about 10^10 of them, made anew for every ticket. */
export function newKey(): string {
  const letters = Array.from({ length: KEY_LENGTH }, () => KEY_LETTERS[randomInt(KEY_LETTERS.length)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** A text without the keys in it: they are the citizen's alone. */
export const withoutKeys = (text: string): string => text.replace(KEY, '••••-••••');

/** What is stored of a key; case, spaces and dashes do not matter. */
export function hashKey(code: string, key: string): Buffer {
  const letters = key.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`${code} ${letters}`).digest();
}
