// Leaves alone for a while what has just failed, and tells once when it goes and once when it comes back.

const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

export interface Breaker {
  /** Whether it may be tried now; each permission must be answered by one of the other two. */
  permits(): boolean;
  succeeded(): void;
  failed(error: unknown): void;
}

/**
 * After a failure it rests, twice as long after each further one; then one caller may try while the others still go
 * without. `onDown` is called at the first failure in a row, `onUp` at the first success after one.
 */
export function createBreaker({
  now,
  onDown,
  onUp,
}: {
  now: () => Date;
  onDown: (error: unknown) => void;
  onUp: () => void;
}): Breaker {
  let failures = 0;
  let restsUntil = 0;

  return {
    permits() {
      if (failures === 0) return true;
      const time = now().getTime();
      if (time < restsUntil) return false;
      // Whoever comes while the one trial is under way finds it resting.
      restsUntil = time + LONGEST_REST_MS;
      return true;
    },
    succeeded() {
      if (failures > 0) onUp();
      failures = 0;
    },
    failed(error) {
      failures++;
      restsUntil = now().getTime() + Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
      if (failures === 1) onDown(error);
    },
  };
}
