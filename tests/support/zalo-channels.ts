// The three ways to Zalo seen alike, each a whole process of ours before a loopback Zalo: what citizens send, and what they are told.

import { createApp, type Outside } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { personalStore } from '../../api/zalo.ts';
import { ZALO_BOT_PATH } from '../../bot/channels/zalo-bot/zalo-bot.ts';
import { loadLibrary } from '../../bot/channels/zalo-personal/library.ts';
import { until } from './until.ts';
import { BOT_TOKEN, botUpdate, startZaloBotServer } from './zalo-bot-server.ts';
import { OA_ID, sendEvent, startZaloServer, textEvent } from './zalo-server.ts';
import { logger, startZaloSite } from './zalo-site.ts';
import { CREDENTIALS, personalMessage, startZaloWebServer } from './zalo-web-server.ts';

export const CITIZEN = '2512523625412515000';
const BOT_SECRET = 'a-random-string-of-32-characters!';

/** `id`: what Zalo repeats when it tells of a message again; `at`: when the citizen wrote it. */
export type ZaloChannel = {
  url: string;
  text(id: string, text: string, at?: Date): Promise<unknown>;
  photo(id: string, url: string, at?: Date): Promise<unknown>;
  /** A message of a kind that nobody has heard of, or that Zalo does not show. */
  strange(id: string): Promise<unknown>;
  /** What must change nothing, by name, with the status that its sender gets; null where senders get none. */
  harmless: Readonly<Record<string, [send: () => Promise<number | null>, status: number | null]>>;
  /** What the citizen was told so far. */
  told(): string[];
  close(): Promise<void>;
};

type Around = Omit<Outside, 'database'> & {
  database: OpenDatabase;
  mediaAt: readonly string[];
  directory: string;
  env?: Record<string, string>;
};

export const ZALO_CHANNELS: Readonly<Record<string, (around: Around) => Promise<ZaloChannel>>> = {
  'zalo-oa': startAccount,
  'zalo-bot': startBot,
  'zalo-personal': startPersonal,
};

async function startAccount({ database, directory, env, ...around }: Around): Promise<ZaloChannel> {
  const zalo = await startZaloServer();
  const site = await startZaloSite(database, zalo, {
    env: { ATTACHMENTS_DIR: directory, ...env },
    ...around,
  });
  const timed = (at = new Date()) => ({ timestamp: String(at.getTime()) });
  const media = (id: string, type: string, payload: object, at?: Date) =>
    sendEvent(site.webhook, {
      event_name: `user_send_${type}`,
      ...timed(at),
      sender: { id: CITIZEN },
      message: { msg_id: id, attachments: [{ type, payload }] },
    });
  const forged = () => `mac=${'0'.repeat(64)}`;
  const status = async (sending: Promise<Response>) => (await sending).status;
  const ours = { sender: { id: OA_ID }, recipient: { id: CITIZEN }, message: { msg_id: 'own', text: 'x' } };
  return {
    url: site.url,
    text: (id, text, at) => sendEvent(site.webhook, { ...textEvent(CITIZEN, text, id), ...timed(at) }),
    photo: (id, url, at) => media(id, 'image', { url }, at),
    strange: (id) => media(id, 'business_card', { hologram: true }),
    harmless: {
      'an event without a signature': [
        () => status(sendEvent(site.webhook, textEvent(CITIZEN, 'x'), () => null)),
        401,
      ],
      'an event with a forged signature': [
        () => status(sendEvent(site.webhook, textEvent(CITIZEN, 'x'), forged)),
        401,
      ],
      'an empty body': [() => status(sendEvent(site.webhook, '')), 400],
      'half a body': [
        () => status(sendEvent(site.webhook, '{"event_name":"user_send_text","timestamp":"1"')),
        400,
      ],
      'an oversized body': [
        () => status(sendEvent(site.webhook, textEvent(CITIZEN, 'x'.repeat(1_100_000)))),
        413,
      ],
      'its own echo': [() => status(sendEvent(site.webhook, { event_name: 'oa_send_text', ...ours })), 200],
      'an unknown event': [
        () =>
          status(sendEvent(site.webhook, { ...textEvent(CITIZEN, 'x'), event_name: 'user_send_hologram' })),
        200,
      ],
    },
    told: () => site.told(CITIZEN),
    async close() {
      await site.close();
      await zalo.close();
    },
  };
}

