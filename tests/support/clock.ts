// A clock that stands still until a test moves it.

export type TestClock = { now: () => Date; forward: (ms: number) => void };

export function createClock(start = '2026-11-02T08:00:00+07:00'): TestClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    forward(ms) {
      time += ms;
    },
  };
}
