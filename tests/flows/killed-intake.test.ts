// Many citizens complain at once while the process is killed, or its database goes away, at random moments: whatever was
// acknowledged is answered, and every complaint that was sent is one ticket. KILLS makes it longer.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { canStartPostgres, startPostgres } from '../../scripts/postgres.ts';
import type { Complained } from '../support/complaining-citizen.ts';
import { databaseKinds, emptyServerDatabase } from '../support/databases.ts';
import { type Intake, startIntake } from '../support/intake.ts';

const KILLS = Number(process.env.KILLS ?? 3);
/** A process is killed at most so long after it is up, or one time in five so long after it was started. */
const UP_MS = 1_500;
const START_MS = 4_000;
const BETWEEN_CUTS_MS = 600;
/** A database stays down for at most so long. */
const DOWN_MS = 1_000;
const POOL = 5;
const limit = { timeout: 300_000 + KILLS * 60_000 };

let cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
  cleanUps = [];
});

async function intakeOn(database: Parameters<typeof startIntake>[0]): Promise<Intake> {
  const intake = await startIntake(database);
  cleanUps.push(intake.kill);
  return intake;
}

async function onServer(): Promise<{ intake: Intake; url: string }> {
  const { url, drop } = await emptyServerDatabase();
  cleanUps.push(drop);
  return { intake: await intakeOn({ kind: 'server', url, poolSize: POOL }), url };
}

async function embedded(): Promise<{ intake: Intake }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'killed-intake-'));
  cleanUps.push(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  return { intake: await intakeOn({ kind: 'embedded', dataDir }) };
}

async function expectAllThere(intake: Intake, trouble: string, complained: Complained[]): Promise<void> {
  const messages = complained.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const apologies = complained.reduce((sum, one) => sum + one.apologies, 0);
  console.log(`${trouble}: ${complained.length} complaints, ${messages} messages, ${apologies} apologies`);
  await intake.kill();
  const { found, expected } = await intake.balance(complained);
  expect(found).toEqual(expected);
}

describe('complaints are neither lost nor doubled', () => {
  it.each(databaseKinds)(`by ${KILLS} kills of the process, on the %s database`, limit, async (kind) => {
    const { intake } = kind === 'server' ? await onServer() : await embedded();
    const complained = await intake.complainThrough(async () => {
      for (let kills = 0; kills < KILLS; kills++) {
        if (Math.random() < 0.2) await sleep(Math.random() * START_MS);
        else {
          await intake.ready();
          await sleep(Math.random() * UP_MS);
        }
        await intake.kill();
        intake.start();
      }
      await intake.ready();
    });
    await expectAllThere(intake, `${kind}, ${KILLS} kills`, complained);
  });

  it.runIf(databaseKinds.includes('server'))('when the database hangs up', limit, async () => {
    const { intake, url } = await onServer();
    const client = new pg.Client(url);
    await client.connect();
    await intake.ready();
    const cuts = KILLS * 5;
    const complained = await intake.complainThrough(async () => {
      for (let done = 0; done < cuts; done++) {
        await sleep(Math.random() * BETWEEN_CUTS_MS);
        await client.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
      }
    });
    await client.end();
    await expectAllThere(intake, `server, ${cuts} cuts`, complained);
  });

  it.runIf(canStartPostgres())('when the database crashes and comes back', limit, async () => {
    const server = await startPostgres({ say: console.log });
    cleanUps.push(server.stop);
    const intake = await intakeOn({ kind: 'server', url: server.url, poolSize: POOL });
    const complained = await intake.complainThrough(async () => {
      for (let crashes = 0; crashes < KILLS; crashes++) {
        // One time in five while the process is coming up, which may end it: whoever keeps it running starts it again.
        const comingUp = Math.random() < 0.2;
        if (comingUp) {
          await intake.kill();
          intake.start();
          await sleep(Math.random() * START_MS);
        } else {
          await intake.ready();
          await sleep(Math.random() * UP_MS);
        }
        await server.crash(Math.random() * DOWN_MS);
        if (comingUp) await Promise.race([intake.ready(), intake.ended()]);
        if (intake.isRunning()) continue;
        expect(comingUp).toBe(true);
        intake.start();
      }
      await intake.ready();
    });
    await expectAllThere(intake, `server, ${KILLS} crashes of the database`, complained);
  });
});
