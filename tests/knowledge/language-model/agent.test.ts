// The agent over a model that calls tools as it is told to: what is asked of tools, what ends it, and what it says of itself.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awaitAllCallbacks } from '@langchain/core/callbacks/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  type Agent,
  agentTool,
  freshNotes,
  openAgentEndpoint,
} from '../../../knowledge/language-model/agent.ts';
import { ModelFailed } from '../../../knowledge/language-model/model-failed.ts';
import { type AgentModel, type Script, startAgentModel } from '../../support/agent-model.ts';
import { TROUBLES } from '../../support/model-server.ts';

const REQUEST = { system: 'Bạn giúp {cán bộ}.', user: 'Phí bao nhiêu?' };

let model: AgentModel;
let agent: Agent;
let asked: string[];
let troubles: unknown[];
beforeEach(async () => {
  [asked, troubles] = [[], []];
  model = await startAgentModel();
  agent = await openAgentEndpoint(
    { baseUrl: model.baseUrl, apiKey: null, model: 'a-model' },
    { onTrouble: (error) => troubles.push(error) },
  );
});
afterEach(() => model.close());

const look = agentTool({
  name: 'look',
  description: 'Xem một việc',
  schema: z.strictObject({ what: z.string().max(20) }),
  async read({ what }) {
    asked.push(what);
    if (what === 'broken') throw new Error('secret of the database');
    return `kết quả ${what}`;
  },
});

async function run(script: Script, signal = new AbortController().signal) {
  model.behave({ script });
  const notes = freshNotes();
  const said = await agent.run(REQUEST, [look], { signal, notes });
  return { said, notes };
}

const call = (args: unknown, name = 'look') => ({ name, args });

it('looks up what the model asks for, several at once, and resolves to what it writes then', async () => {
  const { said, notes } = await run([
    [call({ what: 'a' }), call({ what: 'b' })],
    [call({ what: 'c' })],
    'Xong.',
  ]);
  expect(said).toBe('Xong.');
  expect(asked).toEqual(['a', 'b', 'c']);
  expect(model.results()).toEqual(['kết quả a', 'kết quả b', 'kết quả c']);
  expect(notes).toMatchObject({ calls: 3, reply: 'Xong.' });
  expect(notes.steps.at(-1)).toEqual({ tool: 'look', input: '{"what":"c"}', result: 'kết quả c' });
  expect(notes.tokensIn).toBeGreaterThan(20);
  expect(notes.tokensOut).toBeGreaterThan(2);
});

it('sends its tools as forms, nothing streamed, and each request once', async () => {
  await run(['Xong.']);
  expect(model.requests).toHaveLength(1);
  const { chat } = model.requests[0]!;
  expect(chat.stream ?? false).toBe(false);
  expect(chat.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  expect(chat.tools).toMatchObject([
    { function: { name: 'look', parameters: { required: ['what'], additionalProperties: false } } },
  ]);
});

describe('a call that is none', () => {
  it.each([
    ['of an unknown tool', call({}, 'delete_ticket')],
    ['with arguments of the wrong kind', call({ what: 5 })],
    ['with more than is asked', call({ what: 'a', agency: 'so-y-te' })],
    ['with too much', call({ what: 'x'.repeat(21) })],
    ['with a list', call([])],
  ])('%s comes to nothing, and tells nothing', async (_, wrong) => {
    const { said, notes } = await run([[wrong], 'Xong.']);
    expect(said).toBe('Xong.');
    expect(asked).toEqual([]);
    expect(model.results()).toEqual([
      expect.stringMatching(/^(?:Không có công cụ này|Tham số không đúng quy cách)\.$/),
    ]);
    expect(notes.steps).toHaveLength(1);
    expect(model.requests.at(-1)!.body).not.toMatch(/node_modules|\bat \w+|\.ts\b/);
  });

  it('because the tool fails is told to us, and to the model only that it is so', async () => {
    expect((await run([[call({ what: 'broken' })], 'Xong.'])).said).toBe('Xong.');
    expect(troubles).toEqual([new Error('secret of the database')]);
    expect(model.requests.at(-1)!.body).not.toContain('secret');
  });
});

it('is stopped when it calls tools for ever', async () => {
  const { said, notes } = await run(() => [call({ what: 'a' })]);
  expect(said).toBeNull();
  expect(model.requests).toHaveLength(6);
  expect(notes).toMatchObject({ calls: 6, reply: '' });
});

it('answers no more than so many calls, however many come at once', async () => {
  const many = Array.from({ length: 50 }, (_, i) => call({ what: String(i) }));
  expect((await run([many, many, 'Xong.'])).said).toBe('Xong.');
  expect(asked).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  expect(model.results().filter((result) => /hết lượt/.test(result))).toHaveLength(92);
});

const { whole: _none, ...REAL } = TROUBLES;

describe.each(Object.keys(REAL) as (keyof typeof REAL)[])('a model in trouble: %s', (trouble) => {
  it('fails in time, and is asked once', async () => {
    model.behave({ trouble: REAL[trouble] });
    const failing = run(['Xong.'], AbortSignal.timeout(1_000));
    await expect(failing).rejects.toBeInstanceOf(ModelFailed);
    expect(model.requests).toHaveLength(1);
  });
});

it('cannot be made to end by half of a call', async () => {
  await expect(run([[call('{"what": ')]])).rejects.toBeInstanceOf(ModelFailed);
  expect(asked).toEqual([]);
});

it('tells nobody else, though LangChain is told to trace', async () => {
  let heard = 0;
  const tracing = createServer((_request, response) => {
    heard++;
    response.end('{}');
  });
  await once(tracing.listen(0, '127.0.0.1'), 'listening');
  vi.stubEnv('LANGSMITH_TRACING', 'true');
  vi.stubEnv('LANGCHAIN_CALLBACKS_BACKGROUND', 'false');
  vi.stubEnv('LANGSMITH_ENDPOINT', `http://127.0.0.1:${(tracing.address() as AddressInfo).port}`);
  vi.stubEnv('LANGSMITH_API_KEY', 'key');
  try {
    await run([[call({ what: 'a' })], 'Xong.']);
    await awaitAllCallbacks();
    expect(heard).toBe(0);
  } finally {
    vi.unstubAllEnvs();
    tracing.closeAllConnections();
    tracing.close();
  }
});
