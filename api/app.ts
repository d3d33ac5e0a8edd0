// The composition root: everything is made here, once, top to bottom, and taken down in reverse.

import { Router } from 'express';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type OpenDatabase, openDatabase } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { untilReachable } from './database/until-reachable.ts';
import { createLogger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createReadiness } from './readiness.ts';
import { createRoutes } from './routes.ts';
import { createHttpApp, listen, stopListening } from './server.ts';

/** What a test replaces. A given database is used as it is and left open. */
export type Outside = { database?: OpenDatabase; logger?: Logger; now?: () => Date };

/** `ready` resolves when everything is up and rejects when something cannot come up; `close` may be called at any time. */
export type App = { url: string; ready: Promise<void>; close(): Promise<void> };

const PATIENCE_MS = 10_000;

/** Listens at once and answers `/healthz` and `/readyz` while the parts come up. Rejects when the port cannot be had. */
export async function createApp(config: Config, outside: Outside = {}): Promise<App> {
  const logger = outside.logger ?? createLogger(config.log);
  const metrics = createMetrics();
  const readiness = createReadiness();
  const product = Router();
  const stopping = new AbortController();
  const releases: (() => Promise<void>)[] = [];

  const routes = createRoutes({ config, metrics, readiness, product });
  const { server, port } = await listen(createHttpApp({ config, logger, metrics, routes }), config.http);
  const url = config.http.publicUrl ?? localUrl(config.http.host, port);

  async function bringUp(): Promise<void> {
    const database =
      outside.database ??
      (await untilReachable(() => openDatabase({ ...config.database, logger }), {
        logger,
        signal: stopping.signal,
      }));
    if (!outside.database) releases.push(() => database.close());
    readiness.done('database');

    const migrations = await migrate({ database });
    if (migrations.length > 0) logger.info({ migrations }, 'database migrated');
    readiness.done('migrations');

    readiness.done('catalogue');
    readiness.done('index');
    logger.info({ url, database: database.kind }, 'ready');
  }

  const ready = bringUp();
  // Whoever awaits `ready` hears of a failure; without this, one that comes before would end the process.
  ready.catch(() => {});

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    stopping.abort();
    await stopListening(server, { patienceMs: PATIENCE_MS });
    await ready.catch(() => {});
    for (const release of releases.reverse()) await release();
  }

  return {
    url,
    ready,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function localUrl(host: string, port: number): string {
  const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host);
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
