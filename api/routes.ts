// The outermost routes: those for the machine that runs us, and the gates before everybody else's.

import { type RequestHandler, Router } from 'express';
import type { Config } from './config.ts';
import { type Metrics, showMetrics } from './metrics.ts';
import { Problem } from './problem.ts';
import { limitRequests } from './rate-limit.ts';
import { type Readiness, showReadiness } from './readiness.ts';
import { isSame } from './staff/tokens.ts';

/** `product` answers everything that needs the database; it is asked only once the process is ready. */
export function createRoutes({
  config,
  metrics,
  readiness,
  product,
}: {
  config: Pick<Config, 'limits' | 'metrics'>;
  metrics: Metrics;
  readiness: Readiness;
  product: RequestHandler;
}): Router {
  const routes = Router();

  // The machine that runs us.
  routes.get('/healthz', (_request, response) => void response.json({ alive: true }));
  routes.get('/readyz', showReadiness(readiness));
  routes.get('/metrics', requireToken(config.metrics.token), showMetrics(metrics));

  // Everybody else, at a bearable pace.
  routes.use(limitRequests({ points: config.limits.requestsPerMinutePerAddress, seconds: 60 }));
  routes.use(requireReady(readiness), product);

  return routes;
}

function requireReady({ waitingFor }: Pick<Readiness, 'waitingFor'>): RequestHandler {
  return (_request, _response, next) => {
    if (waitingFor().length > 0) throw new Problem('unavailable', { retryAfterSeconds: 5 });
    next();
  };
}

function requireToken(token: string | null): RequestHandler {
  return (request, _response, next) => {
    if (token !== null && !isSame(request.get('authorization') ?? '', `Bearer ${token}`))
      throw new Problem('unauthenticated');
    next();
  };
}
