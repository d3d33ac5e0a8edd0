// Whatever the endpoint does, a question is answered in time, from its words, and the log hears of it once.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createBreaker } from '../../../knowledge/embedding/breaker.ts';
import { createEmbeddingChange } from '../../../knowledge/embedding/change.ts';
import { connectEmbeddingEndpoint } from '../../../knowledge/embedding/openai-compatible.ts';
import {
  createQuestionVectors,
  type QuestionVectors,
} from '../../../knowledge/embedding/question-vectors.ts';
import { wordSpaceEmbedder } from '../../../knowledge/embedding/word-space.ts';
import type { Procedure } from '../../../knowledge/procedure.ts';
import { readQuestion, shippedLanguage } from '../../../knowledge/question.ts';
import { createSearch, type Search } from '../../../knowledge/search.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';
import {
  type Behaviour,
  type EmbeddingServer,
  startEmbeddingServer,
} from '../../support/embedding-server.ts';
import { index, someProcedures } from '../../support/indexed-catalogue.ts';

const language = shippedLanguage();

describe('a search whose embedder misbehaves', () => {
  let database: OpenDatabase;
  let server: EmbeddingServer;
  let procedures: Procedure[];
  let clock: TestClock;
  let search: Search;
  let questionVectors: QuestionVectors;
  let told: string[];

  beforeAll(async () => {
    database = await freshDatabase('embedded');
    procedures = await someProcedures(60);
    await index(database, procedures);
    server = await startEmbeddingServer();
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });
  beforeEach(async () => {
    clock = createClock();
    told = [];
    questionVectors = createQuestionVectors({
      builtIn: wordSpaceEmbedder(),
      budgetMs: 300,
      now: clock.now,
      onDown: (error) => told.push((error as Error).message),
      onUp: () => told.push('up'),
    });
    const change = createEmbeddingChange({
      database,
      questionVectors,
      connect: () =>
        connectEmbeddingEndpoint({
          baseUrl: server.baseUrl,
          apiKey: null,
          model: 'a-model',
          dimensions: null,
          timeoutMs: 10_000,
          batch: 32,
          questionPrefix: null,
          documentPrefix: null,
        }),
      owner: 'one',
    });
    await change.bring();
    search = createSearch({ database, questionVectors, language });
    server.requests.length = 0;
  });
  afterEach(() => server.behave('answer'));

  function find(n: number) {
    return search.find(readQuestion(language, procedures[n]!.title));
  }

  it.each<[Behaviour, RegExp]>([
    ['hang', /No embedding of a question within 300 ms/],
    ['stall', /No embedding of a question within 300 ms/],
    ['half a body', /broke off/],
    ['wrong dimension', /383 dimensions instead of 384/],
    ['missing index', /lacks index 0/],
    ['not a number', /no list of numbers/],
    ['no JSON', /cannot be used|broke off/],
    [{ status: 500 }, /answered 500/],
    [{ status: 429, retryAfter: '120' }, /answered 429/],
  ])(
    '%j: the words answer, the log hears once, and meaning comes back by itself',
    async (behaviour, message) => {
      expect((await find(1))[0]!.dense).toBeGreaterThan(0.3);
      server.behave(behaviour);
      const [hit] = await find(2);
      expect(hit).toMatchObject({ code: procedures[2]!.code, dense: 0 });
      expect(told).toEqual([expect.stringMatching(message)]);

      // Resting, it is not even asked.
      const asked = server.requests.length;
      expect((await find(3))[0]).toMatchObject({ code: procedures[3]!.code, dense: 0 });
      expect(server.requests).toHaveLength(asked);

      clock.forward(1_001);
      expect((await find(4))[0]!.dense).toBe(0);
      expect(server.requests).toHaveLength(asked + 1);
      expect(told).toHaveLength(1);

      server.behave('answer');
      clock.forward(2_001);
      expect((await find(5))[0]!.dense).toBeGreaterThan(0.3);
      expect(told.slice(1)).toEqual(['up']);
    },
  );

  it('gives up on an embedder that does not even listen to being stopped', async () => {
    questionVectors.add({ name: 'deaf', dimensions: 3, embed: () => new Promise(() => {}) });
    expect(
      await Promise.race([questionVectors.vectorOf('deaf', 'đất', () => 'đất'), sleep(10_000, 'late')]),
    ).toBeNull();
    expect(await questionVectors.vectorOf('never added', 'đất', () => 'đất')).toBeNull();
  });
});

describe('a breaker', () => {
  it('rests twice as long after each failure, up to a minute, and lets one try at a time', () => {
    const clock = createClock();
    const told: string[] = [];
    const breaker = createBreaker({
      now: clock.now,
      onDown: () => told.push('down'),
      onUp: () => told.push('up'),
    });
    for (const rest of [1, 2, 4, 8, 16, 32, 60, 60]) {
      expect(breaker.permits()).toBe(true);
      breaker.failed(new Error('no'));
      clock.forward(rest * 1000 - 1);
      expect(breaker.permits(), `${rest} s`).toBe(false);
      clock.forward(1);
    }
    expect([breaker.permits(), breaker.permits()]).toEqual([true, false]);
    breaker.succeeded();
    expect([breaker.permits(), breaker.permits()]).toEqual([true, true]);
    expect(told).toEqual(['down', 'up']);
  });
});
