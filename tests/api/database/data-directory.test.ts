// The embedded database's directory, with real processes: one at a time, and killed at any moment without loss.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../api/database/connect.ts';
import { DirectoryInUse, lockDirectory } from '../../../api/database/directory-lock.ts';

const logger = pino({ level: 'silent' });
const children = new Set<ChildProcess>();
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'data-'));
});
afterEach(async () => {
  for (const child of children) await kill(child);
  await rm(dataDir, { recursive: true, force: true });
});

function open() {
  return openDatabase({ kind: 'embedded', dataDir, logger });
}

function startProcess(): ChildProcess {
  const script = join(import.meta.dirname, '../../support/database-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Reads the child's lines until `done` says so of one; resolves to all of them. */
async function readLines(child: ChildProcess, done: (line: string) => boolean): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout!)) {
    lines.push(line);
    if (done(line)) return lines;
  }
  throw new Error(`The process ended after: ${lines.join(' | ')}`);
}

function locks(): string[] {
  return readdirSync(dataDir).filter((name) => name.endsWith('.lock'));
}

describe('two at a time', () => {
  it('refuses a second process in a sentence that names the first and what to do', async () => {
    const first = startProcess();
    await readLines(first, (line) => line === 'open');

    const second = startProcess();
    let words = '';
    second.stderr!.on('data', (chunk) => {
      words += chunk;
    });
    const [code] = await once(second, 'close');
    expect(code).toBe(1);
    expect(words).toContain(`in use by process ${first.pid} on ${hostname()}`);
    expect(words).toMatch(/Stop that process first.*DATA_DIR.*DATABASE_URL/);

    await kill(first);
    await (await open()).close();
  });

  it('refuses the same process a second time and lets go on close', async () => {
    const database = await open();
    await expect(open()).rejects.toThrow(DirectoryInUse);
    await database.close();
    expect(locks()).toEqual([]);
    await (await open()).close();
  });

  it('lets at most one of several that start together have it', async () => {
    const contenders = await Promise.allSettled(
      Array.from({ length: 5 }, () => lockDirectory({ directory: dataDir, name: 'database' })),
    );
    const holders = contenders.filter(({ status }) => status === 'fulfilled');
    expect(holders.length).toBeLessThanOrEqual(1);
    expect(locks()).toHaveLength(holders.length);
  });
});

describe('a lock that was left behind', () => {
  async function leave(change: object): Promise<string> {
    const release = await lockDirectory({ directory: dataDir, name: 'database' });
    const [name = ''] = locks();
    const holder = JSON.parse(await readFile(join(dataDir, name), 'utf8'));
    await release();
    await writeFile(join(dataDir, name), JSON.stringify({ ...holder, ...change }));
    return name;
  }

  const lock = () => lockDirectory({ directory: dataDir, name: 'database' });

  it('is taken over when its process is dead', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'exit');
    await leave({ pid: child.pid, startTime: null });
    const release = await lock();
    expect(locks()).toHaveLength(1);
    await release();
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'is taken over when its number now belongs to another process',
    async () => {
      await leave({ startTime: '1' });
      await (await lock())();
    },
  );

  it.runIf(existsSync('/proc/self/stat'))('is taken over when the machine was restarted since', async () => {
    await leave({ bootId: 'an earlier one' });
    await (await lock())();
  });

  it('is left to a person when it comes from another machine', async () => {
    const name = await leave({ host: 'another-machine', pid: 1 });
    await expect(lock()).rejects.toThrow(new RegExp(`process 1 on another-machine.*delete .*${name}`));
    expect(locks()).toEqual([name]);
  });
});

describe('killed', () => {
  /** How far the making of a database has come, by the files it has written so far. */
  function filesMade(): number {
    const making = readdirSync(dataDir).find((name) => name.startsWith('database.making-'));
    return making === undefined ? 0 : readdirSync(join(dataDir, making), { recursive: true }).length;
  }

  it.each([1, 40, 200])('while the database is made, with %i files there', async (files) => {
    const child = startProcess();
    while (filesMade() < files && child.exitCode === null && !existsSync(join(dataDir, 'database')))
      await setImmediate();
    await kill(child);
    expect(existsSync(join(dataDir, 'database'))).toBe(false);

    const database = await open();
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
    expect(await readdir(dataDir)).toEqual(['database']);
  });

  it('keeps every row that was acknowledged, time after time', async () => {
    let acknowledged = 0;
    for (const rows of [1, 60, 250]) {
      const child = startProcess();
      const lines = await readLines(child, (line) => line === `stored ${acknowledged + rows}`);
      await kill(child);
      acknowledged = Number(lines.at(-1)!.slice('stored '.length));

      const database = await open();
      const { rows: kept } = await database.query<{ rows: number; last: number }>(
        'select count(*)::integer as rows, max(n) as last from stored',
      );
      await database.close();
      expect(kept[0]!.rows).toBeGreaterThanOrEqual(acknowledged);
      expect(kept[0]!.last).toBe(kept[0]!.rows);
      acknowledged = kept[0]!.last;
    }
  });

  it('tells where the database is when it cannot be opened', async () => {
    await mkdir(join(dataDir, 'database'));
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '9\n');
    await expect(open()).rejects.toThrow(join(dataDir, 'database'));
    expect(locks()).toEqual([]);
  });
});
