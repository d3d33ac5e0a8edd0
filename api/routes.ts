// Every route of the process on one page: its path, who may use it, and what answers.

import { timingSafeEqual } from 'node:crypto';
import { type RequestHandler, Router } from 'express';
import type { OfficerAliases } from '../knowledge/officer-aliases.ts';
import type { Database } from '../knowledge/ports.ts';
import type { Language } from '../knowledge/question.ts';
import type { Search } from '../knowledge/search.ts';
import type { Config } from './config.ts';
import { addAlias, deleteAlias } from './gaps/aliases.ts';
import { linkGap, showGaps } from './gaps/gaps.ts';
import { searchProcedures } from './gaps/procedures.ts';
import { type Metrics, showMetrics } from './metrics.ts';
import { Problem } from './problem.ts';
import { limitRequests } from './rate-limit.ts';
import { type Readiness, showReadiness } from './readiness.ts';

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

/** What officers use; mounted only where a token is configured, until they sign in by name. */
export function createStaffRoutes({
  token,
  ...desk
}: {
  token: string;
  database: Database;
  search: Search;
  language: Language;
  aliases: OfficerAliases;
  now: () => Date;
}): Router {
  const routes = Router();

  // Officers, with the token of the configuration.
  routes.use('/api', requireToken(token), keepPrivate);
  routes.get('/api/gaps', showGaps(desk));
  routes.post('/api/gaps/:id/resolve', linkGap(desk));
  routes.post('/api/aliases', addAlias(desk));
  routes.delete('/api/aliases', deleteAlias(desk));
  routes.get('/api/procedures', searchProcedures(desk));

  return routes;
}

const keepPrivate: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

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

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
