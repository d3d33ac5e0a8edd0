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
  'EPIPE',
  'ETIMEDOUT',
  '08000',
  '08003',
  '08006',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** How pg says that a connection broke or that none came in time; these have no code. */
const WITHOUT_CODE = [
  'Connection terminated',
  'Client has encountered a connection error',
  'timeout exceeded when trying to connect',
];

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

/** Whether the driver says that a server, which may be back in a moment, could not be reached or hung up. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '', message } = error as Error & { code?: string };
  return UNREACHABLE.has(code) || WITHOUT_CODE.some((start) => message.startsWith(start));
}
