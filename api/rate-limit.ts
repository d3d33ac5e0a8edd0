// Refuses callers that ask too often, by a key such as their address.

import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../bot/network.ts';
import { Problem } from './problem.ts';

/** At most `points` requests in `seconds` for each key; beyond that `too_many` with the time to wait. Counted per process. */
export function limitRequests({
  points,
  seconds,
  keyOf = ({ ip }) => networkOf(ip),
}: {
  points: number;
  seconds: number;
  keyOf?: (request: Request) => string;
}): RequestHandler {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (request, _response, next) => {
    await limiter.consume(keyOf(request)).catch((refusal: unknown) => {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new Problem('too_many', { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) });
    });
    next();
  };
}
