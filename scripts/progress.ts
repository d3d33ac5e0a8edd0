// How far a long job of the command line is.

import { SingleBar } from 'cli-progress';

export interface Progress {
  to(done: number, total?: number): void;
  stop(): void;
}

/** A bar on a terminal, nothing elsewhere. It shows with the first `to`; without a total, what is done is the total. */
export function progress(label: string): Progress {
  if (!process.stderr.isTTY) return { to() {}, stop() {} };
  const bar = new SingleBar({
    format: `${label} {bar} {value}/{total}`,
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    to(done, total) {
      if (!started) bar.start(total ?? done, done);
      started = true;
      bar.setTotal(total ?? done);
      bar.update(done);
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
