// Refuses callers that ask too often, by a key such as their address.

import { isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from './problem.ts';

/** At most `points` requests in `seconds` for each key; beyond that `too_many` with the time to wait. Counted per process. */
export function limitRequests({
  points,
  seconds,
  keyOf = addressOf,
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

/** One household is one caller: of an IPv6 address the network half counts. */
function addressOf(request: Request): string {
  const address = (request.ip ?? '').replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':');
  if (address.includes('::')) {
    const after = tail === '' ? [] : tail.split(':');
    groups.push(...Array<string>(8 - groups.length - after.length).fill('0'), ...after);
  }
  return groups.slice(0, 4).join(':');
}
