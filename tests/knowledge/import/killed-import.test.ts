// A real process is killed with SIGKILL in the middle of an import: the catalogue is the old one or the new one, whole.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../../api/config.ts';
import { openDatabase } from '../../../api/database/connect.ts';
import { databaseKinds, emptyServerDatabase } from '../../support/databases.ts';

const SCRIPT = join(import.meta.dirname, '../../support/import-process.ts');

describe.each(databaseKinds)('an import killed on %s', (kind) => {
  let configuration: Config['database'];
  let cleanUp: () => Promise<void>;

  beforeAll(async () => {
    if (kind === 'server') {
      const { url, drop } = await emptyServerDatabase();
      configuration = { kind, url, poolSize: 2 };
      cleanUp = drop;
    } else {
      const dataDir = await mkdtemp(join(tmpdir(), 'killed-'));
      configuration = { kind, dataDir };
      cleanUp = () => rm(dataDir, { recursive: true });
    }
    await run('Cũ', 'never');
  });
  afterAll(() => cleanUp());

  function start(name: string, moment: string): ChildProcess {
    const args = ['--import', 'tsx', SCRIPT, JSON.stringify(configuration), name, moment];
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  /** Resolves when the process has said its word and is gone: by itself after "done", killed after "stopped". */
  async function run(name: string, moment: string): Promise<void> {
    const child = start(name, moment);
    const exited = once(child, 'exit');
    let word = '';
    for await (const line of createInterface({ input: child.stdout! })) {
      word = line;
      if (line === 'stopped') child.kill('SIGKILL');
    }
    await exited;
    expect(word).toBe(moment === 'never' ? 'done' : 'stopped');
  }

  async function state() {
    const database = await openDatabase({ ...configuration, logger: pino({ level: 'silent' }) });
    try {
      const names = await database.query(
        `select split_part(body->>'title', ' ', 1) as name, count(*)::integer as procedures
         from procedures where status = 'current' group by 1`,
      );
      const index = await database.query(
        `select count(*) filter (where c.code is null)::integer as "withoutChunk",
           count(*) filter (where p.code is null)::integer as "withoutProcedure"
         from (select * from procedures where status = 'current') p
         full join chunks c on c.procedure_id = p.id and c.features->>'title' is not distinct from p.body->>'title'`,
      );
      const imports = await database.query('select count(*)::integer as imports from imports');
      return { names: names.rows, index: index.rows[0], imports: imports.rows[0] };
    } finally {
      await database.close();
    }
  }

  const whole = { withoutChunk: 0, withoutProcedure: 0 };
  const old = { names: [{ name: 'Cũ', procedures: 28 }], index: whole, imports: { imports: 1 } };
  const renewed = { names: [{ name: 'Mới', procedures: 27 }], index: whole, imports: { imports: 2 } };

  test.each(['planned', 'prepared', 'procedures written', 'index written'])(
    'when %s: the old one',
    async (moment) => {
      await run('Mới', moment);
      expect(await state()).toEqual(old);
    },
  );

  test('when committed: the new one; and the next import finds nothing to do', async () => {
    await run('Mới', 'committed');
    expect(await state()).toEqual(renewed);
    await run('Mới', 'never');
    expect(await state()).toEqual({ ...renewed, imports: { imports: 3 } });
  });
});
