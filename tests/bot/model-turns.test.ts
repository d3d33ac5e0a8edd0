// The record of what a language model was asked: listed page by page, masked once more, and forgotten like other words.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { forgetOld } from '../../api/retention.ts';
import { eraseModelTurns, listModelTurns, recordModelTurn } from '../../bot/model-turns.ts';
import type { ModelTurn } from '../../knowledge/language-model/consult.ts';
import { createClock, type TestClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const DAY_MS = 24 * 60 * 60_000;
const GONE = { prompt: null, reply: null, without: null, made: null };

describe.each(databaseKinds)('turns of a model on %s', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
  });
  afterEach(() => database.close());

  function record(differing: Partial<ModelTurn> = {}): Promise<void> {
    return recordModelTurn(database, {
      at: clock.now(),
      conversation: 'direct-line:a',
      position: 3,
      mode: 'on',
      purpose: 'phrase',
      model: 'a-model',
      outcome: 'used',
      reason: null,
      tokensIn: 10,
      tokensOut: 5,
      ms: 7,
      prompt: 'prompt',
      reply: 'reply',
      without: 'without',
      made: 'made',
      ...differing,
    });
  }

  const all = async () => (await listModelTurns(database, { limit: 100 })).turns;

  it('are listed newest first, by outcome and purpose, a page at a time', async () => {
    for (const model of ['1', '2', '3', '4', '5'])
      await record({
        model,
        outcome: model === '3' ? 'fallback' : 'used',
        ...(model === '3' && { made: null }),
      });
    const first = await listModelTurns(database, { outcome: 'used', limit: 3 });
    expect(first.turns.map(({ model }) => model)).toEqual(['5', '4', '2']);
    const second = await listModelTurns(database, { outcome: 'used', limit: 3, before: first.next! });
    expect([second.turns.map(({ model }) => model), second.next]).toEqual([['1'], null]);
    expect(await listModelTurns(database, { purpose: 'choose', limit: 3 })).toEqual({
      turns: [],
      next: null,
    });
    expect(first.turns[0]).not.toHaveProperty('conversation');
  });

  it('keep no number that the model made up, and what Postgres cannot hold', async () => {
    await record({ reply: 'gọi 0905 123 456 \0\u202e nhé' });
    expect((await all())[0]).toMatchObject({ reply: 'gọi «số điện thoại»  nhé' });
  });

  it('lose their words when the conversation does, up to where it was erased', async () => {
    await record({ position: 3 });
    await record({ position: 9 });
    await record({ position: 3, conversation: 'direct-line:b' });
    await database.transaction((tx) => eraseModelTurns(tx, 'direct-line:a', { upTo: 5, at: clock.now() }));
    const [b, later, erased] = await all();
    expect(erased).toMatchObject({ ...GONE, tokensIn: 10, outcome: 'used' });
    for (const kept of [b, later]) expect(kept).toMatchObject({ prompt: 'prompt', made: 'made' });
  });

  it('lose their words with time', async () => {
    await record();
    clock.forward(91 * DAY_MS);
    await record();
    const forget = () => forgetOld({ database, days: 90, now: clock.now() });
    expect(await forget()).toBe(1);
    const [kept, old] = await all();
    expect(kept).toMatchObject({ prompt: 'prompt' });
    expect(old).toMatchObject(GONE);
    expect(await forget()).toBe(0);
  });
});
