// How sure a share is: the Wilson score interval (Wilson 1927), sound for small samples and shares near 1.

const Z95 = 1.959964;

/** Lower and upper bound of the 95% interval of `successes` out of `n`; [0, 1] when n is 0. */
export function confidenceInterval(successes: number, n: number): [number, number] {
  if (n === 0) return [0, 1];
  const p = successes / n;
  const z2 = Z95 * Z95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
