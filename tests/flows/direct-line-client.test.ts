// Microsoft's own client, unchanged, against our Direct Line: it asks, hears the reply, loses the line and resumes.

import { ConnectionStatus } from 'botframework-directlinejs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOKEN_SECONDS } from '../../bot/channels/direct-line/tokens.ts';
import {
  type ChatProcess,
  type DirectLineServer,
  startChatProcess,
  startDirectLine,
} from '../support/chat-process.ts';
import { createClock, type TestClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { connectClient, fetchToken, type TestClient } from '../support/direct-line-client.ts';
import { GREETING } from '../support/echo-bot.ts';

describe.each([
  { name: 'over WebSocket', webSocket: true },
  { name: 'by polling', webSocket: false },
])('botframework-directlinejs $name', ({ webSocket }) => {
  let chat: ChatProcess;
  let server: DirectLineServer;
  const clients: TestClient[] = [];

  let clock: TestClock;

  beforeEach(async () => {
    clock = createClock();
    chat = await startChatProcess({ database: await freshDatabase('embedded'), now: clock.now });
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
    expect(client.heard[2]).toMatchObject({ replyToId: id, from: { role: 'bot', name: 'Trợ lý tự động' } });
    expect(client.statuses.at(-1)).toBe(ConnectionStatus.Online);
  });

  it('takes no second message for one that it repeats', async () => {
    const { token } = await fetchToken(server.domain);
    const client = connect({ token });
    await client.hears(GREETING);
    const ids = [await client.say('hai lần', 'again'), await client.say('hai lần', 'again')];
    await client.say('xong');
    await client.hears('Bạn nói: xong');
    expect(ids[0]).toBe(ids[1]);
    expect(client.texts()).toEqual([GREETING, 'hai lần', 'Bạn nói: hai lần', 'xong', 'Bạn nói: xong']);
  });

  it('resumes after a reload where it was, with the watermark it kept', async () => {
    const { token, conversationId } = await fetchToken(server.domain);
    const before = connect({ token });
    await before.hears(GREETING);
    await before.say('trước khi tải lại');
    await before.hears('Bạn nói: trước khi tải lại');
    const { watermark } = before.directLine as unknown as { watermark: string };
    before.close();

    const id = `direct-line:${conversationId}` as const;
    const { conversation } = (await chat.conversations.find(id))!;
    await chat.conversations.append(conversation, [{ type: 'message', text: 'trong lúc vắng' }]);
    const after = connect({ token, conversationId, watermark });
    await after.hears('trong lúc vắng');
    await after.say('sau khi tải lại');
    await after.hears('Bạn nói: sau khi tải lại');
    expect(after.texts()).toEqual(['trong lúc vắng', 'sau khi tải lại', 'Bạn nói: sau khi tải lại']);

    const fromTheStart = connect({ token, conversationId, watermark: '0' });
    await fromTheStart.hears('Bạn nói: sau khi tải lại');
    expect(fromTheStart.texts().slice(0, 3)).toEqual([
      GREETING,
      'trước khi tải lại',
      'Bạn nói: trước khi tải lại',
    ]);
  });

  it('is told when its token has expired, at the start and in the middle, and goes on with a new one', async () => {
    const { token } = await fetchToken(server.domain);
    const client = connect({ token });
    await client.hears(GREETING);
    clock.forward(TOKEN_SECONDS * 1000);
    expect(await client.say('hết hạn rồi')).toBe('retry');
    await client.reaches(ConnectionStatus.ExpiredToken);

    const late = connect({ token });
    await late.reaches(ConnectionStatus.FailedToConnect);
    expect(late.failures).toHaveLength(1);

    const fresh = connect({ token: (await fetchToken(server.domain)).token });
    await fresh.hears(GREETING);
    expect(fresh.texts()).toEqual([GREETING]);
  });
});

describe('botframework-directlinejs when the line breaks', () => {
  it('resumes without loss or repeat', async () => {
    const chat = await startChatProcess({ database: await freshDatabase('embedded') });
    const server = await startDirectLine(chat);
    const { token, conversationId } = await fetchToken(server.domain);
    const client = connectClient({ domain: server.domain, token });
    await client.hears(GREETING);
    await client.say('một');
    await client.hears('Bạn nói: một');

    server.cutSockets();
    const id = `direct-line:${conversationId}` as const;
    const { conversation } = (await chat.conversations.find(id))!;
    await chat.conversations.append(conversation, [{ type: 'message', text: 'khi đứt dây' }]);
    await client.say('hai');
    await client.hears('Bạn nói: hai');
    await client.say('ba');
    await client.hears('Bạn nói: ba');
    expect(client.texts()).toEqual([
      GREETING,
      'một',
      'Bạn nói: một',
      'khi đứt dây',
      'hai',
      'Bạn nói: hai',
      'ba',
      'Bạn nói: ba',
    ]);

    client.close();
    await server.close();
    await chat.close();
    await chat.database.close();
  });

  it.each(databaseKinds)(
    'hears replies of a turn that another process ran, through the %s database',
    async (kind) => {
      const database = await freshDatabase(kind);
      const near = await startChatProcess({ database });
      const far = await startChatProcess({ database });
      const [nearServer, farServer] = [await startDirectLine(near), await startDirectLine(far)];
      const { token, conversationId } = await fetchToken(nearServer.domain);
      const listening = connectClient({ domain: nearServer.domain, token });
      await listening.hears(GREETING);

      const speaking = connectClient({ domain: farServer.domain, token, conversationId, webSocket: false });
      await speaking.reaches(ConnectionStatus.Online);
      await speaking.say('từ máy khác');
      await listening.hears('Bạn nói: từ máy khác');
      expect(listening.texts()).toEqual([GREETING, 'từ máy khác', 'Bạn nói: từ máy khác']);

      for (const client of [listening, speaking]) client.close();
      for (const server of [nearServer, farServer]) await server.close();
      for (const chat of [near, far]) await chat.close();
      await database.close();
    },
  );
});
