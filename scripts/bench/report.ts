// The outcome of a bench run: as a table for people and as a document for programs; pure.

import type { Figure, Measurement } from './figures.ts';

export interface Report {
  /** When the run began, ISO 8601. */
  at: string;
  machine: { node: string; processor: string; processors: number; memoryMB: number; loadAtStart: number };
  /** Name of the catalogue file, and of the questions. */
  catalogue: string;
  questions: string;
  measurements: Record<string, Measurement>;
  /** What could not be measured, and why. */
  failures: Record<string, string>;
}

/** One measurement: its name and what it is about, then a line a figure with the numbers under each other. */
export function table(name: string, { about, figures }: Measurement): string {
  const numbers = figures.map(({ value }) => written(value));
  const nameWidth = Math.max(0, ...figures.map((figure) => figure.name.length));
  const numberWidth = Math.max(0, ...numbers.map((number) => number.length));
  const lines = figures.map((figure, i) =>
    `  ${figure.name.padEnd(nameWidth)}  ${numbers[i]!.padStart(numberWidth)} ${figure.unit}`.trimEnd(),
  );
  return [`${name} – ${about}`, ...lines].join('\n');
}

/** Counts in full, everything else with three digits that mean something. */
function written(value: Figure['value']): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
}
