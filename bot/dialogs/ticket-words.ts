// Codes, keys and ratings as citizens type them.

import { fold, tokenise } from '../../knowledge/vietnamese.ts';
import { codeSpans } from '../entities.ts';
import type { Rating } from '../ports.ts';

const KEY = /(?<![\p{L}\p{N}])([a-z0-9]{4})[\s\-–—]?([a-z0-9]{4})(?![\p{L}\p{N}])/iu;
/** In a sentence a key is told from two short words by capitals, digits or its hyphen. */
const MARKED = /[A-Z0-9\-–—]/;
const HERE = /\bnhan (?:tin|thong tin|tra loi|ket qua) (?:o|tai) day\b/;
const LONGEST_WISH = 10;
const NOT = new Set(['khong', 'ko', 'k', 'kg', 'chua', 'chang', 'hong', 'hok', 'hem', 'khg']);
const VERY = new Set(['rat', 'qua', 'cuc', 'vo']);
const LONGEST_RATING = 6;

/** The key in a message, beside its code; `alone`: it was asked for. */
export function findKey(text: string, { alone }: { alone: boolean }): string | null {
  let rest = text.normalize('NFC');
  for (const { start, end } of codeSpans(rest).reverse())
    rest = `${rest.slice(0, start)} · ${rest.slice(end)}`;
  const match = KEY.exec(rest);
  return match && (alone || MARKED.test(match[0])) ? `${match[1]}-${match[2]}`.toUpperCase() : null;
}

/** Leading zeros and case do not matter: "PA-2026-123" is "PA-2026-000123". */
export function sameCode(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

/** Whether a short message wants what is told of a ticket to be told here. */
export function isToldHere(text: string): boolean {
  const tokens = tokenise(text).map(fold);
  return tokens.length <= LONGEST_WISH && HERE.test(tokens.join(' '));
}

/** The rating a short message is, with or without diacritics; null where it says anything else. */
export function ratingOf(text: string): Rating | null {
  const tokens = tokenise(text).map(fold);
  const at = tokens.findIndex((token, i) => token === 'hai' && tokens[i + 1] === 'long');
  if (at < 0 || tokens.length > LONGEST_RATING || text.includes('?')) return null;
  if (tokens.slice(0, at).some((token) => NOT.has(token))) return 'dissatisfied';
  return tokens.some((token) => VERY.has(token)) ? 'very_satisfied' : 'satisfied';
}

function bare(code: string): string {
  return code.toUpperCase().replace(/-0+(?=\d)/g, '-');
}
