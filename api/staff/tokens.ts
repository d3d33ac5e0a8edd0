// Tokens that prove something to whoever shows them; the database holds only their hash.

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 43 characters that nobody can guess. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** What a page must send with every change, besides the cookie: known to whoever may read the answers of the session. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('csrf').digest('base64url');
}

/** Compares without telling by its duration where they differ. */
export function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
