// The budget of the language model: kept to by processes that take at once, by day and by conversation.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import {
  createBudget,
  forgetOldBudgets,
  type Reservation,
  tokensPerDay,
} from '../../../knowledge/language-model/budget.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';

const DAY_MS = 24 * 60 * 60_000;

describe.each(databaseKinds)('a budget on the %s database', (kind) => {
  let database: OpenDatabase;
  let clock: ReturnType<typeof createClock>;
  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
  });
  afterEach(() => database.close());

  function budget(limits = { tokensPerDay: 1000, tokensPerConversation: 400 }) {
    return createBudget({ database, limits, now: clock.now });
  }

  const taken = (reservations: (Reservation | null)[]) => reservations.filter((one) => one !== null).length;

  it('is passed by no number of processes that take at once', async () => {
    const processes = [budget(), budget(), budget()];
    const reserved = await Promise.all(
      Array.from({ length: 30 }, (_, i) => processes[i % 3]!.reserve(`direct-line:${i}`, 100)),
    );
    expect(taken(reserved)).toBe(10);
    expect(await tokensPerDay(database, 7)).toMatchObject([{ tokens: 1000 }]);
  });

  it('is that of the conversation too, and what one may not take is not taken from all', async () => {
    const own = await Promise.all(Array.from({ length: 6 }, () => budget().reserve('direct-line:a', 100)));
    expect(taken(own)).toBe(4);
    expect(await tokensPerDay(database, 7)).toMatchObject([{ tokens: 400 }]);
    expect(await budget().reserve('direct-line:b', 401)).toBeNull();
    expect(await budget().reserve('direct-line:b', 400)).not.toBeNull();
  });

  it('gets back what was not taken, and counts what was taken beyond it', async () => {
    const reservation = await budget().reserve('direct-line:a', 400);
    expect(await budget().reserve('direct-line:a', 1)).toBeNull();
    await reservation!.settle(30);
    const second = await budget().reserve('direct-line:a', 370);
    await second!.settle(900);
    expect(await tokensPerDay(database, 7)).toMatchObject([{ tokens: 930 }]);
    expect(await budget().reserve('direct-line:a', 1)).toBeNull();
    expect(await budget().reserve('direct-line:b', 70)).not.toBeNull();
    expect(await budget().reserve('direct-line:b', 1)).toBeNull();
  });

  it('begins anew every day, and forgets who took what', async () => {
    await budget().reserve('direct-line:a', 400);
    clock.forward(DAY_MS);
    expect(await budget().reserve('direct-line:a', 300)).not.toBeNull();
    expect((await tokensPerDay(database, 7)).map(({ tokens }) => tokens)).toEqual([300, 400]);
    expect(await forgetOldBudgets(database, clock.now())).toBe(1);
    expect((await tokensPerDay(database, 7)).map(({ tokens }) => tokens)).toEqual([300, 400]);
    expect(await tokensPerDay(database, 1)).toHaveLength(1);
  });
});
