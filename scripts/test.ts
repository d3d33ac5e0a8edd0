// The gate: format, lint, types and all tests, with a browser and a Postgres server beside them; `npm test`.
// Arguments go on to vitest. Exit code 0 only when nothing failed and, with CI=true, nothing was left out.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findChromium } from './chromium.ts';
import { canStartPostgres, type PostgresServer, startPostgres } from './postgres.ts';

type Report = {
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

type TestServer = Pick<PostgresServer, 'url' | 'stop'>;

const leftOut: string[] = [];
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    stopped = true;
  });

process.exitCode = (await gate()) ? 0 : 1;

async function gate(): Promise<boolean> {
  const formatted = await tool('biome', ['check', '.']);
  const typed = await tool('tsc', ['--noEmit']);
  const chromium = chromiumOrLeaveOut();
  const server = await serverOrLeaveOut();
  const folder = await mkdtemp(join(tmpdir(), 'test-report-'));
  try {
    const file = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const passed =
      !stopped &&
      (await tool('vitest', ['run', ...reporters, ...process.argv.slice(2)], {
        ...(chromium && { CHROMIUM_PATH: chromium }),
        ...(server && { TEST_DATABASE_URL: server.url }),
      }));
    const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{"testResults":[]}')) as Report;
    if (!formatted) console.log('Format or lint failed: see the first lines.');
    if (!typed) console.log('Types do not fit: see the first lines.');
    for (const sentence of leftOut) console.log(`Left out: ${sentence}`);
    const counts = tell(report);
    const complete = leftOut.length === 0 || process.env.CI !== 'true';
    return formatted && typed && passed && counts.failed === 0 && counts.passed > 0 && complete;
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true });
  }
}

function chromiumOrLeaveOut(): string | null {
  try {
    const path = findChromium({ given: process.env.CHROMIUM_PATH, say: console.log });
    if (path !== null) return path;
    leftOut.push('tests in a browser. Install Chromium, or name one with CHROMIUM_PATH.');
  } catch (error) {
    leftOut.push(`tests in a browser. ${(error as Error).message}`);
  }
  return null;
}

async function serverOrLeaveOut(): Promise<TestServer | null> {
  try {
    const given = process.env.TEST_DATABASE_URL;
    if (given) return await givenServer(given);
    if (canStartPostgres()) return await startPostgres({ say: console.log });
    leftOut.push(
      'tests on a Postgres server. Name one that has pgvector with TEST_DATABASE_URL=postgres://…, for example from `docker run -e POSTGRES_HOST_AUTH_METHOD=trust -p 5433:5432 pgvector/pgvector:pg17`.',
    );
  } catch (error) {
    leftOut.push(`tests on a Postgres server. ${(error as Error).message}`);
  }
  return null;
}

async function givenServer(url: string): Promise<TestServer> {
  const client = new pg.Client(url);
  await client.connect();
  const { rowCount } = await client.query(`select 1 from pg_available_extensions where name = 'vector'`);
  await client.end();
  if (!rowCount) throw new Error('The server of TEST_DATABASE_URL has no pgvector.');
  return { url, stop: async () => {} };
}

/** Lists what was skipped, ends with the one plain line of counts. A file that could not even be read is one failure. */
function tell({ testResults }: Report): { passed: number; failed: number } {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const unread = testResults.filter((r) => r.status === 'failed' && r.assertionResults.length === 0).length;
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failed = tests.filter(({ status }) => status === 'failed').length + unread;
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  for (const { fullName } of skipped) console.log(`Skipped: ${fullName}`);
  console.log(`${passed} passed, ${failed} failed`);
  return { passed, failed };
}

/** Runs a tool of this project to its end with its output shown; whether it was content. */
function tool(name: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  const child = spawn(join(import.meta.dirname, '../node_modules/.bin', name), args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGTERM', pass);
      resolve(code === 0);
    });
  });
}
