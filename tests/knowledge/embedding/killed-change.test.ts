// A real process is killed with SIGKILL while it embeds the catalogue: the next one goes on where it was.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../../api/config.ts';
import { openDatabase } from '../../../api/database/connect.ts';
import { migrate } from '../../../api/database/migrate.ts';
import { wordSpaceEmbedder } from '../../../knowledge/embedding/word-space.ts';
import { databaseKinds, emptyServerDatabase } from '../../support/databases.ts';
import { type EmbeddingServer, startEmbeddingServer } from '../../support/embedding-server.ts';
import { index, someProcedures } from '../../support/indexed-catalogue.ts';

const SCRIPT = join(import.meta.dirname, '../../support/embedding-process.ts');
const COUNT = 60;
const BATCH = 10;

describe.each(databaseKinds)('a process killed while it embeds on %s', (kind) => {
  let configuration: Config['database'];
  let cleanUp: () => Promise<void>;
  let server: EmbeddingServer;

  beforeAll(async () => {
    if (kind === 'server') {
      const { url, drop } = await emptyServerDatabase();
      configuration = { kind, url, poolSize: 2 };
      cleanUp = drop;
    } else {
      const dataDir = await mkdtemp(join(tmpdir(), 'killed-embedding-'));
      configuration = { kind, dataDir };
      cleanUp = () => rm(dataDir, { recursive: true });
    }
    server = await startEmbeddingServer();
    const database = await open();
    await migrate({ database });
    await index(database, await someProcedures(COUNT));
    await database.close();
  });
  afterAll(async () => {
    await server.close();
    await cleanUp();
  });

  function open() {
    return openDatabase({ ...configuration, logger: pino({ level: 'silent' }) });
  }

  function start() {
    const endpoint = {
      baseUrl: server.baseUrl,
      apiKey: null,
      model: 'a-model',
      dimensions: null,
      timeoutMs: 60_000,
      batch: BATCH,
      questionPrefix: null,
      documentPrefix: null,
      questionBudgetMs: 800,
    };
    const args = ['--import', 'tsx', SCRIPT, JSON.stringify(configuration), JSON.stringify(endpoint)];
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function dimensions() {
    const database = await open();
    const { rows } = await database.query(
      'select vector_dims(embedding) as dimensions, count(*)::integer as documents from chunks group by 1',
    );
    await database.close();
    return rows;
  }

  it('leaves the old index whole; the next one embeds only the rest', async () => {
    let batches = 0;
    const killed = start();
    const gone = once(killed, 'exit');
    server.behave(({ input }) => {
      // The probe of the connection is one text.
      if (input.length > 1 && ++batches === 4) {
        killed.kill('SIGKILL');
        return 'hang';
      }
      return 'answer';
    });
    await gone;
    expect(await dimensions()).toEqual([{ dimensions: wordSpaceEmbedder().dimensions, documents: COUNT }]);

    server.requests.length = 0;
    const heir = start();
    let said = '';
    heir.stdout!.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(heir, 'close');
    expect([code, said]).toEqual([0, 'changed\n']);
    expect(await dimensions()).toEqual([{ dimensions: 384, documents: COUNT }]);
    const texts = server.requests.flatMap(({ input }) => input);
    expect(texts).toHaveLength(1 + COUNT - 3 * BATCH);
  });
});
