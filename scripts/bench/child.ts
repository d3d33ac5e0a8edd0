// The processes that a bench starts: our programs, in an environment that holds nothing but what is said here.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = join(import.meta.dirname, '../..');

const TYPESCRIPT = import.meta.resolve('tsx');
const WORDS_KEPT = 4_000;

export interface Program {
  child: ChildProcess;
  /** The end of what it said on standard error. */
  words(): string;
  ended: Promise<number | null>;
}

/** Environment of a program that keeps its data in `dataDir`, or on the server of `databaseUrl`. */
export function environment({
  dataDir,
  databaseUrl = '',
  ...settings
}: { dataDir: string; databaseUrl?: string } & Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const own = { PATH, HOME, ...(TMPDIR && { TMPDIR }) };
  return { ...own, DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PORT: '0', ...settings };
}

/** Runs a TypeScript file of ours in `folder`, where no `.env` lies; the modules at the `preload` URLs run before it. */
export function start({
  file,
  args = [],
  preload = [],
  folder,
  env,
  extra,
}: {
  file: string;
  args?: string[];
  preload?: string[];
  folder: string;
  env: Record<string, string>;
  /** What the fourth stream of the child is. */
  extra: 'ipc' | 'pipe';
}): Program {
  const imports = [TYPESCRIPT, ...preload].flatMap((url) => ['--import', url]);
  const child = spawn(process.execPath, [...imports, join(ROOT, file), ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe', extra],
  });
  return programOf(child);
}

/** Runs `tsx` itself, as `npm start` does. */
export function startWithTsx({
  file,
  folder,
  env,
}: {
  file: string;
  folder: string;
  env: Record<string, string>;
}): Program {
  const child = spawn(join(ROOT, 'node_modules/.bin/tsx'), [join(ROOT, file)], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return programOf(child);
}

/** Resolves to all that the program printed; throws with its last words when it failed. */
export async function output({ child, words, ended }: Program): Promise<string> {
  const [code, printed] = await Promise.all([ended, text(child.stdout!)]);
  if (code !== 0) throw new Error(`A program ended with ${code}: ${words()}`);
  return printed;
}

/** Resolves as `awaited` does; throws with the program's last words when it ends before. */
export async function beforeItEnds<Value>(
  { words, ended }: Program,
  awaited: Promise<Value>,
): Promise<Value> {
  const end = ended.then((code): never => {
    throw new Error(`A program ended with ${code}: ${words()}`);
  });
  return Promise.race([awaited, end]);
}

function programOf(child: ChildProcess): Program {
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => {
    said = (said + piece.toString()).slice(-WORDS_KEPT);
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  // Whoever waits for the end hears of a failure to start; nobody may.
  ended.catch(() => {});
  return { child, words: () => said, ended };
}
