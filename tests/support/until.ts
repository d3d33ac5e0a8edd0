// Waits for something that happens by itself, however long it takes; the test's own limit ends a wait in vain.

import { setImmediate, setTimeout } from 'node:timers/promises';

/** Resolves to the first value of `look` that is not null, undefined or false. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<Exclude<T, false>>> {
  for (let tries = 0; ; tries++) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false)
      return found as NonNullable<Exclude<T, false>>;
    await (tries < 100 ? setImmediate() : setTimeout(5));
  }
}
