// Asking the model once: in time, within the budget, not while it rests, and always written down.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Budget } from '../../../knowledge/language-model/budget.ts';
import { choose } from '../../../knowledge/language-model/choose.ts';
import { createConsult, type ModelTurn } from '../../../knowledge/language-model/consult.ts';
import { openModelEndpoint } from '../../../knowledge/language-model/openai-compatible.ts';
import type { ModelServer } from '../../../scripts/evaluation/model/server.ts';
import { createClock } from '../../support/clock.ts';
import { startFaithfulModel, TROUBLES } from '../../support/model-server.ts';

const TITLES = ['Đăng ký khai sinh', 'Đăng ký kết hôn'];

let server: ModelServer;
let turns: ModelTurn[];
let reserved: [conversation: string, tokens: number][];
let settled: number[];
let news: string[];
let clock: ReturnType<typeof createClock>;
beforeEach(async () => {
  server = await startFaithfulModel();
  [turns, reserved, settled, news] = [[], [], [], []];
  clock = createClock();
});
afterEach(() => server.close());

const GENEROUS: Budget = {
  async reserve(conversation, tokens) {
    reserved.push([conversation, tokens]);
    return { settle: async (taken) => void settled.push(taken) };
  },
};

function consulting(
  differing: Partial<Parameters<typeof createConsult>[0]> = {},
  { timeoutMs = 20_000 }: { timeoutMs?: number } = {},
) {
  const consult = createConsult({
    open: () =>
      openModelEndpoint({ baseUrl: server.baseUrl, apiKey: null, model: 'a-model', timeoutMs: 60_000 }),
    name: 'a-model',
    mode: 'on',
    budget: GENEROUS,
    record: async (turn) => void turns.push(turn),
    now: clock.now,
    onDown: () => news.push('down'),
    onUp: () => news.push('up'),
    onTrouble: (error) => news.push(`trouble: ${(error as Error).message}`),
    ...differing,
  });
  return () =>
    consult(
      { conversation: 'direct-line:a', position: 3, until: performance.now() + timeoutMs },
      { purpose: 'choose', without: TITLES.join('\n') },
      (model, options) =>
        choose(model, { question: 'đăng ký kết hôn', titles: TITLES, topic: null }, options),
    );
}

it('gives what the model came to, writes it down and settles what it took', async () => {
  expect(await consulting()()).toBe(1);
  const { tokensIn, tokensOut } = turns[0]!;
  expect(turns).toMatchObject([
    {
      at: clock.now(),
      conversation: 'direct-line:a',
      position: 3,
      mode: 'on',
      purpose: 'choose',
      model: 'a-model',
      outcome: 'used',
      reason: null,
      reply: '{"choice":2}',
      without: TITLES.join('\n'),
      made: TITLES[1],
    },
  ]);
  expect(turns[0]!.prompt).toContain('đăng ký kết hôn');
  expect(tokensIn).toBeGreaterThan(100);
  expect(reserved).toEqual([['direct-line:a', expect.any(Number)]]);
  expect(reserved[0]![1]).toBeGreaterThan(tokensIn + tokensOut);
  expect(settled).toEqual([tokensIn + tokensOut]);
  expect(news).toEqual([]);
});

describe.each(Object.keys(TROUBLES) as (keyof typeof TROUBLES)[])('in trouble: %s', (trouble) => {
  it('leaves what there was, in time, and says why', async () => {
    server.behave({ trouble: TROUBLES[trouble] });
    const slow = trouble === 'hang' || trouble === 'stall';
    const given = await consulting({}, { timeoutMs: slow ? 300 : 20_000 })();
    // A form that came whole counts, whatever was said of its end.
    const whole = trouble === 'whole' || trouble === 'no end' || trouble === 'out of tokens';
    expect(given).toBe(whole ? 1 : null);
    expect(turns).toHaveLength(1);
    expect(turns[0]).toMatchObject({ outcome: whole ? 'used' : 'fallback' });
    if (slow) expect(turns[0]!.reason).toBe('late');
    expect(settled).toHaveLength(1);
    expect(news).toEqual(whole ? [] : ['down']);
  });
});

it('rests after a failure, and comes back', async () => {
  const ask = consulting();
  server.behave({ trouble: TROUBLES['server error'] });
  expect(await ask()).toBeNull();
  expect(await ask()).toBeNull();
  expect(turns.map(({ reason }) => reason)).toEqual(['refused', 'resting']);
  expect(server.requests).toHaveLength(1);
  server.behave({ trouble: () => false });
  clock.forward(60_000);
  expect(await ask()).toBe(1);
  expect(news).toEqual(['down', 'up']);
  expect(settled.slice(0, 2)).toEqual([expect.any(Number), 0]);
});

it('asks nothing over the budget or after the time', async () => {
  expect(await consulting({ budget: { reserve: async () => null } })()).toBeNull();
  expect(await consulting({}, { timeoutMs: 0 })()).toBeNull();
  expect(turns.map(({ reason }) => reason)).toEqual(['over_budget', 'late']);
  expect(server.requests).toEqual([]);
});

it('asks without an answer being lost when budget or record cannot be kept', async () => {
  const broken = async () => {
    throw new Error('no database');
  };
  expect(await consulting({ budget: { reserve: broken } })()).toBeNull();
  expect(await consulting({ record: broken })()).toBeNull();
  expect(news).toEqual(['trouble: no database', 'trouble: no database']);
});

it('opens the model at the first question, and again when it could not be opened', async () => {
  let opened = 0;
  const ask = consulting({
    open: () => {
      if (++opened === 1) return Promise.reject(new Error('no such package'));
      return openModelEndpoint({ baseUrl: server.baseUrl, apiKey: null, model: 'm', timeoutMs: 60_000 });
    },
  });
  expect(opened).toBe(0);
  expect(await ask()).toBeNull();
  clock.forward(60_000);
  expect([await ask(), await ask()]).toEqual([1, 1]);
  expect(opened).toBe(2);
});
