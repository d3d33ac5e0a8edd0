// Waits for a database server that is not there yet, as when both are started together.

import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

/** The network did not carry us, or the server is starting, stopping or full (SQLSTATE). Anything else is a refusal that waiting does not mend. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  '57P01',
  '57P03',
  '53300',
]);

/** Calls `open` until the server answers; throws its error when that is a refusal, or when `signal` is aborted. */
export async function untilReachable<T>(
  open: () => Promise<T>,
  { logger, signal }: { logger: Logger; signal: AbortSignal },
): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await open();
    } catch (error) {
      signal.throwIfAborted();
      if (!isUnreachable(error)) throw error;
      logger.warn({ err: error, nextTryMs: wait }, 'cannot reach the database');
      await setTimeout(wait, undefined, { signal });
    }
  }
}

function isUnreachable(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  // The pool's own time limit on connecting has no code.
  return UNREACHABLE.has(code ?? '') || message === 'timeout exceeded when trying to connect';
}
