// One process at a time in a data directory: PGlite does not lock its files, and two writers destroy them silently.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Who holds the lock. `bootId` and `startTime` (clock ticks since boot) tell a process from a later one of the same number; null where the system does not say. */
type Holder = { pid: number; host: string; bootId: string | null; startTime: string | null; since: string };

/** Another live process has the directory. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';
}

/**
 * Takes the lock `directory/name-….lock` and resolves to its release. Every contender announces itself in a file of
 * its own before it looks for others, so two starting together see each other (both step back and try again), and
 * the file of a dead process can be removed without ever touching a live one's. Never judged by age: a process busy
 * for minutes still holds. Throws DirectoryInUse naming the holder.
 */
export async function lockDirectory({
  directory,
  name,
}: {
  directory: string;
  name: string;
}): Promise<() => Promise<void>> {
  const own = `${name}-${process.pid}-${randomBytes(4).toString('hex')}.lock`;
  for (let attempt = 1; ; attempt++) {
    await announce(directory, own);
    const other = await liveHolder(directory, name, own);
    if (other === null) return () => rm(join(directory, own), { force: true });
    await rm(join(directory, own), { force: true });
    if (attempt === 4) throw new DirectoryInUse(refusal(directory, other));
    await setTimeout(50 + Math.random() * 150);
  }
}

async function announce(directory: string, file: string): Promise<void> {
  const holder: Holder = { pid: process.pid, ...identity(process.pid), since: new Date().toISOString() };
  const draft = join(directory, `${file}.draft`);
  await writeFile(draft, JSON.stringify(holder));
  await rename(draft, join(directory, file));
}

async function liveHolder(
  directory: string,
  name: string,
  own: string,
): Promise<(Holder & { file: string }) | null> {
  const files = (await readdir(directory)).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith('.lock') && file !== own,
  );
  for (const file of files) {
    const holder = await readHolder(join(directory, file));
    if (holder === null) continue;
    if (isAlive(holder)) return { ...holder, file };
    await rm(join(directory, file), { force: true });
  }
  return null;
}

/** Null when the file is gone meanwhile: its owner let go. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(holder: Holder): boolean {
  // From here nobody can see the processes of another machine or container: only a person can.
  if (holder.host !== hostname()) return true;
  const now = identity(holder.pid);
  if (holder.bootId !== null && now.bootId !== null && holder.bootId !== now.bootId) return false;
  if (holder.startTime !== null && now.bootId !== null && holder.startTime !== now.startTime) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function identity(pid: number): Pick<Holder, 'host' | 'bootId' | 'startTime'> {
  const stat = readOrNull(`/proc/${pid}/stat`);
  // The process name, in brackets, may hold spaces: the fields are counted after it; the 22nd is the start time.
  const startTime = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  return {
    host: hostname(),
    bootId: readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? null,
    startTime,
  };
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function refusal(directory: string, holder: Holder & { file: string }): string {
  const who = `process ${holder.pid} on ${holder.host} (since ${holder.since})`;
  return holder.host === hostname()
    ? `The data directory ${directory} is in use by ${who}. Stop that process first, or give this one another DATA_DIR, or let both use a server with DATABASE_URL.`
    : `The data directory ${directory} is in use by ${who}. If that process is surely gone, delete ${join(directory, holder.file)} and start again; otherwise use another DATA_DIR or a server with DATABASE_URL.`;
}
