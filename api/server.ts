// The HTTP server around the routes: what happens to every request before and after its route.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Metrics } from './metrics.ts';
import { answerProblems, unknownRoute } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

const BODY_LIMIT = '256kb';

/**
 * The express application with `routes` in it; every failure leaves it as a problem document. `channels` come before:
 * they read bodies and refuse in the way of their own protocols.
 */
export function createHttpApp({
  config,
  logger,
  metrics,
  channels,
  routes,
}: {
  config: Pick<Config, 'http'>;
  logger: Logger;
  metrics: Pick<Metrics, 'requestSeconds'>;
  channels: RequestHandler;
  routes: RequestHandler;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.http.trustedProxies);
  app.use(nameRequest);
  app.use(measure({ logger, metrics }));
  app.use(securityHeaders({ https: config.http.publicUrl?.startsWith('https:') ?? false }));
  app.use(channels);
  app.use(express.json({ limit: BODY_LIMIT }));
  app.use(routes);
  app.use(unknownRoute);
  app.use(answerProblems({ logger }));
  return app;
}

/** Listens and resolves to the server and its port; rejects with the system's error, `EADDRINUSE` for a taken port. */
export async function listen(app: Express, { host, port }: Pick<Config['http'], 'host' | 'port'>) {
  const server = createServer(app);
  server.listen(port, host);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

/** Where a person on this machine opens what listens there. */
export function localUrl(host: string, port: number): string {
  const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host);
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Takes no new requests, lets those under way finish, and after `patienceMs` cuts off the rest. */
export async function stopListening(server: Server, { patienceMs }: { patienceMs: number }): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cutOff = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(cutOff);
}

const nameRequest: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomUUID();
  response.set('X-Request-Id', response.locals.requestId);
  next();
};

/** Routes are told by their template, never by the path: a path can hold a token or a person's code. */
function measure({
  logger,
  metrics,
}: {
  logger: Logger;
  metrics: Pick<Metrics, 'requestSeconds'>;
}): RequestHandler {
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const labels = {
        method: request.method,
        route: templateOf(request),
        status: String(response.statusCode),
      };
      metrics.requestSeconds.observe(labels, seconds);
      logger.debug(
        { ...labels, ms: Math.round(seconds * 1000), requestId: response.locals.requestId },
        'request',
      );
    });
    next();
  };
}

function templateOf(request: Request): string {
  return request.route === undefined ? 'unmatched' : `${request.baseUrl}${String(request.route.path)}`;
}
