// Who may be called and at which number: "Nguyễn Văn A, 0912 345 678", as people type it and as a shared contact is told.

import { findPhone } from '../phone.ts';

const LONGEST_NAME_WORDS = 6;
/** They stand beside a number and are nobody's name. */
const NO_NAME = new Set(
  'dạ vâng ạ alo ok gọi goi số so sđt sdt đt tôi toi tui mình minh em xin cho đây điện thoại hệ theo qua vào là nhé nha'.split(
    ' ',
  ),
);

export interface Contact {
  /** Null where nothing beside the number is a name. */
  name: string | null;
  /** In digits from its leading 0. */
  phone: string;
}

/** Null where there is no number. */
export function readContact(said: string): Contact | null {
  const text = said.normalize('NFC');
  const found = findPhone(text);
  if (found === null) return null;
  const { phone, start, end } = found;
  const before = text.slice(0, start);
  const words = `${before} ${text.slice(end)}`.match(/[^\s,;:.–-]+/g) ?? [];
  const isName =
    words.length > 0 &&
    words.length <= LONGEST_NAME_WORDS &&
    words.every((word) => /^[\p{L}']+$/u.test(word) && !NO_NAME.has(word.toLowerCase())) &&
    // Small letters are a name only where they stand apart: "nguyễn văn a, 0912 345 678".
    (/,\s*$/.test(before) || (words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word))));
  return { name: isName ? words.join(' ') : null, phone };
}
