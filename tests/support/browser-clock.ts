// The clock of the widget, which here moves only when a test moves it, and runs the timers that come due.
import type { Clock } from '../../bot/widget/client/clock.ts';

export interface BrowserClock extends Clock {
  /** Moves on and runs the timers that come due, in their order. */
  advance(ms: number): void;
}

export function createBrowserClock(start = Date.UTC(2026, 10, 23)): BrowserClock {
  let now = start;
  let timers: { id: number; at: number; run: () => void }[] = [];
  let count = 0;
  return {
    now: () => now,
    setTimeout(run, ms) {
      count += 1;
      timers.push({ id: count, at: now + ms, run });
      return count;
    },
    clearTimeout(timer) {
      timers = timers.filter(({ id }) => id !== timer);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.id - b.id);
        if (!next) break;
        timers = timers.filter(({ id }) => id !== next.id);
        now = next.at;
        next.run();
      }
      now = end;
    },
  };
}
