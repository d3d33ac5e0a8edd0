// What a measurement gives: figures with their units, and how samples become figures; pure.

export type Unit = 'ms' | 's' | '/s' | 'MB' | 'bytes' | '%' | '×' | '';

/** `unit` '' counts things; `×` is a ratio of two figures of the same run. */
export interface Figure {
  name: string;
  value: number;
  unit: Unit;
}

export interface Measurement {
  /** What was measured on what, in one line. */
  about: string;
  figures: Figure[];
}

/** The value that `share` (from 0 to 1) of the values do not exceed: nearest rank. Throws when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('There is no percentile of no values');
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** p50 and p95 of durations in milliseconds. */
export function spread(name: string, durations: readonly number[]): Figure[] {
  return [
    { name: `${name}, p50`, value: percentile(durations, 0.5), unit: 'ms' },
    { name: `${name}, p95`, value: percentile(durations, 0.95), unit: 'ms' },
  ];
}

/** How many times the p50 and p95 of `below` go into those of `above`. */
export function ratios(name: string, above: readonly number[], below: readonly number[]): Figure[] {
  return [0.5, 0.95].map((share) => ({
    name: `${name}, p${share * 100}`,
    value: percentile(above, share) / percentile(below, share),
    unit: '×',
  }));
}

/** Share of `items` that hold, in percent; 0 of none. */
export function percentage<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : (100 * items.filter(holds).length) / items.length;
}

export function megabytes(bytes: number): number {
  return bytes / 2 ** 20;
}
