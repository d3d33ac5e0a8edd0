// The database on a Postgres server: a pool for queries, one connection of its own for notifications.

import pg from 'pg';
import type { Logger } from 'pino';
import type { Database } from '../../knowledge/ports.ts';
import { listenOn } from './notifications.ts';
import { databaseOver, type Outcome, type Run } from './queries.ts';
import { parserOf } from './values.ts';

export type ServerDatabase = Database & { kind: 'server'; close(): Promise<void> };

/** Opens a pool of at most `poolSize` connections to `url` and makes sure that one can be had; throws what the driver says when not. */
export async function openServer({
  url,
  poolSize,
  logger,
}: {
  url: string;
  poolSize: number;
  logger: Logger;
}): Promise<ServerDatabase> {
  const connection = {
    connectionString: url,
    application_name: 'procedure-assistant',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: parserOf },
  };
  const pool = new pg.Pool({ ...connection, max: poolSize });
  // A connection that breaks while nobody waits on it reports here; unheard, it would end the process.
  pool.on('error', (error) => logger.warn({ err: error }, 'lost a database connection'));
  pool.on('connect', (client) => client.on('error', () => {}));

  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  const notifications = listenOn({ connect: () => new pg.Client(connection), logger });
  const database = databaseOver({
    run: runOn(pool),
    transaction: (work) => transactionOn(pool, work),
    listen: notifications.listen,
  });
  let closing: Promise<void> | null = null;
  return {
    ...database,
    kind: 'server',
    close() {
      closing ??= notifications.close().then(() => pool.end());
      return closing;
    },
  };
}

async function transactionOn<T>(pool: pg.Pool, work: (run: Run) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(runOn(client));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function runOn(client: pg.Pool | pg.PoolClient): Run {
  return async (text, values) => {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(text, values);
    return outcomeOf(Array.isArray(result) ? result.at(-1) : result);
  };
}

function outcomeOf(result: pg.QueryResult | undefined): Outcome {
  return { rows: result?.rows ?? [], rowCount: result?.rowCount ?? 0 };
}
