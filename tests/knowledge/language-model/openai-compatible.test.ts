// The language model over an endpoint, against a server that speaks the protocol and fails in every way that real ones do.

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { awaitAllCallbacks } from '@langchain/core/callbacks/promises';
import { ChatOpenAICompletions } from '@langchain/openai';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ModelFailed } from '../../../knowledge/language-model/model-failed.ts';
import {
  type ModelEndpoint,
  openModelEndpoint,
} from '../../../knowledge/language-model/openai-compatible.ts';
import type { AskOptions, LanguageModel } from '../../../knowledge/ports.ts';
import type { ModelServer } from '../../../scripts/evaluation/model/server.ts';
import { startFaithfulModel, TROUBLES } from '../../support/model-server.ts';
import { until } from '../../support/until.ts';

const REQUEST = {
  system: 'Bạn giúp {trợ lý}.',
  user: 'Câu hỏi: đăng ký khai sinh cho con\nDanh sách:\n1. Đăng ký khai sinh\n2. Đăng ký kết hôn',
};
const FORM = { name: 'choice', description: 'số', schema: z.object({ choice: z.int() }) };

let server: ModelServer;
beforeEach(async () => {
  server = await startFaithfulModel();
});
afterEach(() => server.close());

function open(differing: Partial<ModelEndpoint> = {}): Promise<LanguageModel> {
  return openModelEndpoint({
    baseUrl: server.baseUrl,
    apiKey: 'key-1',
    model: 'a-model',
    timeoutMs: 20_000,
    ...differing,
  });
}

async function written(model: LanguageModel, options?: AskOptions): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of model.write(REQUEST, options)) pieces.push(piece);
  return pieces;
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (rejected: unknown) => rejected,
  );
  expect(error).toBeInstanceOf(ModelFailed);
  // What was asked, answered or presented as a key is nobody's business in a log.
  expect((error as Error).message).not.toMatch(/khai sinh|key-1|trợ lý/);
  return (error as ModelFailed).failure;
}

describe('an endpoint that works', () => {
  it('writes in pieces and says what that took', async () => {
    const usage: unknown[] = [];
    let reply = '';
    const pieces = await written(await open(), {
      onUsage: (taken) => usage.push(taken),
      onReply: (text) => {
        reply = text;
      },
    });
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('')).toContain('nguồn chính thức ghi như sau');
    expect(reply).toBe(pieces.join(''));
    expect(usage).toEqual([{ tokensIn: expect.any(Number), tokensOut: expect.any(Number) }]);
    const [{ chat, headers }] = server.requests as [(typeof server.requests)[0]];
    expect(chat).toMatchObject({ model: 'a-model', stream: true });
    expect(chat.messages).toEqual([
      { role: 'system', content: REQUEST.system },
      { role: 'user', content: REQUEST.user },
    ]);
    expect(headers.authorization).toBe('Bearer key-1');
  });

  it('fills in a form', async () => {
    const usage: unknown[] = [];
    const model = await open();
    expect(await model.fillIn(REQUEST, FORM, { onUsage: (taken) => usage.push(taken) })).toEqual({
      choice: 1,
    });
    expect(usage).toHaveLength(1);
    expect(server.requests[0]!.chat.tools?.[0]?.function.name).toBe('choice');
  });

  it('does not take what does not fit the form', async () => {
    const model = await open();
    for (const said of ['{"choice": 1.5}', '{"choice": "1"}', '{}', '[]', 'null', '{"choice": 1', 'x']) {
      server.behave({ voice: () => said });
      expect(await failureOf(model.fillIn(REQUEST, FORM))).toBe('unusable');
    }
    expect(server.requests).toHaveLength(7);
  });

  it('is left when nobody reads on', async () => {
    for await (const piece of (await open()).write(REQUEST)) {
      expect(piece).not.toBe('');
      break;
    }
    expect(server.requests).toHaveLength(1);
  });
});

