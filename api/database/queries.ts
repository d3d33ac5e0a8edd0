// What both databases promise about queries and transactions, kept in one place over the two drivers.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database, Queryable } from '../../knowledge/ports.ts';
import { parameter } from './values.ts';

export type Outcome = { rows: unknown[]; rowCount: number };

/** Runs one statement; without `values` it may be several, and the outcome is the last one's. */
export type Run = (text: string, values?: (string | null)[]) => Promise<Outcome>;

export interface Driver {
  run: Run;
  /** Begins, runs `work`, commits when it resolves, rolls back when it rejects. */
  transaction<T>(work: (run: Run) => Promise<T>): Promise<T>;
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
}

/**
 * The Database over a driver. Beyond passing calls on it refuses three mistakes that would otherwise hang or lie:
 * the database used inside its own transaction, a transaction used after its end, and a commit after a failed
 * statement whose error was swallowed (Postgres answers such a commit by rolling back without an error).
 */
export function databaseOver(driver: Driver): Database {
  const current = new AsyncLocalStorage<{ open: boolean }>();

  function refuseInsideTransaction(): void {
    if (current.getStore()?.open)
      throw new Error('The database was used inside its own transaction: use the `tx` given to the work');
  }

  async function query<Row>(text: string, values?: readonly unknown[]) {
    refuseInsideTransaction();
    return (await driver.run(text, values?.map(parameter))) as { rows: Row[]; rowCount: number };
  }

  async function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    refuseInsideTransaction();
    return driver.transaction(async (run) => {
      const state = { open: true, failed: false };
      async function query<Row>(text: string, values?: readonly unknown[]) {
        if (!state.open) throw new Error('The transaction has ended');
        try {
          return (await run(text, values?.map(parameter))) as { rows: Row[]; rowCount: number };
        } catch (error) {
          state.failed = true;
          throw error;
        }
      }
      try {
        const result = await current.run(state, () => work({ query }));
        if (state.failed) await run('select 1');
        return result;
      } finally {
        state.open = false;
      }
    });
  }

  async function listen(channel: string, onNotify: (payload: string) => void) {
    refuseInsideTransaction();
    if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel))
      throw new Error(`Expected a channel of small letters, digits and _, got "${channel}"`);
    return driver.listen(channel, (payload) => current.exit(() => queueMicrotask(() => onNotify(payload))));
  }

  return { query, transaction, listen };
}
