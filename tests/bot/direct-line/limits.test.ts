// Limits of Direct Line: per address, kinder to polls, one household per IPv6 network.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { networkOf } from '../../../bot/network.ts';
import {
  type ChatProcess,
  type DirectLineServer,
  startChatProcess,
  startDirectLine,
} from '../../support/chat-process.ts';
import { freshDatabase } from '../../support/databases.ts';
import { fetchToken } from '../../support/direct-line-client.ts';

describe('limits of Direct Line', () => {
  let chat: ChatProcess;
  let server: DirectLineServer;

  beforeEach(async () => {
    chat = await startChatProcess({ database: await freshDatabase('embedded') });
  });

  afterEach(async () => {
    await server.close();
    await chat.close();
    await chat.database.close();
  });

  it('grant an address so many tokens an hour', async () => {
    server = await startDirectLine(chat, { limits: { tokensPerHourPerAddress: 2 } });
    const generate = () => fetch(`${server.domain}/tokens/generate`, { method: 'POST' });
    expect((await generate()).status).toBe(200);
    expect((await generate()).status).toBe(200);
    const refused = await generate();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toEqual({
      error: {
        code: 'TooManyRequests',
        message: 'Có quá nhiều yêu cầu từ địa chỉ mạng này. Xin chờ một chút rồi thử lại.',
      },
    });
  });

  it('refuse an address beyond its requests, but tell a poll only that nothing is new', async () => {
    server = await startDirectLine(chat, { limits: { requestsPerMinutePerAddress: 2 } });
    const { token, conversationId } = await fetchToken(server.domain);
    const headers = { authorization: `Bearer ${token}` };
    const start = () => fetch(`${server.domain}/conversations`, { method: 'POST', headers });
    expect((await start()).status).toBe(201);
    expect((await start()).status).toBe(429);
    const poll = await fetch(`${server.domain}/conversations/${conversationId}/activities?watermark=1`, {
      headers,
    });
    expect([poll.status, await poll.json()]).toEqual([200, { activities: [], watermark: '1' }]);
  });
});

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    [undefined, ''],
  ])('takes %s for %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
