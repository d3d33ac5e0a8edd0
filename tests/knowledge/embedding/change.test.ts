// The way of the index from one embedder to another: under load, with imports, failures and other processes in between.

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createEmbeddingChange, type EmbeddingEvent } from '../../../knowledge/embedding/change.ts';
import type { EmbeddingEndpoint } from '../../../knowledge/embedding/embedding-endpoint.ts';
import { connectEmbeddingEndpoint } from '../../../knowledge/embedding/openai-compatible.ts';
import { createQuestionVectors } from '../../../knowledge/embedding/question-vectors.ts';
import { indexEmbedder } from '../../../knowledge/embedding/vectors.ts';
import { wordSpaceEmbedder } from '../../../knowledge/embedding/word-space.ts';
import type { Procedure } from '../../../knowledge/procedure.ts';
import { readQuestion, shippedLanguage } from '../../../knowledge/question.ts';
import { createSearch } from '../../../knowledge/search.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import {
  type Behaviour,
  type EmbeddingServer,
  startEmbeddingServer,
} from '../../support/embedding-server.ts';
import { index, someProcedures } from '../../support/indexed-catalogue.ts';
import { until } from '../../support/until.ts';

const language = shippedLanguage();
const builtIn = wordSpaceEmbedder();
const COUNT = 150;

