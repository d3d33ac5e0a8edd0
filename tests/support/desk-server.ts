// Routes of the desk on a port of this machine, with the product's own handling of requests and refusals.

import { pino } from 'pino';
import { createMetrics } from '../../api/metrics.ts';
import { type Identify, mountRoutes, type Route } from '../../api/route.ts';
import { createHttpApp, listen, stopListening } from '../../api/server.ts';

export interface DeskServer {
  url: string;
  close(): Promise<void>;
}

export async function startDeskServer(routes: readonly Route[], identify: Identify): Promise<DeskServer> {
  const http = { host: '127.0.0.1', port: 0, publicUrl: null, trustedProxies: 0 };
  const app = createHttpApp({
    config: { http },
    logger: pino({ level: 'silent' }),
    metrics: createMetrics(),
    channels: (_request, _response, next) => next(),
    routes: mountRoutes(routes, identify),
  });
  const { server, port } = await listen(app, http);
  // A slow machine must not meet a connection just as it is given up.
  server.keepAliveTimeout = 120_000;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => stopListening(server, { patienceMs: 1_000 }),
  };
}