const EXPECTED: Record<keyof typeof TROUBLES, readonly [written: string, filled: string]> = {
  whole: ['used', 'used'],
  hang: ['late', 'late'],
  stall: ['late', 'late'],
  cut: ['broken_off', 'broken_off'],
  'no end': ['broken_off', 'used'],
  'out of tokens': ['too_long', 'used'],
  'too many requests': ['refused', 'refused'],
  'server error': ['refused', 'refused'],
  'wrong key': ['refused', 'refused'],
  redirect: ['unreachable', 'unreachable'],
  'half JSON': ['broken_off', 'unusable'],
  'no JSON': ['broken_off', 'unusable'],
  'a megabyte': ['too_long', 'too_long'],
  'wrong types': ['broken_off', 'unusable'],
  'another shape': ['unusable', 'unusable'],
};

describe.each(Object.keys(TROUBLES) as (keyof typeof TROUBLES)[])('an endpoint in trouble: %s', (trouble) => {
  const timeoutMs = EXPECTED[trouble].includes('late') ? 300 : 20_000;

  it('fails a text once and in time', async () => {
    server.behave({ trouble: TROUBLES[trouble] });
    const writing = written(await open({ timeoutMs }));
    if (EXPECTED[trouble][0] === 'used') expect((await writing).join('')).toContain('nguồn chính thức');
    else expect(await failureOf(writing)).toBe(EXPECTED[trouble][0]);
    expect(server.requests).toHaveLength(1);
  });

  it('fails a form once and in time, unless the form is whole', async () => {
    server.behave({ trouble: TROUBLES[trouble] });
    const model = await open({ timeoutMs });
    const filling = model.fillIn(REQUEST, FORM);
    if (EXPECTED[trouble][1] === 'used') expect(await filling).toEqual({ choice: 1 });
    else expect(await failureOf(filling)).toBe(EXPECTED[trouble][1]);
    expect(server.requests).toHaveLength(1);
  });
});

it('tells nobody else, though LangChain is told to trace', async () => {
  let heard = 0;
  const tracing = createServer((_request, response) => {
    heard++;
    response.end('{}');
  });
  await once(tracing.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(tracing.address() as AddressInfo).port}`;
  vi.stubEnv('LANGSMITH_TRACING', 'true');
  vi.stubEnv('LANGCHAIN_CALLBACKS_BACKGROUND', 'false');
  vi.stubEnv('LANGSMITH_ENDPOINT', endpoint);
  vi.stubEnv('LANGSMITH_API_KEY', 'key');
  try {
    const model = await open();
    await written(model);
    await model.fillIn(REQUEST, FORM);
    await awaitAllCallbacks();
    expect(heard).toBe(0);
    // What would be told without us.
    await new ChatOpenAICompletions({
      model: 'm',
      apiKey: 'k',
      configuration: { baseURL: server.baseUrl },
    }).invoke('x');
    await awaitAllCallbacks();
    await until(async () => heard > 0);
  } finally {
    vi.unstubAllEnvs();
    tracing.closeAllConnections();
    tracing.close();
  }
});

it('is given up when the caller gives up', async () => {
  server.behave({ trouble: TROUBLES.stall });
  const stop = new AbortController();
  const model = await open();
  const reading = failureOf(written(model, { signal: stop.signal }));
  const filling = failureOf(model.fillIn(REQUEST, FORM, { signal: stop.signal }));
  stop.abort();
  expect([await reading, await filling]).toEqual(['late', 'late']);
});

it('is unreachable where nobody listens', async () => {
  const model = await open({ baseUrl: 'http://127.0.0.1:1/v1' });
  expect(await failureOf(written(model))).toBe('unreachable');
});

it('is loaded by nobody before it is opened', () => {
  const root = join(import.meta.dirname, '../../..');
  const loading = ['knowledge', 'bot', 'api'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name).replaceAll('\\', '/'))
      .filter((path) =>
        /^import (?!type)[^;]*from '(?:openai|langchain|@langchain\/)/m.test(
          readFileSync(join(root, path), 'utf8'),
        ),
      ),
  );
  // For programs of others; nothing in the product imports it.
  expect(loading).toEqual(['knowledge/langchain.ts']);
});
