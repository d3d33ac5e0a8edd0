// A story on the Bot Platform of Zalo, by long poll and by webhook, and that the two never stand in each other's way.

import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import type { TurnHandler } from '../../bot/adapter.ts';
import { ZALO_BOT_PATH } from '../../bot/channels/zalo-bot/zalo-bot.ts';
import { sightOf } from '../../bot/media.ts';
import { freshDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';
import {
  BOT_ID,
  BOT_TOKEN,
  botUpdate,
  startZaloBotServer,
  type ZaloBotServer,
} from '../support/zalo-bot-server.ts';

const SECRET = 'a-random-string-of-32-characters!';

/** Says back what it hears, and where it saw a photo without a code. */
const echo: TurnHandler = async (context) => {
  const { activity } = context;
  const unread = sightOf(activity) === 'nothing' ? 'ảnh không có mã' : 'không đọc được gì';
  await context.sendActivity(activity.text ? `nghe: ${activity.text}` : unread);
};

describe('the Bot Platform', () => {
  let database: OpenDatabase;
  let zalo: ZaloBotServer;
  let app: App;
  let logged: string;

  beforeEach(async () => {
    database = await freshDatabase('embedded');
    zalo = await startZaloBotServer();
    logged = '';
  });
  afterEach(async () => {
    await app.close();
    await zalo.close();
    await database.close();
  });

  async function start(env: Record<string, string>) {
    const log = new Writable({
      write(chunk, _encoding, done) {
        logged += chunk;
        done();
      },
    });
    const config = readConfig({ PORT: '0', ZALO_BOT_TOKEN: BOT_TOKEN, ZALO_BOT_API_URL: zalo.url, ...env });
    app = await createApp(config, { database, logger: pino({ level: 'info' }, log), handleTurn: echo });
    await app.ready;
  }

  const post = (body: unknown, secret: string | null = SECRET) =>
    fetch(app.url + ZALO_BOT_PATH, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(secret !== null && { 'X-Bot-Api-Secret-Token': secret }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const texts = () => zalo.sent.map(({ text }) => text);

  it('is asked and answers by long poll', async () => {
    await start({ ZALO_BOT_MODE: 'poll' });
    await until(() => zalo.polls() > 0);
    zalo.endPoll();
    zalo.push(botUpdate('an', { text: 'một', message_id: '1' }));
    zalo.push(botUpdate('an', { text: 'một', message_id: '1' }));
    zalo.push({ ok: true, result: botUpdate('an', { text: 'hai', message_id: '2' }) });
    zalo.push(
      botUpdate('an', { photo_url: 'https://photo.zdn.vn/a.jpg', message_id: '3' }, 'message.image.received'),
    );
    zalo.push(botUpdate('an', { message_id: '4' }, 'message.unsupported.received'));
    await until(() => zalo.sent.length === 4);
    expect(texts()).toEqual(['nghe: một', 'nghe: hai', 'ảnh không có mã', 'không đọc được gì']);
  });

  it('goes on polling after refusals and things it cannot read', async () => {
    zalo.fail('getUpdates', 429);
    await start({ ZALO_BOT_MODE: 'poll' });
    await until(() => zalo.polls() > 0);
    zalo.push({ nonsense: true });
    zalo.push(botUpdate('an', { text: 'còn đây', message_id: '1' }));
    await until(() => zalo.sent.length === 1);
    expect(texts()).toEqual(['nghe: còn đây']);
  });

  it('is asked and answers by webhook, in both shapes, each message once', async () => {
    await start({ ZALO_BOT_SECRET: SECRET });
    await until(() => zalo.webhook() === app.url + ZALO_BOT_PATH);
    const update = botUpdate('an', { text: 'một', message_id: '1' });
    for (const body of [update, { ok: true, result: update }, update])
      expect((await post(body)).status).toBe(200);
    await post(botUpdate('an', { text: 'hai', message_id: '2' }));
    await until(() => zalo.sent.length === 2);
    expect(texts()).toEqual(['nghe: một', 'nghe: hai']);
  });

  it('answers neither itself, other bots, nor groups', async () => {
    await start({ ZALO_BOT_SECRET: SECRET });
    await until(() => zalo.webhook() !== '');
    await post(botUpdate('an', { text: 'vọng', message_id: '1', from: { id: BOT_ID } }));
    await post(botUpdate('an', { text: 'máy', message_id: '2', from: { id: 'x', is_bot: true } }));
    await post(botUpdate('an', { text: 'nhóm', message_id: '3', chat: { id: 'g', chat_type: 'GROUP' } }));
    await post(botUpdate('an', { text: 'thật', message_id: '4' }));
    await until(() => zalo.sent.length > 0);
    expect(texts()).toEqual(['nghe: thật']);
  });

  it('refuses a wrong secret and takes what it cannot read without a word', async () => {
    await start({ ZALO_BOT_SECRET: SECRET });
    for (const secret of [null, '', 'wrong'])
      expect((await post(botUpdate('an', { text: 'x', message_id: '1' }), secret)).status).toBe(401);
    expect((await post({ nonsense: true })).status).toBe(200);
    expect((await post('{"half')).status).toBe(400);
    expect((await database.query('select 1 from activities')).rows).toEqual([]);
  });

  it.each([
    ['polling while a webhook is set', { ZALO_BOT_MODE: 'poll' }, 'A webhook is set'],
    ['a webhook while another is set', { ZALO_BOT_SECRET: SECRET }, 'Another webhook is set'],
  ])('says so and leaves things as they are: %s', async (_name, env, sentence) => {
    zalo.setWebhook('https://elsewhere.example.vn/hook');
    await start(env);
    await until(() => logged.includes(sentence));
    expect(zalo.webhook()).toBe('https://elsewhere.example.vn/hook');
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  });

  it('never writes its token down', async () => {
    zalo.fail('sendMessage', 401);
    await start({ ZALO_BOT_SECRET: SECRET });
    await until(() => zalo.webhook() !== '');
    await post(botUpdate('an', { text: 'x', message_id: '1' }));
    await until(() => logged.includes('not delivered'));
    expect(logged).not.toContain(BOT_TOKEN);
  });
});
