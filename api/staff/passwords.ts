// Passwords: which are good enough, how they are kept, and how one is compared without telling whether it exists.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import { fold, normalise } from '../../knowledge/vietnamese.ts';

/** Argon2id as OWASP recommends it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What is compared with where there is nothing, so that an unknown name takes the same work. */
const NOTHING = hash('nobody has this password', COST);

/** Words that passwords are made of, folded, from common-passwords.txt. */
const COMMON = new Set(
  readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
    .split('\n')
    .filter(Boolean),
);

/** Typed on whichever keyboard, a password is the same. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

/** `stored` null: nobody; false after the same work. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const same = await verify(stored ?? (await NOTHING), password.normalize('NFC'));
  return same && stored !== null;
}

/** Whether it is guessed early: digits only, a few characters repeated, or one common word or the username with digits. */
export function isCommon(password: string, username: string): boolean {
  const plain = fold(normalise(password)).replace(/[^a-z0-9]/g, '');
  const word = plain.replace(/^\d+|\d+$/g, '');
  const own = username.replace(/[^a-z0-9]/g, '').replace(/^\d+|\d+$/g, '');
  return word === '' || word === own || COMMON.has(word) || /^(.{1,6})\1+$/.test(plain);
}
