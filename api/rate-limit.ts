// Refuses callers that ask too often, by a key such as their address.

import type { RequestHandler } from 'express';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { networkOf } from '../bot/network.ts';
import type { Database } from '../knowledge/ports.ts';
import { Problem } from './problem.ts';

/** Counts one request for `key`; throws Problem `too_many` with the time to wait. */
export type Spend = (key: string) => Promise<void>;

/** At most `points` requests in `seconds` for each address. Counted per process: a database must not be asked for every picture. */
export function limitRequests({ points, seconds }: { points: number; seconds: number }): RequestHandler {
  const spend = spendOf(new RateLimiterMemory({ points, duration: seconds }));
  return async ({ ip }, _response, next) => {
    await spend(networkOf(ip));
    next();
  };
}

/** Counts in the table rate_limits, for all processes together; `name` tells what is counted. */
export function createSharedLimiter({
  database,
  name,
  points,
  seconds,
}: {
  database: Database;
  name: string;
  points: number;
  seconds: number;
}): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeType: 'client',
    storeClient: {
      query: ({ text, values }: { text: string; values: unknown[] }) => database.query(text, values),
    },
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    // Who is refused is not counted on: the database is spared.
    inMemoryBlockOnConsumed: points,
  });
}

/** What is told to whoever comes too often. */
export function spendOf(limiter: RateLimiterAbstract): Spend {
  return async (key) => {
    await limiter.consume(key).catch((refusal: unknown) => {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new Problem('too_many', { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) });
    });
  };
}
