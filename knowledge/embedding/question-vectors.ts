// The vector of a question by the embedder that made the index, or none: no question waits long for it.

import type { Embedder } from '../ports.ts';
import { type Breaker, createBreaker } from './breaker.ts';

/** Longest time a question waits for its vector, in milliseconds. */
const BUDGET_MS = 800;

export interface QuestionVectors {
  /**
   * Null when the embedder of that name is not at hand, is resting after a failure, fails, or takes too long; never
   * rejects. Only the built-in one is given `text`; one outside gets what `outside` gives.
   */
  vectorOf(embedder: string, text: string, outside: () => string): Promise<Float32Array | null>;
  /** From now on this embedder can be asked by its name. */
  add(embedder: Embedder): void;
}

/**
 * `builtIn` needs no network and is always asked; one that is added later is asked with a time limit of `budgetMs` and
 * rests after a failure. `onDown` and `onUp` are told once per change.
 */
export function createQuestionVectors({
  builtIn,
  budgetMs = BUDGET_MS,
  now = () => new Date(),
  onDown = () => {},
  onUp = () => {},
}: {
  builtIn: Embedder;
  budgetMs?: number;
  now?: () => Date;
  onDown?: (error: unknown, embedder: string) => void;
  onUp?: (embedder: string) => void;
}): QuestionVectors {
  const added = new Map<string, { embedder: Embedder; breaker: Breaker }>();
  return {
    add(embedder) {
      const { name } = embedder;
      const breaker = createBreaker({ now, onDown: (error) => onDown(error, name), onUp: () => onUp(name) });
      if (name !== builtIn.name) added.set(name, { embedder, breaker });
    },
    async vectorOf(name, text, outside) {
      if (name === builtIn.name) return (await builtIn.embed([text], { as: 'question' }))[0] ?? null;
      const found = added.get(name);
      if (found === undefined || !found.breaker.permits()) return null;
      try {
        const [vector] = await inTime(budgetMs, (signal) =>
          found.embedder.embed([outside()], { as: 'question', signal }),
        );
        found.breaker.succeeded();
        return vector ?? null;
      } catch (error) {
        found.breaker.failed(error);
        return null;
      }
    },
  };
}

async function inTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`No embedding of a question within ${ms} ms`);
      reject(error);
      limit.abort(error);
    }, ms);
  });
  try {
    return await Promise.race([work(limit.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
