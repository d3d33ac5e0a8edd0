// A storm of webhook events, some twice, some out of order, while turns are slow and the process is killed: every message
// is answered exactly once. ZALO_STORM_EVENTS makes it larger; the time of acknowledgements is printed, not judged.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../api/database/connect.ts';
import { migrate } from '../../api/database/migrate.ts';
import { ZALO_OA_PATH } from '../../bot/channels/zalo-oa/router.ts';
import { type DatabaseKind, databaseKinds, emptyServerDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { sendEvent, startZaloServer, textEvent, type ZaloServer } from '../support/zalo-server.ts';
import { logger, tokensOn, zaloEnv } from '../support/zalo-site.ts';

const EVENTS = Number(process.env.ZALO_STORM_EVENTS ?? 300);
const PER_SECOND = 300;
const CITIZENS = 60;
const SLOWNESS_MS = 15;
const KILLS = 3;
/** Zalo itself waits 30 seconds before it tells again; a small storm has no time for that. */
const AGAIN_MS = EVENTS > 5_000 ? 30_000 : 1_000;
const PROGRAM = join(import.meta.dirname, '../support/zalo-process.ts');

describe.each(databaseKinds)('a storm on the %s database', (kind) => {
  let zalo: ZaloServer;
  let folder: string;
  let env: Record<string, string>;
  let port: number;
  let child: ChildProcess | null = null;
  let drop = async () => {};

  beforeEach(async () => {
    zalo = await startZaloServer();
    folder = await mkdtemp(join(tmpdir(), 'zalo-storm-'));
    port = await freePort();
    env = { ...zaloEnv(zalo), PORT: String(port), REQUESTS_PER_MINUTE_PER_ADDRESS: '1000000' };
    Object.assign(env, await databaseOf(kind));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await zalo.close();
    await drop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function databaseOf(which: DatabaseKind): Promise<Record<string, string>> {
    const server = which === 'server' ? await emptyServerDatabase() : null;
    if (server) drop = server.drop;
    const database = await openDatabase(
      server
        ? { kind: 'server', url: server.url, poolSize: 2, logger }
        : { kind: 'embedded', dataDir: join(folder, 'data'), logger },
    );
    await migrate({ database });
    await (await tokensOn(database, zalo, 'an administrator')).seed(zalo.seed);
    await database.close();
    return server ? { DATABASE_URL: server.url } : { DATA_DIR: join(folder, 'data') };
  }

  async function startProcess(): Promise<void> {
    const { PATH = '', HOME = '' } = process.env;
    child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), PROGRAM, String(SLOWNESS_MS)], {
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout!, 'data');
  }

  async function kill(): Promise<void> {
    const killed = child!;
    const gone = once(killed, 'exit');
    killed.kill('SIGKILL');
    await gone;
    await startProcess();
  }

  it(`answers each of ${EVENTS} messages once through ${KILLS} kills`, { timeout: 600_000 }, async () => {
    await startProcess();
    const webhook = `http://127.0.0.1:${port}${ZALO_OA_PATH}`;
    const acknowledged: number[] = [];

    /** As Zalo does: until somebody says 200. */
    async function deliver(index: number): Promise<void> {
      const event = textEvent(`citizen-${index % CITIZENS}`, `tin ${index}`, `event-${index}`);
      for (;;) {
        const began = performance.now();
        const status = await sendEvent(webhook, event).then(
          (response) => response.status,
          () => 0,
        );
        if (status === 200) return void acknowledged.push(performance.now() - began);
        await sleep(AGAIN_MS + Math.random() * AGAIN_MS);
      }
    }

    const deliveries: Promise<void>[] = [];
    const killAt = Array.from({ length: KILLS }, (_, i) => Math.round(((i + 1) * EVENTS) / (KILLS + 1)));
    let killing: Promise<void> = Promise.resolve();
    const began = performance.now();
    for (let index = 0; index < EVENTS; index++) {
      const late = index % 20 === 7;
      deliveries.push(late ? sleep(500).then(() => deliver(index)) : deliver(index));
      if (index % 10 === 3) deliveries.push(sleep(index % 300).then(() => deliver(index)));
      if (killAt.includes(index)) killing = killing.then(kill);
      const ahead = ((index + 1) / PER_SECOND) * 1000 - (performance.now() - began);
      if (ahead > 0) await sleep(ahead);
    }
    await Promise.all(deliveries);
    await killing;
    await until(() => new Set(zalo.messages.map(({ text }) => text)).size === EVENTS);
    // Whatever would be said twice has been said by the time a last message is answered.
    await deliver(EVENTS);
    await until(() => zalo.messages.some(({ text }) => text === `nghe: tin ${EVENTS}`));

    const expected = Array.from({ length: EVENTS + 1 }, (_, index) => `nghe: tin ${index}`);
    expect(zalo.messages.map(({ text }) => text).toSorted()).toEqual(expected.toSorted());
    const sorted = acknowledged.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(0);
    console.log(
      `${kind}: ${sorted.length} acknowledged, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`,
    );
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
