// What only a server can do: lose connections, come up late, refuse, and be shared by several processes.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../../api/database/migrate.ts';
import { openServer, type ServerDatabase } from '../../../api/database/server.ts';
import { untilReachable } from '../../../api/database/until-reachable.ts';
import { databaseKinds, emptyServerDatabase } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

const logger = pino({ level: 'silent' });

describe.runIf(databaseKinds.includes('server'))('a Postgres server', () => {
  let place: Awaited<ReturnType<typeof emptyServerDatabase>>;
  let database: ServerDatabase;
  let other: ServerDatabase;

  beforeEach(async () => {
    place = await emptyServerDatabase();
    database = await openServer({ url: place.url, poolSize: 3, logger });
    other = await openServer({ url: place.url, poolSize: 3, logger });
  });
  afterEach(async () => {
    await database.close();
    await other.close();
    await place.drop();
  });

  /** Cuts every connection to the database but the one that says so. */
  async function cutConnections(): Promise<void> {
    const { rowCount } = await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    expect(rowCount).toBeGreaterThan(0);
  }

  it('carries a notification from one process to another', async () => {
    const heard: string[] = [];
    await database.listen('news', (payload) => heard.push(payload));
    await other.query(`notify news, 'tin'`);
    expect(await until(() => heard[0])).toBe('tin');
  });

  it('answers again after every connection was cut', async () => {
    await database.query('select 1');
    await cutConnections();
    const { rows } = await until(() => database.query('select 1 as one').catch(() => null));
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('listens again to everything after its connection was cut', async () => {
    const heard = new Set<string>();
    await database.listen('news', () => heard.add('news'));
    await database.listen('weather', () => heard.add('weather'));
    await cutConnections();
    await until(async () => {
      await other.query('notify news').catch(() => {});
      await other.query('notify weather').catch(() => {});
      return heard.size === 2;
    });
    expect([...heard].sort()).toEqual(['news', 'weather']);
  });

  it('rolls back and lets go of a connection that was cut inside a transaction', async () => {
    await database.query('create table notes (note text)');
    const work = database.transaction(async (tx) => {
      await tx.query(`insert into notes values ('lost')`);
      await cutConnections();
      await tx.query(`insert into notes values ('late')`);
    });
    await expect(work).rejects.toThrow();
    const { rows } = await until(() => database.query('select * from notes').catch(() => null));
    expect(rows).toEqual([]);
  });

  it('migrates once when several processes start on an empty database', async () => {
    const names = await Promise.all([migrate({ database }), migrate({ database: other })]);
    expect(names.flat()).toHaveLength((await readMigrations()).length);
  });

  it('refuses a database that is not there at once, without waiting for it', async () => {
    const url = place.url.replace(/\/[^/]+$/, '/no_such_database');
    const opening = untilReachable(() => openServer({ url, poolSize: 1, logger }), {
      logger,
      signal: new AbortController().signal,
    });
    await expect(opening).rejects.toMatchObject({ code: '3D000' });
  });
});

describe('a server that is not there', () => {
  let nobody: Server;
  let url: string;

  beforeEach(async () => {
    nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    url = `postgres://nobody@127.0.0.1:${(nobody.address() as AddressInfo).port}/nothing`;
    nobody.close();
    await once(nobody, 'close');
  });

  const open = () => openServer({ url, poolSize: 1, logger });

  it('is waited for until it comes', async () => {
    let tries = 0;
    const opened = await untilReachable(
      async () => {
        tries += 1;
        return tries < 3 ? open() : 'open';
      },
      { logger, signal: new AbortController().signal },
    );
    expect(opened).toBe('open');
    expect(tries).toBe(3);
  });

  it('is no longer waited for once the process stops', async () => {
    const stopping = new AbortController();
    let tries = 0;
    const opening = untilReachable(
      () => {
        tries += 1;
        if (tries === 2) stopping.abort(new Error('stopping'));
        return open();
      },
      { logger, signal: stopping.signal },
    );
    await expect(opening).rejects.toThrow('stopping');
    expect(tries).toBe(2);
  });
});
