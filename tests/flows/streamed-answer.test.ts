// An answer in a model's words is shown sentence by sentence while it is written, and the whole takes its place.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';
import { faithful } from '../../scripts/evaluation/model/faithful.ts';
import { createHostile } from '../../scripts/evaluation/model/hostile.ts';
import type { ModelServer } from '../../scripts/evaluation/model/server.ts';
import { connectClient } from '../support/direct-line-client.ts';
import { startFaithfulModel } from '../support/model-server.ts';
import { type Site, startSite } from '../support/site.ts';
import { until } from '../support/until.ts';

const QUESTION = 'đăng ký tạm trú cần giấy tờ gì';

describe('an answer in a model’s words', () => {
  let model: ModelServer;
  let site: Site;

  beforeAll(async () => {
    model = await startFaithfulModel();
    site = await startSite({
      OPENAI_BASE_URL: model.baseUrl,
      CHAT_MODEL: 'a-model',
      MODEL_MODE: 'on',
      MODEL_TIMEOUT_MS: '20000',
    });
  });
  afterAll(async () => {
    await site.close();
    await model.close();
  });

  /** All that a client of Microsoft's own hears from the question to its answer. */
  async function heardAfter(question: string) {
    const domain = `${site.url}${DIRECT_LINE_PATH}`;
    const response = await fetch(`${domain}/tokens/generate`, { method: 'POST' });
    const { token } = (await response.json()) as { token: string };
    const client = connectClient({ domain, token });
    await until(() => client.texts().length > 0);
    const before = client.heard.length;
    await client.say(question);
    await until(() =>
      client.heard.slice(before).some(({ type, from }) => type === 'message' && from.role === 'bot'),
    );
    const heard = client.heard.slice(before).filter(({ from }) => from.role === 'bot');
    client.directLine.end();
    return heard.map(({ type, channelData, ...rest }) => ({
      type,
      text: 'text' in rest ? (rest.text ?? '') : '',
      ...(channelData as { streamId?: string; streamType?: string; streamSequence?: number } | undefined),
    }));
  }

  it('is shown as far as it stands, each part with all before it, and ends with the whole', async () => {
    model.behave({ voice: faithful });
    const heard = await heardAfter(QUESTION);
    const parts = heard.filter(({ type, streamId }) => type === 'typing' && streamId);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.map(({ streamSequence }) => streamSequence)).toEqual(parts.map((_, i) => i + 1));
    const whole = heard.at(-1)!;
    expect(whole).toMatchObject({ type: 'message', streamType: 'final', streamId: parts[0]!.streamId });
    for (const { text } of parts) expect(whole.text.startsWith(text)).toBe(true);
  });

  it('shows nothing of what a hostile model invents', async () => {
    model.behave({ voice: createHostile() });
    const heard = await heardAfter(QUESTION);
    const whole = heard.at(-1)!;
    expect(whole.type).toBe('message');
    const numbers = (text: string) => text.match(/\d+/g) ?? [];
    for (const { text } of heard)
      for (const number of numbers(text)) expect(numbers(whole.text)).toContain(number);
  });
});