/** A process that serves what `env` switches on. */
async function startSite(env: Record<string, string>, { mediaAt, directory, ...around }: Around) {
  const config = readConfig({ PORT: '0', ATTACHMENTS_DIR: directory, ...env, ...around.env });
  const media = { ...config.zalo.media, origins: mediaAt };
  const app = await createApp({ ...config, zalo: { ...config.zalo, media } }, { logger, ...around });
  await app.ready;
  return app;
}

async function startBot(around: Around): Promise<ZaloChannel> {
  const zalo = await startZaloBotServer();
  const env = { ZALO_BOT_TOKEN: BOT_TOKEN, ZALO_BOT_API_URL: zalo.url, ZALO_BOT_SECRET: BOT_SECRET };
  const app = await startSite(env, around);
  const post = async (body: string, secret = BOT_SECRET) => {
    const headers = { 'Content-Type': 'application/json', 'X-Bot-Api-Secret-Token': secret };
    return (await fetch(app.url + ZALO_BOT_PATH, { method: 'POST', headers, body })).status;
  };
  const update = (event: string, message: Record<string, unknown>, at = new Date()) =>
    JSON.stringify(botUpdate(CITIZEN, { date: at.getTime(), ...message }, event));
  const text = (message: Record<string, unknown>, at?: Date) => update('message.text.received', message, at);
  const own = { from: { id: 'the-bot', is_bot: true }, message_id: 'own', text: 'x' };
  const large = text({ message_id: 'large', text: 'x'.repeat(1_100_000) });
  return {
    url: app.url,
    text: (id, said, at) => post(text({ message_id: id, text: said }, at)),
    photo: (id, url, at) => post(update('message.image.received', { message_id: id, photo_url: url }, at)),
    strange: (id) => post(update('message.unsupported.received', { message_id: id })),
    harmless: {
      'an update with the wrong secret': [() => post(text({ message_id: 'x', text: 'x' }), 'wrong'), 401],
      'an empty body': [() => post(''), 200],
      'half a body': [() => post('{"event_name":'), 400],
      'an oversized body': [() => post(large), 413],
      'its own echo': [() => post(text(own)), 200],
      'an unknown event': [() => post('{"event_name":"bot.renamed","bot":{}}'), 200],
    },
    told: () => zalo.sent.map(({ text }) => text),
    async close() {
      await app.close();
      await zalo.close();
    },
  };
}

async function startPersonal(around: Around): Promise<ZaloChannel> {
  const zalo = await startZaloWebServer();
  const { database } = around;
  const store = await personalStore({ database, owner: 'an administrator', now: () => new Date() });
  await store.save(CREDENTIALS);
  const loadPersonal = () => loadLibrary(zalo.request);
  const app = await startSite({ ZALO_PERSONAL: 'on' }, { ...around, loadPersonal });
  await until(() => zalo.connected() === 1);
  const push = async (id: string, msgType: string, content: unknown, at = new Date()) =>
    zalo.push(personalMessage(CITIZEN, content, { msgId: id, msgType, ts: String(at.getTime()) }));
  const unanswered = (send: () => void) => async () => {
    send();
    return null;
  };
  return {
    url: app.url,
    text: (id, text, at) => push(id, 'webchat', text, at),
    photo: (id, href, at) => push(id, 'chat.photo', { title: '', href }, at),
    strange: (id) => push(id, 'chat.hologram', { title: '', href: '' }),
    harmless: {
      'a frame that cannot be read': [unanswered(zalo.garble), null],
      'a frame without anything': [unanswered(() => zalo.push()), null],
      'a message without an id': [
        unanswered(() => zalo.push(personalMessage(CITIZEN, 'x', { msgId: undefined }))),
        null,
      ],
    },
    told: () => zalo.sent.map(({ text }) => text),
    async close() {
      await app.close();
      await zalo.close();
    },
  };
}
