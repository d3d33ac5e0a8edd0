// Time as the client sees it, so that a test can hold it in its hand.

/** Milliseconds since the epoch, and timers in milliseconds. */
export interface Clock {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** A wait that can be cut short: `wake()` ends the wait under way, if there is one. */
export function createPause(clock: Clock): { wait(ms: number): Promise<void>; wake(): void } {
  let end: (() => void) | null = null;
  return {
    wait(ms) {
      return new Promise((resolve) => {
        const timer = clock.setTimeout(() => end?.(), ms);
        end = () => {
          end = null;
          clock.clearTimeout(timer);
          resolve();
        };
      });
    },
    wake: () => end?.(),
  };
}

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait after the n-th failure in a row (from 0): doubling up to 30 s, a random half
 * of it, so that the visitors of a server that comes back do not all return in the same second.
 */
export function backoff(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return ceiling / 2 + (random() * ceiling) / 2;
}
