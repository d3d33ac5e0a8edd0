// A real PostgreSQL 17 with pgvector for the tests, in a small Debian of its own beside the machine's.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { DirectoryInUse, lockDirectory } from '../api/database/directory-lock.ts';
import { canInstallPackages, installPackages, packageMirror, run } from './debian.ts';

/** Outside the checkout and kept: making it takes minutes, starting a server in it seconds. */
const CACHE = '/var/cache/procedure-assistant';
const ROOT = join(CACHE, 'trixie-postgresql-17');
const CLUSTERS = '/var/lib/postgresql';
const BIN = '/usr/lib/postgresql/17/bin';

export type PostgresServer = {
  url: string;
  /** Stops it as a crash would, keeps it down for `downMs`, and starts it again at the same address with the same data. */
  crash(downMs: number): Promise<void>;
  stop(): Promise<void>;
};

/** Whether `startPostgres` can work on this machine: Debian, as root. */
export const canStartPostgres = canInstallPackages;

/** Starts a fresh server on a free port of 127.0.0.1, installing it first where needed; `say` tells a person what takes so long. */
export async function startPostgres({ say }: { say: (line: string) => void }): Promise<PostgresServer> {
  await installOnce(say);
  await removeAbandonedClusters();
  const cluster = `${CLUSTERS}/test-${process.pid}-${randomBytes(4).toString('hex')}`;
  const inRoot = ['--userspec=postgres:postgres', ROOT];
  run('chroot', [
    ...inRoot,
    `${BIN}/initdb`,
    `--pgdata=${cluster}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  const port = await freePort();
  const command = [
    ...inRoot,
    // The server ends with this process however that ends, so nothing is left running.
    ...['setpriv', '--pdeathsig', 'INT', `${BIN}/postgres`, '-D', cluster, '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
  ];
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const start = async (): Promise<ChildProcess> => {
    const started = spawn('chroot', command, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    await untilAnswers(started, url);
    return started;
  };
  let server = await start();
  return {
    url,
    async crash(downMs) {
      await end(server, 'SIGQUIT');
      await setTimeout(downMs);
      server = await start();
    },
    async stop() {
      await end(server, 'SIGINT');
      await rm(join(ROOT, cluster), { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

async function installOnce(say: (line: string) => void): Promise<void> {
  if (existsSync(ROOT)) return;
  await mkdir(CACHE, { recursive: true });
  const release = await waitForLock();
  try {
    if (existsSync(ROOT)) return;
    say('Installing PostgreSQL 17 with pgvector (once, a minute or two) …');
    const making = `${ROOT}.making`;
    await rm(making, { recursive: true, force: true });
    installPackages('debootstrap');
    const packages = '--include=postgresql-17,postgresql-17-pgvector';
    run('debootstrap', ['--variant=minbase', packages, 'trixie', making, packageMirror()]);
    await rename(making, ROOT);
  } finally {
    await release();
  }
}

async function waitForLock(): Promise<() => Promise<void>> {
  for (;;) {
    try {
      return await lockDirectory({ directory: CACHE, name: 'install' });
    } catch (error) {
      if (!(error instanceof DirectoryInUse)) throw error;
      await setTimeout(1000);
    }
  }
}

async function removeAbandonedClusters(): Promise<void> {
  const folder = join(ROOT, CLUSTERS);
  for (const name of await readdir(folder)) {
    const pid = /^test-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}

async function untilAnswers(server: ChildProcess, url: string): Promise<void> {
  let words = '';
  server.stderr?.on('data', (chunk) => {
    words = (words + chunk).slice(-2000);
  });
  for (let attempt = 0; attempt < 150; attempt++) {
    if (server.exitCode !== null) break;
    const client = new pg.Client(url);
    try {
      await client.connect();
      return;
    } catch {
      await setTimeout(200);
    } finally {
      await client.end().catch(() => {});
    }
  }
  server.kill('SIGKILL');
  throw new Error(`PostgreSQL did not start: ${words}`);
}
