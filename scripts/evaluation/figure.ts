// A figure of an evaluation: a number with a name, and how sure it is; pure.

import { confidenceInterval, meanInterval } from './interval.ts';

export type Interval = readonly [low: number, high: number];

export type FigureName =
  | 'n'
  | 'r1'
  | 'r3'
  | 'r5'
  | 'r10'
  | 'mrr10'
  | 'resolvedFirstReply'
  | 'facetAccuracy'
  | 'factRecall'
  | 'factRecallWhereRight'
  | 'askedBack'
  | 'intentAccuracy'
  | 'categoryAccuracy'
  | 'dossierCodeAccuracy'
  | 'denunciationAsComplaint'
  | 'turnAccuracy'
  | 'dialogAccuracy'
  | 'p50ms'
  | 'p95ms';

export interface Figure {
  name: FigureName;
  kind: 'count' | 'share' | 'mean' | 'ms';
  value: number;
  /** 95%; null where there is none to tell. */
  interval: Interval | null;
}

export function count(name: FigureName, value: number): Figure {
  return { name, kind: 'count', value, interval: null };
}

/** Share of the items that hold; no figure when there are no items. */
export function share<T>(name: FigureName, items: readonly T[], holds: (item: T) => boolean): Figure[] {
  if (items.length === 0) return [];
  const successes = items.filter(holds).length;
  const interval = confidenceInterval(successes, items.length);
  return [{ name, kind: 'share', value: successes / items.length, interval }];
}

/** Mean of the values; no figure when there are none. */
export function mean(name: FigureName, values: readonly number[]): Figure[] {
  if (values.length === 0) return [];
  const value = values.reduce((a, b) => a + b, 0) / values.length;
  return [{ name, kind: 'mean', value, interval: meanInterval(values) }];
}

/** Median and 95th percentile (nearest rank) of times in milliseconds; no figures when there are none. */
export function times(ms: readonly number[]): Figure[] {
  if (ms.length === 0) return [];
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.ceil(sorted.length * part) - 1]!;
  return [
    { name: 'p50ms', kind: 'ms', value: at(0.5), interval: null },
    { name: 'p95ms', kind: 'ms', value: at(0.95), interval: null },
  ];
}

/** As the output file has them: `{n, r1, …, intervals: {r1: [low, high], …}}`. */
export function totalsOf(figures: readonly Figure[]): Record<string, unknown> {
  const values = figures.map(({ name, value }) => [name, value]);
  const intervals = figures.flatMap(({ name, interval }) => (interval === null ? [] : [[name, interval]]));
  return { ...Object.fromEntries(values), intervals: Object.fromEntries(intervals) };
}

/** Shares with three decimals, times with one, counts as they are. */
export function written({ kind, value }: Pick<Figure, 'kind' | 'value'>): string {
  if (kind === 'count') return String(value);
  return value.toFixed(kind === 'ms' ? 1 : 3);
}
