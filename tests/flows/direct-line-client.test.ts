// Microsoft's own client, unchanged, against our Direct Line: it asks, hears the reply, loses the line and resumes.

import { ConnectionStatus } from 'botframework-directlinejs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ChatProcess,
  type DirectLineServer,
  startChatProcess,
  startDirectLine,
} from '../support/chat-process.ts';
import { freshDatabase } from '../support/databases.ts';
import { connectClient, fetchToken, type TestClient } from '../support/direct-line-client.ts';
import { GREETING } from '../support/echo-bot.ts';

describe.each([
  { name: 'over WebSocket', webSocket: true },
  { name: 'by polling', webSocket: false },
])('botframework-directlinejs $name', ({ webSocket }) => {
  let chat: ChatProcess;
  let server: DirectLineServer;
  const clients: TestClient[] = [];

  beforeEach(async () => {
    chat = await startChatProcess({ database: await freshDatabase('embedded') });
    server = await startDirectLine(chat);
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await server.close();
    await chat.close();
    await chat.database.close();
  });

  function connect(options: object): TestClient {
    const client = connectClient({ domain: server.domain, webSocket, pollingInterval: 200, ...options });
    clients.push(client);
    return client;
  }

  it('starts a conversation, is greeted, asks and hears the reply', async () => {
    const { token } = await fetchToken(server.domain);
    const client = connect({ token });
    await client.hears(GREETING);
    const id = await client.say('đăng ký kết hôn cần giấy tờ gì', 'first');
    await client.hears('Bạn nói: đăng ký kết hôn cần giấy tờ gì');

    expect(client.texts()).toEqual([
      GREETING,
      'đăng ký kết hôn cần giấy tờ gì',
      'Bạn nói: đăng ký kết hôn cần giấy tờ gì',
    ]);
    const echo = client.heard[1]!;
    expect(echo.id).toBe(id);
    expect(echo.channelData).toEqual({ clientActivityID: 'first' });
    expect(echo.from.id).toMatch(/^dl_/);
    expect(client.heard[2]).toMatchObject({ replyToId: id, from: { role: 'bot', name: 'Trợ lý' } });
    expect(client.statuses.at(-1)).toBe(ConnectionStatus.Online);
  });
});
