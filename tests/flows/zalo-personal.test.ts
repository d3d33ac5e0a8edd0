// The personal account with the real zca-js, its network replaced on loopback: through sign-in, messages, and every way it breaks.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { loadLibrary } from '../../bot/channels/zalo-personal/library.ts';
import { createSessionStore } from '../../bot/channels/zalo-personal/session-store.ts';
import { createZaloPersonal, type ZaloPersonal } from '../../bot/channels/zalo-personal/zalo-personal.ts';
import { createDeliveries } from '../../bot/deliveries.ts';
import { createSender } from '../../bot/sender.ts';
import { startChatProcess } from '../support/chat-process.ts';
import { freshDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { logger } from '../support/zalo-site.ts';
import {
  CREDENTIALS,
  personalMessage,
  startZaloWebServer,
  type ZaloWebServer,
} from '../support/zalo-web-server.ts';

const TIMING = {
  lookEveryMs: 300,
  answerWithinMs: 500,
  signInWithinMs: 2_000,
  settleMs: 20,
  restMs: [20],
  holdEveryMs: 50,
};
const AN = '2512523625412515000';

describe('the personal account', () => {
  let database: OpenDatabase;
  let zalo: ZaloWebServer;
  let closing: (() => Promise<void>)[];
  let officers: string[];

  beforeEach(async () => {
    database = await freshDatabase('embedded');
    zalo = await startZaloWebServer();
    closing = [];
    officers = [];
    await storeOf('an administrator').save(CREDENTIALS);
  });
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    await zalo.close();
    await database.close();
  });

  const storeOf = (owner: string) =>
    createSessionStore({
      database,
      seal: (text) => Buffer.from(text).toString('base64'),
      unseal: (text) => Buffer.from(text, 'base64').toString(),
      owner,
      now: () => new Date(),
    });

  async function start(owner = 'one', timing = TIMING): Promise<ZaloPersonal> {
    const chat = await startChatProcess({ database });
    const deliveries = createDeliveries({ database, owner, now: chat.now });
    const personal = createZaloPersonal({
      load: () => loadLibrary(zalo.request),
      store: storeOf(owner),
      conversations: chat.conversations,
      wasSentByUs: deliveries.wasSent,
      officerWrote: async (_citizen, text) => void officers.push(text),
      logger,
      onConnected: () => sender.wake(),
      timing,
    });
    const sender = createSender({
      deliveries,
      outlets: [personal.outlet],
      notices: chat.notices,
      logger,
      now: chat.now,
    });
    chat.turns.start();
    sender.start();
    personal.start();
    closing.push(chat.close, sender.close, personal.close);
    return personal;
  }
  const texts = () => zalo.sent.map(({ text }) => text);
  async function arrived(): Promise<string[]> {
    const { rows } = await database.query<{ text: string }>(
      `select activity ->> 'text' as text from activities where direction = 'inbound' order by position`,
    );
    return rows.map(({ text }) => text);
  }
  const connected = (personal: ZaloPersonal) =>
    until(() => personal.state() === 'connected' && zalo.connected() === 1);

  it('hears a citizen and answers, and knows its own words when they come back', async () => {
    await connected(await start());
    zalo.push(personalMessage(AN, 'xin chào'));
    await until(() => zalo.sent.length === 1);
    expect(zalo.sent[0]).toMatchObject({ to: AN });
    zalo.push(personalMessage(AN, 'nữa'));
    await until(() => zalo.sent.length === 2);
    expect(officers).toEqual([]);
    expect(await arrived()).toEqual(['xin chào', 'nữa']);
  });

  it('hears what an officer writes on the phone', async () => {
    await connected(await start());
    zalo.push(personalMessage('0', 'Chào chị, tôi là cán bộ', { idTo: AN }));
    await until(() => officers.length === 1);
    expect(officers).toEqual(['Chào chị, tôi là cán bộ']);
    expect(texts()).toEqual([]);
  });

  it('keeps ids that no number can hold, puts a thread in order, and takes each message once', async () => {
    await connected(await start());
    const ts = Date.now();
    const first = personalMessage(AN, 'một', { msgId: 6512345678901234567890n.toString(), ts: String(ts) });
    const second = personalMessage(AN, 'hai', { ts: String(ts + 5) });
    zalo.push(second, first);
    zalo.push(first);
    await until(async () => (await arrived()).length === 2);
    expect(await arrived()).toEqual(['một', 'hai']);
  });

  it('hears nothing of groups, and takes a picture as a picture', async () => {
    await connected(await start());
    const picture = personalMessage(
      AN,
      { href: 'https://photo.zdn.vn/a.jpg', title: '' },
      { msgType: 'chat.photo' },
    );
    zalo.push(picture);
    const attachments = await until(async () => {
      const { rows } = await database.query<{ attachments: unknown }>(
        `select activity -> 'attachments' as attachments from activities where direction = 'inbound'`,
      );
      return rows[0]?.attachments;
    });
    expect(attachments).toEqual([{ contentType: 'image/*', contentUrl: 'https://photo.zdn.vn/a.jpg' }]);
  });

  it('begins anew after a cut, with the cookie of the day, and asks for what it missed', async () => {
    const personal = await start();
    await connected(personal);
    zalo.setCookie('second');
    await until(async () =>
      (await storeOf('x').load())?.credentials.cookie.some((one) => one.value === 'second'),
    );
    zalo.setHistory([personalMessage(AN, 'lúc đứt')]);
    zalo.drop();
    await until(async () => (await arrived()).includes('lúc đứt'));
    expect(zalo.signIns.length).toBeGreaterThan(1);
    expect(zalo.signIns.at(-1)).toBe('second');
  });

  it('finds a half-open socket dead', async () => {
    const personal = await start();
    await connected(personal);
    zalo.goDeaf();
    await until(() => personal.state() !== 'connected');
    zalo.goDeaf(false);
    await connected(personal);
    zalo.push(personalMessage(AN, 'còn nghe không'));
    await until(async () => (await arrived()).length === 1);
  });

  it('survives a frame that cannot be read', async () => {
    const personal = await start();
    await connected(personal);
    zalo.garble();
    zalo.push(personalMessage(AN, 'sau khung hỏng'));
    await until(async () => (await arrived()).length === 1);
    expect(personal.state()).toBe('connected');
  });

  it('stops when it was opened elsewhere, and does not fight', async () => {
    const personal = await start();
    await connected(personal);
    zalo.openElsewhere();
    await until(() => personal.state() === 'replaced');
    const trouble = async () =>
      (await database.query('select trouble from channel_sessions')).rows[0]?.trouble;
    await until(async () => (await trouble()) === 'replaced');
    expect(zalo.closedWith()).toBe(3000);
    const signIns = zalo.signIns.length;
    personal.start();
    await connected(personal);
    expect(zalo.signIns.length).toBe(signIns + 1);
    await until(async () => (await trouble()) === null);
  });

  it('says that it is signed out, and waits for a person', async () => {
    const personal = await start();
    await connected(personal);
    zalo.signOut();
    await until(() => ['signed_out', 'resting'].includes(personal.state()));
    await until(() => zalo.connected() === 0);
  });

  it('is signed out before anybody signed in', async () => {
    await database.query('delete from channel_sessions');
    const personal = await start();
    await until(() => personal.state() === 'signed_out');
    expect(zalo.signIns).toEqual([]);
  });

  it('serves a session that somebody brings, wherever that is done, and lets no older one take its place', async () => {
    await database.query('delete from channel_sessions');
    const personal = await start();
    await until(() => personal.state() === 'signed_out');
    await storeOf('elsewhere').save(CREDENTIALS);
    await connected(personal);
    const next = { ...CREDENTIALS, imei: 'device-0001-of-the-browser' };
    await storeOf('elsewhere').save(next);
    const before = zalo.signIns.length;
    await until(() => zalo.signIns.length > before);
    await connected(personal);
    expect((await storeOf('x').load())?.credentials.imei).toBe(next.imei);
  });

  it('leaves what it cannot send to the process that can', async () => {
    const patient = { ...TIMING, lookEveryMs: 60_000 };
    await connected(await start('one', patient));
    await start('other', patient);
    for (let i = 1; i <= 5; i++) {
      zalo.push(personalMessage(AN, `câu ${i}`));
      await until(() => zalo.sent.length === i);
    }
    const { rows } = await database.query('select distinct attempts from deliveries');
    expect(rows).toEqual([{ attempts: 1 }]);
  });

  it('is served by one process, and by the other when that one goes', async () => {
    const one = await start();
    await connected(one);
    const other = await start('other');
    await until(() => other.state() === 'elsewhere');
    expect(zalo.connected()).toBe(1);
    await one.close();
    await until(() => other.state() === 'connected');
  });

  it('keeps its session unreadable at rest', async () => {
    const { rows } = await database.query('select credentials from channel_sessions');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('zpw_sek');
  });
});
