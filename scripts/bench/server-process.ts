// The process that chat is measured on: the real application, and a bare echo on a second server with the same settings.
// Tells its parent the addresses once it is ready, and ends with it.

import { Router } from 'express';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { createLogger } from '../../api/log.ts';
import { createMetrics } from '../../api/metrics.ts';
import { createHttpApp, listen } from '../../api/server.ts';

export interface ServerAddresses {
  url: string;
  echoUrl: string;
  memoryUrl: string;
}

/** Resident memory of the process, in bytes. */
export interface MemoryUse {
  peak: number;
  now: number;
}

const config = readConfig();
const logger = createLogger(config.log);
const app = await createApp(config, { logger });
await app.ready;

const routes = Router();
routes.post('/echo', (request, response) => void response.json(request.body));
routes.get('/memory', (_request, response) => {
  const use: MemoryUse = { peak: process.resourceUsage().maxRSS * 1024, now: process.memoryUsage.rss() };
  response.json(use);
});
const metrics = createMetrics();
const { port } = await listen(
  createHttpApp({ config, logger, metrics, channels: Router(), routes }),
  config.http,
);

process.once('disconnect', async () => {
  await app.close();
  process.exit();
});
const url = `http://${config.http.host}:${port}`;
process.send?.({
  url: app.url,
  echoUrl: `${url}/echo`,
  memoryUrl: `${url}/memory`,
} satisfies ServerAddresses);
