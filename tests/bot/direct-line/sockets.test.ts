// The socket of web chat, seen from the wire: admission, replay, one per conversation, keep-alive, slow clients.

import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  type ChatProcess,
  type DirectLineServer,
  startChatProcess,
  startDirectLine,
} from '../../support/chat-process.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { fetchToken } from '../../support/direct-line-client.ts';
import { GREETING } from '../../support/echo-bot.ts';
import { until } from '../../support/until.ts';

type Frame = { activities: { type: string; text?: string }[]; watermark?: string };

describe.each(databaseKinds)('a socket on %s', (kind) => {
  let clock: TestClock;
  let chat: ChatProcess;
  let server: DirectLineServer;
  let headers: Record<string, string>;
  let conversationId: string;
  let streamUrl: string;
  const opened: WebSocket[] = [];

  beforeEach(async () => {
    clock = createClock();
    chat = await startChatProcess({
      database: await freshDatabase(kind),
      now: clock.now,
      turns: { typingAfterMs: 100_000 },
    });
    server = await startDirectLine(chat, { origins: ['https://portal.example.vn'] });
    const granted = await fetchToken(server.domain);
    headers = { authorization: `Bearer ${granted.token}` };
    const started = await fetch(`${server.domain}/conversations`, { method: 'POST', headers });
    ({ conversationId, streamUrl } = (await started.json()) as {
      conversationId: string;
      streamUrl: string;
    });
  });

  afterEach(async () => {
    for (const socket of opened.splice(0)) socket.terminate();
    await server.close();
    await chat.close();
    await chat.database.close();
  });

  function open(url: string, options: { origin?: string; autoPong?: boolean } = {}) {
    const socket = new WebSocket(url, options);
    opened.push(socket);
    const raw: string[] = [];
    socket.on('message', (data) => raw.push(String(data)));
    const frames = (): Frame[] => raw.filter(Boolean).map((text) => JSON.parse(text));
    const texts = () => frames().flatMap(({ activities }) => activities.map(({ text }) => text));
    return { socket, raw, frames, texts };
  }

  /** Status and code with which the server refuses to open a socket. */
  async function refusal(url: string, origin?: string): Promise<[number | undefined, string]> {
    const socket = new WebSocket(url, { ...(origin && { origin }) });
    const [, response] = await once(socket, 'unexpected-response');
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return [response.statusCode, JSON.parse(Buffer.concat(chunks).toString()).error.code];
  }

  async function resume(watermark: string): Promise<string> {
    const response = await fetch(`${server.domain}/conversations/${conversationId}?watermark=${watermark}`, {
      headers,
    });
    return ((await response.json()) as { streamUrl: string }).streamUrl;
  }

  async function append(text: string): Promise<void> {
    const found = await chat.conversations.find(`direct-line:${conversationId}`);
    await chat.conversations.append(found!.conversation, [{ type: 'message', text }]);
  }

  it('tells from the start what a client that has just begun could not have heard', async () => {
    await until(() => chat.reports.length === 1);
    const { texts, frames } = open(streamUrl);
    await until(() => texts().length === 1);
    expect(texts()).toEqual([GREETING]);
    expect(frames().at(-1)?.watermark).toBe('2');
  });

  it('opens with a ticket for a minute, for its conversation, from a page that is allowed', async () => {
    const other = streamUrl.replace(conversationId, 'f'.repeat(32));
    expect(await refusal(other)).toEqual([404, 'NotFound']);
    expect(await refusal(streamUrl.replace(/\?.*/, ''))).toEqual([403, 'InvalidToken']);
    expect(await refusal(streamUrl.replace(/t=.*/, `t=${headers.authorization!.slice(7)}`))).toEqual([
      403,
      'InvalidToken',
    ]);
    expect(await refusal(streamUrl, 'https://evil.example')).toEqual([403, 'OriginNotAllowed']);
    for (const origin of [server.url, 'https://portal.example.vn'])
      await once(open(streamUrl, { origin }).socket, 'open');
    clock.forward(60_000);
    expect(await refusal(streamUrl)).toEqual([403, 'TokenExpired']);
  });

  it('closes for a newer one of the same conversation, in this process and in another', async () => {
    const otherChat = await startChatProcess({ database: chat.database, now: clock.now });
    const otherServer = await startDirectLine(otherChat);
    const first = open(streamUrl).socket;
    await once(first, 'open');
    const second = open(streamUrl).socket;
    const [code, reason] = await once(first, 'close');
    expect([code, String(reason)]).toEqual([1000, 'collision']);
    clock.forward(1);
    const third = open(streamUrl.replace(/:\d+\//, `:${new URL(otherServer.url).port}/`));
    const [, otherReason] = await once(second, 'close');
    expect(String(otherReason)).toBe('collision');
    await append('cho socket mới nhất');
    await until(() => third.texts().includes('cho socket mới nhất'));
    await otherServer.close();
    await otherChat.close();
  });

  it('replays from the watermark and goes on live, each activity once and in order', async () => {
    for (let nr = 0; nr < 150; nr++) await append(`cũ ${nr}`);
    const url = await resume('20');
    const { texts, frames } = open(url);
    const live = (async () => {
      for (let nr = 0; nr < 50; nr++) await append(`mới ${nr}`);
    })();
    await until(() => texts().includes('mới 49'));
    await live;
    const { rows } = await chat.database.query<{ text: string }>(
      `select activity ->> 'text' as text from activities where position > 20 order by position`,
    );
    expect(texts()).toEqual(rows.map(({ text }) => text));
    const watermarks = frames().map(({ watermark }) => Number(watermark));
    expect(watermarks).toEqual([...watermarks].sort((a, b) => a - b));
  });

  it('has nothing old without a watermark', async () => {
    await append('cũ');
    const { texts } = open(await resume(''));
    await until(() => opened.at(-1)?.readyState === WebSocket.OPEN);
    await append('mới');
    await until(() => texts().length > 0);
    expect(texts()).toEqual(['mới']);
  });

  it('shows that somebody is typing, without a watermark', async () => {
    await until(() => chat.reports.length === 1);
    const { frames, texts } = open(streamUrl);
    await until(() => texts().length === 1);
    await until(async () => {
      await chat.notices.tellAll('typing', `direct-line:${conversationId}`);
      return frames().length > 1;
    });
    expect(frames()[1]).toEqual({
      activities: [
        {
          type: 'typing',
          channelId: 'directline',
          conversation: { id: conversationId },
          from: { id: 'assistant', name: 'Trợ lý tự động', role: 'bot' },
        },
      ],
    });
  });

  describe('that is kept alive', () => {
    let quick: DirectLineServer;
    let quickUrl: string;

    beforeEach(async () => {
      quick = await startDirectLine(chat, { keepAliveMs: 250 });
      quickUrl = streamUrl.replace(/:\d+\//, `:${new URL(quick.url).port}/`);
    });

    afterEach(() => quick.close());

    it('gets empty frames', async () => {
      const { socket, raw } = open(quickUrl);
      await until(() => raw.filter((frame) => frame === '').length === 2);
      expect(socket.readyState).toBe(WebSocket.OPEN);
    });

    it('is cut off when nobody answers', async () => {
      const [code] = await once(open(quickUrl, { autoPong: false }).socket, 'close');
      expect(code).toBe(1006);
    });

    it('hears what another process did even if the notice of it was lost', async () => {
      const { texts } = open(quickUrl);
      await until(() => texts().length === 1);
      await chat.database.query(
        `with conversation as (
           update conversations set last_position = last_position + 1 returning id, last_position
         )
         insert into activities (conversation_id, position, direction, activity, status, created_at)
         select id, last_position, 'outbound', '{"type": "message", "text": "không ai báo"}', 'delivered', now()
         from conversation`,
      );
      await until(() => texts().includes('không ai báo'));
    });
  });

  it('takes empty frames from the client and closes on a large one', async () => {
    const { socket, texts } = open(streamUrl);
    await until(() => texts().length === 1);
    socket.send('');
    socket.send('{"activities":[]}');
    await append('vẫn còn');
    await until(() => texts().includes('vẫn còn'));
    socket.send('x'.repeat(5_000));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
  });

  it('is left alone for other addresses', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/elsewhere`);
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('socket hang up');
  });
});
