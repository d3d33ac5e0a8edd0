// Work that nobody waits for: one after the other, dropped when too much has gathered, ended with the process.

export interface Shadow {
  /** Runs `work` some time after the caller has gone on. */
  later(work: () => Promise<unknown>): void;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** Drops what waits and resolves when what runs has ended. */
  close(): Promise<void>;
}

const MOST_WAITING = 50;

export function createShadow({ onTrouble }: { onTrouble: (error: unknown) => void }): Shadow {
  const waiting: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    // The turn goes on first.
    await new Promise(setImmediate);
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
      try {
        await work();
      } catch (error) {
        onTrouble(error);
      }
    }
    running = null;
  }

  return {
    later(work) {
      if (waiting.length >= MOST_WAITING) return;
      waiting.push(work);
      running ??= run();
    },
    async idle() {
      await running;
    },
    async close() {
      waiting.length = 0;
      await running;
    },
  };
}
