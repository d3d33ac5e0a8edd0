// What came of asking the model once: used as it was, used in part, or not used.

export const MODEL_OUTCOMES = ['used', 'cut', 'fallback'] as const;
export type ModelOutcome = (typeof MODEL_OUTCOMES)[number];

export interface Judged<T> {
  /** Null exactly with `fallback`: what there was without the model holds. */
  value: T | null;
  outcome: ModelOutcome;
  /** Why not the whole of it was used; null with `used`. */
  reason: string | null;
  /** The value as an officer reads it in the record. */
  shown: string | null;
}

export function used<T>(value: T, shown: string): Judged<T> {
  return { value, outcome: 'used', reason: null, shown };
}

export function fallback<T>(reason: string): Judged<T> {
  return { value: null, outcome: 'fallback', reason, shown: null };
}
