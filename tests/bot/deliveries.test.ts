// Sending: in order, once, again after each kind of failure as it should be, and what is set aside stands in nobody's way.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createZaloOa } from '../../bot/channels/zalo-oa/zalo-oa.ts';
import { type Conversation, createConversations } from '../../bot/conversations.ts';
import { createDeliveries } from '../../bot/deliveries.ts';
import { createNotices } from '../../bot/notices.ts';
import { createSender } from '../../bot/sender.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { startZaloServer, type ZaloServer } from '../support/zalo-server.ts';
import { logger, settingsOf, tokensOn } from '../support/zalo-site.ts';

const CS = '/v3.0/oa/message/cs';
const AN: Conversation = { id: 'zalo-oa:an', channel: 'zalo-oa', userId: 'an', caller: null, mode: 'bot' };
const BINH: Conversation = {
  id: 'zalo-oa:binh',
  channel: 'zalo-oa',
  userId: 'binh',
  caller: null,
  mode: 'bot',
};

describe.each(databaseKinds)('deliveries on the %s database', (kind) => {
  let database: OpenDatabase;
  let zalo: ZaloServer;
  let time: number;
  let closing: (() => Promise<void>)[];
  let said: ReturnType<typeof createConversations>;
  let wake: () => void;

  const now = () => new Date(time);

  async function startSender(owner: string) {
    const notices = createNotices({ database, processId: owner, now });
    await notices.start();
    const conversations = createConversations({ database, notices, now });
    const deliveries = createDeliveries({ database, owner, now });
    const { outlet } = createZaloOa({
      settings: settingsOf(zalo),
      tokens: await tokensOn(database, zalo, owner, now),
      conversations,
      deliveries,
      officerWrote: async () => {},
      report: () => {},
      logger,
      now,
    });
    const sender = createSender({
      deliveries,
      outlets: [outlet],
      notices,
      logger,
      now,
      random: () => 0.5,
    });
    closing.push(sender.close, notices.close);
    return { sender, conversations };
  }

  beforeEach(async () => {
    database = await freshDatabase(kind);
    zalo = await startZaloServer();
    time = Date.now();
    closing = [];
    await (await tokensOn(database, zalo, 'an administrator', now)).seed(zalo.seed);
    const { sender, conversations } = await startSender('one');
    said = conversations;
    wake = sender.wake;
    for (const conversation of [AN, BINH])
      await said.accept({
        conversationId: conversation.id,
        channel: 'zalo-oa',
        userId: conversation.userId,
        messageId: 'first',
        activity: { type: 'message', text: 'chào' },
      });
  });
  afterEach(async () => {
    for (const close of closing) await close();
    await zalo.close();
    await database.close();
  });

  const say = (conversation: Conversation, ...texts: string[]) =>
    said.append(
      conversation,
      texts.map((text) => ({ type: 'message', text })),
    );
  const told = (who: Conversation) =>
    zalo.messages.filter(({ to }) => to === who.userId).map(({ text }) => text);

  async function outcomes(who: Conversation) {
    const { rows } = await database.query<{ status: string; failure: string | null; code: number | null }>(
      `select a.status, d.failure, d.code from activities a left join deliveries d using (conversation_id, position)
       where a.conversation_id = $1 and a.direction = 'outbound' order by a.position`,
      [who.id],
    );
    return rows;
  }
  const settled = (who: Conversation, status: string) =>
    until(async () => (await outcomes(who)).every((row) => row.status === status && row.status !== null));
  const tried = (who: Conversation, code: number | null) =>
    until(async () => (await outcomes(who)).some((row) => row.failure !== null && row.code === code));

  async function pass(ms: number) {
    time += ms;
    wake();
  }

  it('keeps the order and sends each once, with two processes at it', async () => {
    await startSender('other');
    const texts = Array.from({ length: 20 }, (_, i) => `tin ${i}`);
    for (const text of texts) await say(AN, text);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(texts);
  });

  it.each([
    ['refused for ever', -213],
    ['our bug', -201],
  ])('sets aside what is %s (%d), and goes on', async (_name, code) => {
    zalo.fail(CS, { error: code });
    await say(AN, 'không tới được', 'tới được');
    await until(() => told(AN).length === 1);
    await until(async () => (await outcomes(AN))[1]?.status === 'delivered');
    expect(told(AN)).toEqual(['tới được']);
    expect((await outcomes(AN))[0]).toMatchObject({ status: 'failed', code });
  });

  it('waits when told to, longer each time, and holds nobody else up', async () => {
    zalo.fail(CS, { error: -32 });
    await say(AN, 'một', 'hai');
    await tried(AN, -32);
    await say(BINH, 'người khác');
    await settled(BINH, 'delivered');
    expect(told(AN)).toEqual([]);
    await pass(4_000);
    await say(BINH, 'nữa');
    await settled(BINH, 'delivered');
    expect(told(AN)).toEqual([]);
    await pass(2_000);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(['một', 'hai']);
  });

  it('renews a refused token in the same try', async () => {
    zalo.expireToken();
    await say(AN, 'tin');
    await settled(AN, 'delivered');
    expect(zalo.usedRefreshTokens).toEqual(['refresh-0']);
  });

  it('keeps news beyond the window until the citizen writes again', async () => {
    zalo.setWindow(() => false);
    await say(AN, 'hồ sơ đã có kết quả');
    await tried(AN, -230);
    await pass(60 * 60 * 1000);
    zalo.setWindow(() => true);
    await say(BINH, 'x');
    await pass(60 * 60 * 1000);
    await until(() => told(BINH).length > 0 || wake());
    expect(told(AN)).toEqual([]);
    time += 1000;
    await said.accept({
      conversationId: AN.id,
      channel: 'zalo-oa',
      userId: 'an',
      messageId: 'again',
      activity: { type: 'message', text: 'alo' },
    });
    await pass(0);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(['hồ sơ đã có kết quả']);
  });

  it.each([
    ['cut after it was taken', 'cut after', 1],
    ['cut before', 'hang up', 1],
    ['answered by something that is no JSON', 'no JSON', 1],
  ] as const)('says a message once when the call was %s', async (_name, fault, times) => {
    zalo.fail(CS, fault);
    await say(AN, 'đúng một lần');
    await tried(AN, null);
    await pass(10_000);
    await settled(AN, 'delivered');
    expect(told(AN)).toHaveLength(times);
  });

  it('gives up after hours, visibly', async () => {
    for (let attempt = 0; attempt < 20; attempt++) zalo.fail(CS, { error: -32 });
    await say(AN, 'mãi không tới');
    await until(async () => {
      await pass(2 * 60 * 60 * 1000);
      return (await outcomes(AN))[0]?.status === 'failed';
    });
    expect((await outcomes(AN))[0]).toMatchObject({ failure: 'wait', code: -32 });
  });
});
