// Tries the model once: within its budget, in time, and not while it rests after a failure.

import { createBreaker } from '../embedding/breaker.ts';
import type { Budget } from './budget.ts';
import { fallback, type Judged } from './judged.ts';
import { failureOf, ModelFailed } from './model-failed.ts';

/** A rough count for models that do not say: a Vietnamese syllable is two tokens or so. */
const CHARACTERS_PER_TOKEN = 2;
/** Less time than this is none. */
const LEAST_MS = 20;

export interface Trying {
  /** Whose budget it is. */
  conversation: string;
  /** Tokens that it may come to. */
  tokens: number;
  /** By `performance.now()`. */
  until: number;
}

/**
 * Resolves to what `ask` came to, or to a fallback that says why not; `taken` is asked afterwards how many tokens it
 * was. Rejects only when the budget cannot be kept.
 */
export type Attempt = <T>(
  trying: Trying,
  ask: (stop: AbortSignal) => Promise<Judged<T>>,
  taken: () => number,
) => Promise<Judged<T>>;

export function createAttempt({
  budget,
  now,
  onDown = () => {},
  onUp = () => {},
}: {
  budget: Budget;
  now: () => Date;
  onDown?: (error: unknown) => void;
  onUp?: () => void;
}): Attempt {
  const breaker = createBreaker({ now, onDown, onUp });

  async function guarded<T>(ms: number, ask: (stop: AbortSignal) => Promise<Judged<T>>): Promise<Judged<T>> {
    if (!breaker.permits()) return fallback('resting');
    const stop = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new ModelFailed('late'));
        stop.abort();
      }, ms);
    });
    try {
      const judged = await Promise.race([ask(stop.signal), late]);
      breaker.succeeded();
      return judged;
    } catch (error) {
      const failed = failureOf(error);
      breaker.failed(failed);
      return fallback(failed.failure);
    } finally {
      clearTimeout(timer);
    }
  }

  return async ({ conversation, tokens, until }, ask, taken) => {
    const left = until - performance.now();
    if (left < LEAST_MS) return fallback('late');
    const reservation = await budget.reserve(conversation, tokens);
    if (reservation === null) return fallback('over_budget');
    const judged = await guarded(left, ask);
    await reservation.settle(taken());
    return judged;
  };
}

export function roughTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
