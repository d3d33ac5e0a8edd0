// Work that comes back: begun at once, again some time after it has ended, and a failure is tried again next time.

import type { Logger } from 'pino';

/** `work` is idempotent: several processes do it at the same time. `close` resolves when what is under way has ended. */
export function regularly({
  name,
  everyMs,
  work,
  logger,
}: {
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
  logger: Logger;
}): { close(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let running = run();

  async function run(): Promise<void> {
    await work().catch((error: unknown) => logger.error({ err: error, work: name }, 'regular work failed'));
    if (closed) return;
    timer = setTimeout(() => {
      running = run();
    }, everyMs);
  }

  return {
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
