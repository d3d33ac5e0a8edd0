// Many citizens complain at once while the process is killed, or cut off from its database, at random moments: whatever was
// acknowledged is answered, and every complaint that was sent is one ticket. KILLS makes it longer.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../api/config.ts';
import { openDatabase } from '../../api/database/connect.ts';
import { DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';
import { LEASE_MS } from '../../bot/leases.ts';
import { type Complained, complain } from '../support/complaining-citizen.ts';
import { type DatabaseKind, databaseKinds, emptyServerDatabase } from '../support/databases.ts';

const KILLS = Number(process.env.KILLS ?? 3);
const CITIZENS = 24;
/** A process is killed at most so long after it is up, or one time in five so long after it was started. */
const UP_MS = 1_500;
const START_MS = 4_000;
const BETWEEN_CUTS_MS = 600;
const PROGRAM = join(import.meta.dirname, '../support/intake-process.ts');
const LIMIT_MS = 300_000 + KILLS * 60_000;

describe.each(databaseKinds)('complaints on the %s database', (kind) => {
  let configuration: Config['database'];
  let env: Record<string, string>;
  let port: number;
  let child: ChildProcess;
  let ready: Promise<unknown>;
  let starts = 0;
  let cleanUp: () => Promise<void>;

  beforeEach(async () => {
    port = await freePort();
    ({ configuration, cleanUp } = await emptyDatabase(kind));
    env = {
      PORT: String(port),
      REQUESTS_PER_MINUTE_PER_ADDRESS: '1000000',
      TOKENS_PER_HOUR_PER_ADDRESS: '1000000',
      MESSAGES_PER_MINUTE: '1000',
      ...(configuration.kind === 'server'
        ? { DATABASE_URL: configuration.url, DATABASE_POOL_SIZE: String(configuration.poolSize) }
        : { DATA_DIR: configuration.dataDir }),
    };
    start();
  });
  afterEach(async () => {
    await kill();
    await cleanUp();
  });

  /** On a server every process is a lease ahead of the one before, whose leases are over then. */
  function start(): void {
    const ahead = kind === 'server' ? starts++ * LEASE_MS : 0;
    const { PATH = '', HOME = '' } = process.env;
    child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), PROGRAM, String(ahead)], {
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    ready = once(child.stdout!, 'data');
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** A crowd complains, each citizen again and again, until `trouble` is over and all receipts are read. */
  async function complainThrough(trouble: () => Promise<void>): Promise<Complained[]> {
    const complained: Complained[] = [];
    const domain = `http://127.0.0.1:${port}${DIRECT_LINE_PATH}`;
    let over = false;
    let begun = 0;
    async function citizen(): Promise<void> {
      do {
        const nr = begun++;
        const what = `Đèn đường ở xã Bình Sơn hỏng từ sáng nay, cột số ${nr}`;
        complained.push(await complain({ domain, what, nr }));
      } while (!over);
    }
    const crowd = Promise.all(Array.from({ length: CITIZENS }, citizen));
    const troubled = trouble().finally(() => {
      over = true;
    });
    await Promise.all([crowd, troubled]);
    return complained;
  }

  /** Every complaint has its ticket and no other, and every acknowledged message its answer. */
  async function expectAllThere(complained: readonly Complained[]): Promise<void> {
    const logger = pino({ level: 'silent' });
    const database = await openDatabase({ ...configuration, logger });
    const tickets = await database.query<object>(
      `select t.conversation_id as "conversationId", t.code, x.what
       from tickets t join ticket_texts x on x.ticket_id = t.id order by t.code`,
    );
    const messages = await database.query<object>(
      `select activity -> 'channelData' ->> 'clientActivityID' as id, status from activities
       where direction = 'inbound' and activity ->> 'type' = 'message' order by 1`,
    );
    await database.close();
    const expected = complained.map(({ conversationId, code, what }) => ({ conversationId, code, what }));
    expect(tickets.rows).toEqual(expected.toSorted((a, b) => (a.code < b.code ? -1 : 1)));
    const taken = complained.flatMap(({ acknowledged }) => acknowledged).toSorted();
    expect(messages.rows).toEqual(taken.map((id) => ({ id, status: 'answered' })));
  }

  it(`are neither lost nor doubled by ${KILLS} kills`, { timeout: LIMIT_MS }, async () => {
    const complained = await complainThrough(async () => {
      for (let kills = 0; kills < KILLS; kills++) {
        if (Math.random() < 0.2) await sleep(Math.random() * START_MS);
        else {
          await ready;
          await sleep(Math.random() * UP_MS);
        }
        await kill();
        start();
      }
      await ready;
    });
    tell(`${KILLS} kills`, complained);
    await kill();
    await expectAllThere(complained);
  });

  if (kind === 'server')
    it('are neither lost nor doubled when the database hangs up', { timeout: LIMIT_MS }, async () => {
      if (configuration.kind !== 'server') throw new Error('Only a server can hang up');
      const client = new pg.Client(configuration.url);
      await client.connect();
      await ready;
      const cuts = KILLS * 5;
      const complained = await complainThrough(async () => {
        for (let done = 0; done < cuts; done++) {
          await sleep(Math.random() * BETWEEN_CUTS_MS);
          await client.query(
            'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
          );
        }
      });
      await client.end();
      tell(`${cuts} cuts`, complained);
      await kill();
      await expectAllThere(complained);
    });

  function tell(trouble: string, complained: readonly Complained[]): void {
    const messages = complained.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    const apologies = complained.reduce((sum, one) => sum + one.apologies, 0);
    console.log(
      `${kind}: ${trouble}, ${complained.length} complaints, ${messages} messages, ${apologies} apologies`,
    );
  }
});

async function emptyDatabase(
  kind: DatabaseKind,
): Promise<{ configuration: Config['database']; cleanUp: () => Promise<void> }> {
  if (kind === 'server') {
    const { url, drop } = await emptyServerDatabase();
    return { configuration: { kind, url, poolSize: 5 }, cleanUp: drop };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'killed-intake-'));
  const cleanUp = () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  return { configuration: { kind, dataDir }, cleanUp };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
