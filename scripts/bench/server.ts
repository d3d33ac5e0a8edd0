// Starts the process that chat is measured on, and asks it about itself.

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { call } from './chat-client.ts';
import { beforeItEnds, environment, type Program, start } from './child.ts';
import type { MemoryUse, ServerAddresses } from './server-process.ts';

/** As far as configuration goes: a bench asks from one address what a province asks from many. */
const LIMITS_RAISED = {
  MESSAGES_PER_MINUTE: '10000',
  TOKENS_PER_HOUR_PER_ADDRESS: '1000000',
  REQUESTS_PER_MINUTE_PER_ADDRESS: '1000000',
};

export interface BenchServer extends ServerAddresses {
  memory(): Promise<MemoryUse>;
  stop(): Promise<void>;
}

/** A server on the embedded database in `dataDir`, filled beforehand by another process where it is not there yet. */
export async function startServer({
  folder,
  dataDir,
}: {
  folder: string;
  dataDir: string;
}): Promise<BenchServer> {
  if (!existsSync(dataDir)) await (await startOn({ folder, dataDir })).stop();
  return startOn({ folder, dataDir });
}

/** A server on the Postgres of `databaseUrl`. */
export function startServerOnPostgres({
  folder,
  databaseUrl,
}: {
  folder: string;
  databaseUrl: string;
}): Promise<BenchServer> {
  return startOn({ folder, dataDir: folder, databaseUrl });
}

async function startOn({
  folder,
  ...where
}: {
  folder: string;
  dataDir: string;
  databaseUrl?: string;
}): Promise<BenchServer> {
  const program = start({
    file: 'scripts/bench/server-process.ts',
    folder,
    env: environment({ ...where, ...LIMITS_RAISED }),
    extra: 'ipc',
  });
  const [addresses] = (await beforeItEnds(program, once(program.child, 'message'))) as [ServerAddresses];
  return {
    ...addresses,
    memory: () => call<MemoryUse>('GET', addresses.memoryUrl, null),
    stop: () => stop(program),
  };
}

async function stop({ child, words, ended }: Program): Promise<void> {
  child.disconnect();
  const code = await ended;
  if (code !== 0) throw new Error(`The server ended with ${code}: ${words()}`);
}
