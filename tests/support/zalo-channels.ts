// The three ways to Zalo seen alike: a citizen sends text, a photo, nothing or something strange, and is told something.

import { pino } from 'pino';
import { createApp } from '../../api/app.ts';
import { createAttachmentStore } from '../../api/attachments/store.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createMediaFetch } from '../../bot/channels/media-fetch.ts';
import { ZALO_BOT_PATH } from '../../bot/channels/zalo-bot/zalo-bot.ts';
import { loadLibrary } from '../../bot/channels/zalo-personal/library.ts';
import { createSessionStore } from '../../bot/channels/zalo-personal/session-store.ts';
import { createZaloPersonal, PERSONAL_TIMING } from '../../bot/channels/zalo-personal/zalo-personal.ts';
import { createDeliveries } from '../../bot/deliveries.ts';
import { withMedia } from '../../bot/media.ts';
import { createSender } from '../../bot/sender.ts';
import { blindReader } from './blind-reader.ts';
import { startChatProcess } from './chat-process.ts';
import { answeringOver } from './indexed-catalogue.ts';
import { seedStaff, startTicketDesk } from './ticket-desk.ts';
import { until } from './until.ts';
import { BOT_TOKEN, botUpdate, startZaloBotServer } from './zalo-bot-server.ts';
import { sendEvent, startZaloServer, textEvent } from './zalo-server.ts';
import { startZaloSite } from './zalo-site.ts';
import { CREDENTIALS, personalMessage, startZaloWebServer } from './zalo-web-server.ts';

export const CITIZEN = '2512523625412515000';
const BOT_SECRET = 'a-random-string-of-32-characters!';
const logger = pino({ level: 'silent' });

/** `id`: what Zalo repeats when it tells of a message again. */
export type ZaloChannel = {
  text(id: string, text: string): Promise<unknown>;
  photo(id: string, url: string): Promise<unknown>;
  /** A message of a kind that nobody has heard of, or that Zalo does not show. */
  strange(id: string): Promise<unknown>;
  /** What the citizen was told so far. */
  told(): string[];
  close(): Promise<void>;
};

type Around = { database: OpenDatabase; mediaAt: readonly string[]; directory: string };

export const ZALO_CHANNELS: Readonly<Record<string, (around: Around) => Promise<ZaloChannel>>> = {
  'zalo-oa': startAccount,
  'zalo-bot': startBot,
  'zalo-personal': startPersonal,
};

async function startAccount({ database, mediaAt, directory }: Around): Promise<ZaloChannel> {
  const zalo = await startZaloServer();
  const site = await startZaloSite(database, zalo, { env: { ATTACHMENTS_DIR: directory }, mediaAt });
  const media = (id: string, type: string, payload: object) =>
    sendEvent(site.webhook, {
      event_name: `user_send_${type}`,
      sender: { id: CITIZEN },
      message: { msg_id: id, attachments: [{ type, payload }] },
    });
  return {
    text: (id, text) => sendEvent(site.webhook, textEvent(CITIZEN, text, id)),
    photo: (id, url) => media(id, 'image', { url }),
    strange: (id) => media(id, 'business_card', { hologram: true }),
    told: () => site.told(CITIZEN),
    async close() {
      await site.close();
      await zalo.close();
    },
  };
}

async function startBot({ database, mediaAt, directory }: Around): Promise<ZaloChannel> {
  const zalo = await startZaloBotServer();
  const config = readConfig({
    PORT: '0',
    ZALO_BOT_TOKEN: BOT_TOKEN,
    ZALO_BOT_API_URL: zalo.url,
    ZALO_BOT_SECRET: BOT_SECRET,
    ATTACHMENTS_DIR: directory,
  });
  const media = { ...config.zalo.media, origins: mediaAt };
  const app = await createApp({ ...config, zalo: { ...config.zalo, media } }, { database, logger });
  await app.ready;
  const post = (event: string, message: Record<string, unknown>) =>
    fetch(app.url + ZALO_BOT_PATH, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Bot-Api-Secret-Token': BOT_SECRET },
      body: JSON.stringify(botUpdate(CITIZEN, message, event)),
    });
  return {
    text: (id, text) => post('message.text.received', { message_id: id, text }),
    photo: (id, url) => post('message.image.received', { message_id: id, photo_url: url }),
    strange: (id) => post('message.unsupported.received', { message_id: id }),
    told: () => zalo.sent.map(({ text }) => text),
    async close() {
      await app.close();
      await zalo.close();
    },
  };
}

async function startPersonal({ database, mediaAt, directory }: Around): Promise<ZaloChannel> {
  const zalo = await startZaloWebServer();
  const attachments = createAttachmentStore({ database, directory });
  await seedStaff(database);
  const desk = await startTicketDesk({ database, files: attachments });
  const chat = await startChatProcess({
    database,
    handle: withMedia({
      handle: answeringOver(database, { desk: desk.desk }).handleTurn,
      attachments,
      photos: blindReader,
      fetchMedia: createMediaFetch({ hosts: { suffixes: [], origins: mediaAt }, logger }),
    }),
  });
  const { notices, conversations, now } = chat;
  const store = createSessionStore({
    database,
    seal: (text) => Buffer.from(text).toString('base64'),
    unseal: (text) => Buffer.from(text, 'base64').toString(),
    owner: 'one',
    now,
  });
  await store.save(CREDENTIALS);
  const deliveries = createDeliveries({ database, owner: 'one', now });
  const personal = createZaloPersonal({
    load: () => loadLibrary(zalo.request),
    store,
    conversations,
    wasSentByUs: deliveries.wasSent,
    officerWrote: async () => {},
    logger,
    timing: { ...PERSONAL_TIMING, settleMs: 20 },
  });
  const sender = createSender({ deliveries, outlets: [personal.outlet], notices, logger, now });
  chat.turns.start();
  sender.start();
  personal.start();
  await until(() => personal.state() === 'connected' && zalo.connected() === 1);
  const push = async (id: string, msgType: string, content: unknown) =>
    zalo.push(personalMessage(CITIZEN, content, { msgId: id, msgType }));
  return {
    text: (id, text) => push(id, 'webchat', text),
    photo: (id, href) => push(id, 'chat.photo', { title: '', href }),
    strange: (id) => push(id, 'chat.hologram', { title: '', href: '' }),
    told: () => zalo.sent.map(({ text }) => text),
    async close() {
      await chat.close();
      await sender.close();
      await personal.close();
      await desk.close();
      await zalo.close();
    },
  };
}
