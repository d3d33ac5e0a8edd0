// The operator switches a model on while citizens chat: nobody notices, and the operator sees how far it is.

import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { createLogger } from '../../api/log.ts';
import { openChat } from '../../scripts/bench/chat-client.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { type Behaviour, startEmbeddingServer } from '../support/embedding-server.ts';
import { answeringOver, index, someProcedures } from '../support/indexed-catalogue.ts';
import { until } from '../support/until.ts';

const CHATS = 10;
const QUESTIONS = 20;

it.each(databaseKinds)(
  '200 questions in ten chats are answered while the embedder changes, on %s',
  async (kind) => {
    const database = await freshDatabase(kind);
    const procedures = await someProcedures(100);
    await index(database, procedures);
    await answeringOver(database).refresh();
    const endpoint = await startEmbeddingServer();
    let answered = 0;
    // Documents are embedded a batch at a time, each after a share of the questions, the last ones when most are answered.
    endpoint.behave(async ({ input }): Promise<Behaviour> => {
      const share = Math.min(150, answered + 20);
      if (input.length > 1) await until(() => answered >= share);
      return 'answer';
    });
    const lines: Record<string, unknown>[] = [];
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)));
        done();
      },
    });
    const env = {
      PORT: '0',
      EMBEDDING_BASE_URL: endpoint.baseUrl,
      EMBEDDING_MODEL: 'a-model',
      EMBEDDING_BATCH: '10',
      EMBEDDING_QUESTION_BUDGET_MS: '10000',
      MESSAGES_PER_MINUTE: '10000',
      TOKENS_PER_HOUR_PER_ADDRESS: '1000',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '100000',
    };
    const app = await createApp(readConfig(env), {
      database,
      logger: createLogger({ level: 'info', destination }),
    });
    await app.ready;
    const readiness = async () => (await fetch(`${app.url}/readyz`)).json();

    const chats = await Promise.all(
      Array.from({ length: CHATS }, () => openChat({ url: app.url, read: 'socket' })),
    );
    await Promise.all(
      chats.map(async (chat, lane) => {
        for (let n = 0; n < QUESTIONS; n++) {
          const { title, code } = procedures[(lane * QUESTIONS + n) % procedures.length]!;
          const { text } = await chat.ask(`${title} nộp ở đâu`);
          expect(text, title).toMatch(/\S/);
          expect(text, code).not.toContain('trục trặc');
          answered++;
        }
      }),
    );
    for (const chat of chats) chat.close();
    expect(answered).toBe(CHATS * QUESTIONS);

    await until(async () => (await readiness()).embedding.state === 'whole');
    expect(await readiness()).toMatchObject({
      ready: true,
      embedding: { embedder: 'openai-compatible:a-model-384', done: 100, total: 100 },
    });
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toMatch(/^embedder_up 1$/m);
    expect(metrics).toMatch(/^documents_embedded 100$/m);
    expect(metrics).toMatch(/^documents_to_embed 0$/m);
    const said = lines.map(({ msg }) => msg);
    expect(said).toContain('embedding the catalogue; questions are answered meanwhile');
    expect(said).toContain('the whole catalogue is embedded and in use');
    expect(lines.filter(({ level, firstInvitation }) => level !== 'info' && !firstInvitation)).toEqual([]);

    // The endpoint goes away: one more question is answered, and the log says so once.
    endpoint.behave({ status: 500 });
    const chat = await openChat({ url: app.url, read: 'socket' });
    for (const { title } of procedures.slice(0, 3)) expect((await chat.ask(title)).text).toMatch(/\S/);
    chat.close();
    const errors = lines.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      msg: 'the embedder fails; questions are answered from their words alone',
      err: { message: 'The embedding endpoint answered 500' },
    });
    expect(await (await fetch(`${app.url}/metrics`)).text()).toMatch(/^embedder_up 0$/m);

    await app.close();
    await endpoint.close();
    await database.close();
  },
  300_000,
);
