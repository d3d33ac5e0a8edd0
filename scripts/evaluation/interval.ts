// How sure a share or a mean is: 95% intervals.

const Z95 = 1.959964;

/**
 * Lower and upper bound of the 95% interval of `successes` out of `n`; [0, 1] when n is 0. The Wilson score interval
 * (Wilson 1927), sound for small samples and shares near 1.
 */
export function confidenceInterval(successes: number, n: number): [number, number] {
  if (n === 0) return [0, 1];
  const p = successes / n;
  const z2 = Z95 * Z95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** The 95% interval of the mean of values between 0 and 1, by the normal approximation; [0, 1] for fewer than two. */
export function meanInterval(values: readonly number[]): [number, number] {
  const n = values.length;
  if (n < 2) return [0, 1];
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = Z95 * Math.sqrt(variance / n);
  return [Math.max(0, mean - half), Math.min(1, mean + half)];
}
