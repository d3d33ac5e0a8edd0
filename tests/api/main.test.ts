// The process itself: it says where it answers, ends in good order, and tells in a sentence why it cannot start.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'main-'));
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  children.clear();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the process as `npm start` does, in a folder of its own; `env` beside what a shell has. */
function start(env: Record<string, string>) {
  const root = join(import.meta.dirname, '../..');
  const tsx = join(root, 'node_modules/tsx/dist/loader.mjs');
  const child = spawn(process.execPath, ['--import', tsx, join(root, 'api/main.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const said = { out: '', err: '' };
  child.stdout!.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr!.on('data', (chunk) => {
    said.err += chunk;
  });
  return { child, said, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** What Node writes of covered code names every file that was loaded. */
async function loadedPackages(): Promise<string[]> {
  const names = await readdir(join(folder, 'loaded'));
  const files = await Promise.all(names.map((name) => readFile(join(folder, 'loaded', name), 'utf8')));
  const found = files.join().matchAll(/\/node_modules\/([^/"]+)\//g);
  return [...new Set(Array.from(found, ([, name]) => name!))];
}

it('tells a person the address and the way in, answers there, and leaves nothing behind when it is asked to stop', async () => {
  const { child, said, ended } = start({ PORT: '0', DATA_DIR: 'data', NODE_V8_COVERAGE: 'loaded' });
  while (!said.out.includes('#') && child.exitCode === null) await once(child.stdout!, 'data');
  const [, url, invitation] =
    /^Trợ lý thủ tục hành chính đã sẵn sàng tại (http:\/\/localhost:\d+)\n.* (http\S+)\n$/.exec(said.out) ??
    [];
  expect(url, said.out + said.err).toBeDefined();
  expect(invitation).toMatch(/^http:\/\/localhost:\d+\/console\/invitation#[\w-]{43}$/);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  for (const line of said.err.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');

  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(await readdir(join(folder, 'data'))).toEqual(['database']);
  const packages = await loadedPackages();
  expect(packages).toContain('pg');
  for (const optional of ['openai', 'langchain', '@langchain', 'zxing-wasm', 'zca-js'])
    expect(packages).not.toContain(optional);
});

it('stops at once when asked while it is still starting', async () => {
  const { child, said, ended } = start({ PORT: '0', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
  while (!said.err.includes('cannot reach the database')) await once(child.stderr!, 'data');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(said.out).toBe('');
});

it('names every variable it cannot use, from the environment and from .env', async () => {
  await writeFile(join(folder, '.env'), 'LOG_LEVEL=loud\n');
  const { said, ended } = start({ PORT: 'abc' });
  expect(await ended).toBe(1);
  expect(said.err).toContain('- PORT: expected a whole number');
  expect(said.err).toContain('- LOG_LEVEL: expected one of');
});

it('says so when another program has the port', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { said, ended } = start({ PORT: String(port) });
  expect(await ended).toBe(1);
  expect(said.err).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or choose another port with PORT.\n`,
  );
  other.close();
});

it('ends and says why when the database refuses it', async () => {
  await writeFile(join(folder, 'data'), 'a file where the directory should be');
  const { said, ended } = start({ PORT: '0', DATA_DIR: 'data' });
  expect(await ended).toBe(1);
  expect(JSON.parse(said.err.trim().split('\n').at(-1)!)).toMatchObject({
    level: 'fatal',
    msg: 'cannot start',
  });
});
