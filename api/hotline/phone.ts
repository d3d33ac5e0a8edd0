// A caller's telephone number: one spelling for all ways to write it, and what is kept of it.

import { createHmac } from 'node:crypto';

/** `0912345678` for "+84 912.345.678"; null for what is no number of Việt Nam. */
export function localNumber(phone: string): string | null {
  const digits = phone.replace(/[\s.()\-\u2010-\u2015]/g, '').replace(/^(?:\+|00)?84(?=\d{9,10}$)/, '0');
  return /^0\d{9,10}$/.test(digits) ? digits : null;
}

/** Ways in which people write the number: in one piece or in groups, with and without the code of the country. */
export function spellingsOf(number: string): string[] {
  const groups = [number.slice(0, 4), number.slice(4, 7), number.slice(7)];
  const abroad = `84${number.slice(1)}`;
  return [number, groups.join(' '), groups.join('.'), groups.join('-'), `+${abroad}`, abroad];
}

/** What is stored of a number: a keyed digest to find it by, and its last three digits for people. */
export function callerOf(number: string, secret: string): { hash: string; endsIn: string } {
  const hash = createHmac('sha256', secret).update(number).digest('base64url');
  return { hash, endsIn: number.slice(-3) };
}