describe.each(databaseKinds)('changing the embedder on %s', (kind) => {
  let procedures: Procedure[];
  let database: OpenDatabase;
  let server: EmbeddingServer;
  beforeAll(async () => {
    procedures = await someProcedures(COUNT + 1);
  });
  beforeEach(async () => {
    database = await freshDatabase(kind);
    server = await startEmbeddingServer();
    await index(database, procedures.slice(0, COUNT));
  });
  afterEach(async () => {
    await server.close();
    await database.close();
  });

  /** One process on the database: what it would do, what it told, and its search. */
  function aProcess({ owner = 'one', model = 'a-model', now = () => new Date() } = {}) {
    const endpoint: EmbeddingEndpoint = {
      baseUrl: server.baseUrl,
      apiKey: null,
      model,
      dimensions: null,
      timeoutMs: 600_000,
      batch: 16,
      questionPrefix: 'question:',
      documentPrefix: null,
    };
    const events: EmbeddingEvent[] = [];
    const pauses: number[] = [];
    const questionVectors = createQuestionVectors({ builtIn, budgetMs: 600_000 });
    const change = createEmbeddingChange({
      database,
      questionVectors,
      connect: (signal) => connectEmbeddingEndpoint(endpoint, { signal, wait: async () => {} }),
      owner,
      atOnce: 16,
      now,
      // Ends only when something is heard or the process is closed; after a failure at once.
      pause: (ms, signal) => {
        pauses.push(ms);
        if (change.progress().state === 'failing') return Promise.resolve();
        return new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
      onEvent: (event) => void events.push(event),
    });
    const search = createSearch({ database, questionVectors, language });
    const find = (text: string) => search.find(readQuestion(language, text));
    return { change, events, pauses, find, names: () => events.map(({ event }) => event) };
  }

  async function dimensions(): Promise<Record<string, number>> {
    const { rows } = await database.query<{ dimensions: number | null; count: number }>(
      'select vector_dims(embedding) as dimensions, count(*)::integer as count from chunks group by 1',
    );
    return Object.fromEntries(rows.map((row) => [String(row.dimensions), row.count]));
  }

  const documentsAsked = () =>
    server.requests.flatMap(({ input }) => input).filter((text) => !text.startsWith('question:'));
  const questionsAsked = () =>
    server.requests.flatMap(({ input }) => input).filter((text) => text.startsWith('question:'));

  it('embeds everything, swaps at once, and then asks the new one for questions', async () => {
    const { change, find, events, names } = aProcess();
    expect(await dimensions()).toEqual({ [builtIn.dimensions]: COUNT });
    expect(await change.bring()).toBe(true);
    expect(await dimensions()).toEqual({ 384: COUNT });
    expect(await indexEmbedder(database)).toBe(change.progress().embedder);
    expect(change.progress()).toMatchObject({ state: 'whole', done: COUNT, total: COUNT });
    expect(names().filter((name) => name !== 'progress')).toEqual(['connected', 'begun', 'changed']);
    expect(events.find(({ event }) => event === 'progress')).toMatchObject({ done: 16, total: COUNT });

    const [hit] = await find(procedures[3]!.title);
    expect(questionsAsked()).toHaveLength(1);
    expect(hit!.dense).toBeGreaterThan(0.3);
    server.requests.length = 0;
    expect(await change.bring()).toBe(true);
    expect(server.requests).toEqual([]);
  });

  it('answers 200 questions meanwhile, from the old index or the new one', async () => {
    const { change, find } = aProcess();
    const titles = procedures.slice(0, 50).map(({ title }) => title);
    const codes = async (title: string) => (await find(title)).map(({ code }) => code).join(' ');
    const all = async () => {
      const found: string[] = [];
      for (const title of titles) found.push(await codes(title));
      return found;
    };
    // Between embedding a question and looking it up the index may change: then its words answer alone.
    const wordsOnly = createSearch({ database, language, questionVectors: { vectorOf: async () => null } });
    const byWords: string[] = [];
    for (const title of titles) {
      const hits = await wordsOnly.find(readQuestion(language, title));
      byWords.push(hits.map(({ code }) => code).join(' '));
    }
    const before = await all();
    let answered = 0;
    // Every batch of documents comes only after a share of the questions: the load spans the change.
    server.behave(async ({ input }): Promise<Behaviour> => {
      const share = Math.min(180, answered + 15);
      if (!input[0]!.startsWith('question:') && input.length > 1) await until(() => answered >= share);
      return 'answer';
    });
    const changing = change.bring();
    const found: string[] = [];
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let n = lane; n < 200; n += 8) {
        found[n] = await codes(titles[n % 50]!);
        answered++;
      }
    });
    await Promise.all([changing, ...lanes]);
    expect(answered).toBe(200);
    expect(await dimensions()).toEqual({ 384: COUNT });
    const after = await all();
    found.forEach((hits, n) => {
      expect(hits, titles[n % 50]).not.toBe('');
      expect([before[n % 50], after[n % 50], byWords[n % 50]], titles[n % 50]).toContain(hits);
    });
  });

  it('compares no vector of one embedder with one of another', async () => {
    const { change, find } = aProcess();
    // The question is embedded by the old one; before it is compared, the index has the new one's vectors.
    const late = createSearch({
      database,
      language,
      questionVectors: {
        async vectorOf(_embedder, text) {
          await change.bring();
          return (await builtIn.embed([text]))[0]!;
        },
      },
    });
    const hits = await late.find(readQuestion(language, procedures[3]!.title));
    expect(hits[0]!.code).toBe(procedures[3]!.code);
    expect(hits.every(({ dense }) => dense === 0)).toBe(true);
    expect((await find(procedures[3]!.title))[0]!.dense).toBeGreaterThan(0);
  });

  it('embeds what is imported meanwhile before it swaps, and afterwards what is imported later', async () => {
    const { change, names, find } = aProcess();
    let imported = false;
    server.behave(async ({ input }): Promise<Behaviour> => {
      if (!imported && input.length > 1) {
        imported = true;
        await index(database, procedures.slice(COUNT));
      }
      return 'answer';
    });
    await change.start();
    await until(() => names().includes('changed'));
    expect(await dimensions()).toEqual({ 384: COUNT + 1 });

    const changed = { ...procedures[0]!, title: 'Cấp giấy phép nuôi cá voi trên cạn' };
    await index(database, [changed]);
    await until(async () => (await dimensions())['384'] === COUNT + 1);
    expect((await find('nuôi cá voi trên cạn'))[0]).toMatchObject({ code: changed.code });
    expect((await find('nuôi cá voi trên cạn'))[0]!.dense).toBeGreaterThan(0);
    await change.close();
  });

  it('goes on where it was interrupted, and tells of a failure once', async () => {
    const { change, names, pauses } = aProcess();
    let refusals = 0;
    server.behave(() => (documentsAsked().length > 64 && ++refusals <= 9 ? { status: 503 } : 'answer'));
    await change.start();
    await until(() => names().includes('recovered'));
    await change.close();
    expect(names().filter((name) => name === 'failed')).toHaveLength(1);
    expect(names().filter((name) => name === 'changed')).toHaveLength(1);
    // Three times three tries, then it worked; the pauses grew.
    expect(pauses.slice(0, 3)).toEqual([1000, 2000, 4000]);
    expect(await dimensions()).toEqual({ 384: COUNT });
    const answered = documentsAsked().length - 9 * 16;
    // The probe of the connection is one text more.
    expect(answered).toBe(COUNT + 1);
  });

  it('answers from the old index while the endpoint cannot be reached, and changes when it can', async () => {
    const { change, names, find } = aProcess();
    let down = true;
    server.behave(() => (down ? { status: 500 } : 'answer'));
    await change.start();
    await until(() => names().includes('failed'));
    expect((await find(procedures[5]!.title))[0]!.dense).toBeGreaterThan(0.3);
    expect(await dimensions()).toEqual({ [builtIn.dimensions]: COUNT });
    down = false;
    await until(() => names().includes('changed'));
    await change.close();
    expect(await dimensions()).toEqual({ 384: COUNT });
  });

  it('is the work of one process; the other notices', async () => {
    const one = aProcess({ owner: 'one' });
    const two = aProcess({ owner: 'two' });
    let seen = false;
    server.behave(async ({ input }): Promise<Behaviour> => {
      if (input.length > 1) await until(() => seen);
      return 'answer';
    });
    const atWork = one.change.bring();
    await until(() => one.names().includes('begun'));
    expect(await two.change.bring()).toBe(false);
    expect(two.change.progress().state).toBe('waiting');
    seen = true;
    await atWork;
    expect(new Set(documentsAsked()).size).toBe(documentsAsked().length - 1);
    expect((await two.find(procedures[3]!.title))[0]!.dense).toBeGreaterThan(0.3);
    expect(questionsAsked()).toHaveLength(1);
    expect(await two.change.bring()).toBe(true);
  });

  it('is taken over when the process at work dies', async () => {
    const clock = createClock();
    const dead = aProcess({ owner: 'dead', now: clock.now });
    const heir = aProcess({ owner: 'heir', now: clock.now });
    await heir.change.connect();
    let hangs = false;
    server.behave(() => {
      hangs = documentsAsked().length > 64;
      return hangs ? 'hang' : 'answer';
    });
    const dying = dead.change.bring().catch(() => 'gone');
    await until(() => hangs);
    expect(await heir.change.bring()).toBe(false);
    clock.forward(61_000);
    server.behave('answer');
    expect(await heir.change.bring()).toBe(true);
    expect(await dimensions()).toEqual({ 384: COUNT });
    await dead.change.close();
    expect(await dying).toBe('gone');
  });

  it('is not fought over: who finds a third embedder in place lets it be', async () => {
    const old = aProcess({ owner: 'old', model: 'old-model' });
    const young = aProcess({ owner: 'young', model: 'young-model' });
    await old.change.bring();
    await young.change.bring();
    const used = await indexEmbedder(database);
    expect(used).toContain('young-model');
    expect(await old.change.bring()).toBe(false);
    expect(await old.change.bring()).toBe(false);
    expect(old.names().filter((name) => name === 'superseded')).toHaveLength(1);
    expect(await indexEmbedder(database)).toBe(used);
    // Its questions are answered all the same, from their words.
    expect((await old.find(procedures[3]!.title))[0]).toMatchObject({ code: procedures[3]!.code, dense: 0 });
  });
});
