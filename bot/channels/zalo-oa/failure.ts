// Why Zalo did not take a message, sorted by what to do about it.

import { readFileSync } from 'node:fs';
import type { Hold } from './windows.ts';

/**
 * `refresh`: get a new token and try once more; `wait`: later; `morning`: when the night is over; `window`: when the
 * citizen has written again; `refused`: never; `human`: an administrator must act; `bug`: what we sent was wrong.
 */
export const FAILURES = ['refresh', 'wait', 'morning', 'window', 'refused', 'human', 'bug'] as const;
export type Failure = (typeof FAILURES)[number];

/** Zalo answered and said no. `code` and `said` are Zalo's. */
export class ZaloRefused extends Error {
  override readonly name = 'ZaloRefused';
  readonly code: number;
  readonly failure: Failure;

  constructor(code: number, said: string) {
    super(`Zalo refused with ${code}: ${said.slice(0, 200)}`);
    this.code = code;
    this.failure = failureOf(code);
  }
}

/** No answer that could be read: what was asked for may have been done or not. */
export class ZaloUnclear extends Error {
  override readonly name = 'ZaloUnclear';
}

/** Not even tried: what we know of windows and quotas says no. `until`: when that changes by itself, if it does. */
export class ZaloHeld extends Error {
  override readonly name = 'ZaloHeld';
  readonly failure: Hold['failure'];
  readonly until: Date | null;

  constructor({ failure, until }: Hold) {
    super(`Not sent: ${failure}`);
    this.failure = failure;
    this.until = until;
  }
}

const MEANINGS = parseErrors(readFileSync(new URL('./errors.tsv', import.meta.url), 'utf8'));

/** An unknown code waits: giving up or crying for help on a guess would be worse. */
function failureOf(code: number): Failure {
  return MEANINGS.get(code)?.failure ?? 'wait';
}

/** What an officer reads about a code; null for one we do not know. */
export function meaningOf(code: number): string | null {
  return MEANINGS.get(code)?.meaning ?? null;
}

/** Reads `code⇥failure⇥meaning` lines; throws naming the line that is wrong. */
export function parseErrors(tsv: string): Map<number, { failure: Failure; meaning: string }> {
  const rows = tsv.split('\n').filter((line) => line !== '');
  return new Map(
    rows.map((line, index) => {
      const [code = '', name, meaning = ''] = line.split('\t');
      const failure = FAILURES.find((known) => known === name);
      if (!/^-?\d+$/.test(code) || !failure || meaning === '')
        throw new Error(`errors.tsv line ${index + 1}: expected code, failure, meaning; got "${line}"`);
      return [Number(code), { failure, meaning }];
    }),
  );
}
