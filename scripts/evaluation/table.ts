// Prints totals as a table that one reads at a glance.

import type { Totals } from './score.ts';

/** A line a figure; shares with three decimals, times with one, intervals as "low – high". */
export function table(totals: Totals): string {
  const width = Math.max(...Object.keys(totals).map((name) => name.length));
  return Object.entries(totals)
    .map(([name, value]) => `  ${name.padEnd(width)}  ${figure(name, value)}`)
    .join('\n');
}

function figure(name: string, value: number | [number, number]): string {
  if (Array.isArray(value)) return value.map((bound) => bound.toFixed(3)).join(' – ');
  if (Number.isInteger(value) && (name === 'n' || value > 1)) return String(value);
  return name.endsWith('ms') ? value.toFixed(1) : value.toFixed(3);
}
