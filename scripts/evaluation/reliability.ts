// Whether a confidence keeps what it promises: bins of stated confidence against the share that was right; pure.

import { groupBy } from './group.ts';
import { confidenceInterval } from './interval.ts';

export interface Decided {
  /** 0 to 1. */
  confidence: number;
  right: boolean;
}

export interface Bin {
  n: number;
  /** Mean of the stated confidences. */
  confidence: number;
  right: number;
  interval: [number, number];
}

/** Bins of equal width; empty ones are left out. */
export function reliability(decided: readonly Decided[], bins = 10): Bin[] {
  const grouped = groupBy(decided, ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)));
  return [...grouped]
    .sort(([a], [b]) => a - b)
    .map(([, part]) => {
      const right = part.filter((one) => one.right).length;
      return {
        n: part.length,
        confidence: part.reduce((sum, { confidence }) => sum + confidence, 0) / part.length,
        right: right / part.length,
        interval: confidenceInterval(right, part.length),
      };
    });
}

/** Expected calibration error (Naeini et al. 2015): the mean distance of confidence and share right, weighed by bin. */
export function calibrationError(bins: readonly Bin[]): number {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return 0;
  return bins.reduce((sum, bin) => sum + (bin.n / n) * Math.abs(bin.confidence - bin.right), 0);
}
