// The same figures for parts of a set: where it is weak.

import type { Figure } from './figure.ts';
import { groupBy } from './group.ts';
import { type QuestionPair, scoreQuestions } from './score.ts';

export interface Slice {
  name: string;
  figures: Figure[];
}

/** One slice for each value of `keyOf`, the largest first, then by name. */
export function slices(pairs: readonly QuestionPair[], keyOf: (pair: QuestionPair) => string): Slice[] {
  return [...groupBy(pairs, keyOf)]
    .sort(([a, as], [b, bs]) => bs.length - as.length || a.localeCompare(b, 'vi'))
    .map(([name, part]) => ({ name, figures: scoreQuestions(part) }));
}
