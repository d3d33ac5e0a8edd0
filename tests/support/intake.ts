// A process that takes complaints in, a crowd that complains to it through whatever happens, and what must be there at the end.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Config } from '../../api/config.ts';
import { openDatabase } from '../../api/database/connect.ts';
import { DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';
import { LEASE_MS } from '../../bot/leases.ts';
import { type Complained, complain } from './complaining-citizen.ts';

const CITIZENS = 24;
const PROGRAM = join(import.meta.dirname, 'intake-process.ts');

export type Intake = Awaited<ReturnType<typeof startIntake>>;

/** Every complaint has its ticket and no other, and every acknowledged message its answer: `found` is then as `expected`. */
export type Balance = Record<'found' | 'expected', { tickets: object[]; messages: object[] }>;

/** Starts the process over an empty database. */
export async function startIntake(database: Config['database']) {
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    PATH,
    HOME,
    PORT: String(port),
    REQUESTS_PER_MINUTE_PER_ADDRESS: '1000000',
    TOKENS_PER_HOUR_PER_ADDRESS: '1000000',
    MESSAGES_PER_MINUTE: '1000',
    ...(database.kind === 'server'
      ? { DATABASE_URL: database.url, DATABASE_POOL_SIZE: String(database.poolSize) }
      : { DATA_DIR: database.dataDir }),
  };
  let child: ChildProcess;
  let ready: Promise<unknown>;
  let ended: Promise<unknown>;
  let starts = 0;
  start();

  /** On a server every process is a lease ahead of the one before, whose leases are over then. */
  function start(): void {
    const ahead = database.kind === 'server' ? starts++ * LEASE_MS : 0;
    child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), PROGRAM, String(ahead)], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    ready = once(child.stdout!, 'data');
    ended = once(child, 'exit');
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await ended;
  }

  return {
    start,
    kill,
    ready: () => ready,
    ended: () => ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,

    /** A crowd complains, each citizen again and again, until `trouble` is over and all receipts are read. */
    async complainThrough(trouble: () => Promise<void>): Promise<Complained[]> {
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
    },

    /** The process must have ended. */
    async balance(complained: readonly Complained[]): Promise<Balance> {
      const opened = await openDatabase({ ...database, logger: pino({ level: 'silent' }) });
      const tickets = await opened.query<object>(
        `select t.conversation_id as "conversationId", t.code, x.what
         from tickets t join ticket_texts x on x.ticket_id = t.id order by t.code`,
      );
      const messages = await opened.query<object>(
        `select activity -> 'channelData' ->> 'clientActivityID' as id, status from activities
         where direction = 'inbound' and activity ->> 'type' = 'message' order by 1`,
      );
      await opened.close();
      const expected = complained.map(({ conversationId, code, what }) => ({ conversationId, code, what }));
      const taken = complained.flatMap(({ acknowledged }) => acknowledged).toSorted();
      return {
        found: { tickets: tickets.rows, messages: messages.rows },
        expected: {
          tickets: expected.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
          messages: taken.map((id) => ({ id, status: 'answered' })),
        },
      };
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
