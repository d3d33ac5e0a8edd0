// Stories of one case on several channels: sent here, gone on with there by whoever has code and key, and by nobody else.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ticketsOf } from '../../api/conversations/access.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { forgetOld } from '../../api/retention.ts';
import { buttons } from '../../bot/complaint-replies.ts';
import type { PreparedTicket } from '../../bot/ports.ts';
import { RATING_CHOICES, ticketWords } from '../../bot/ticket-news.ts';
import { STATUS_WORDS, ticketReplies as texts } from '../../bot/ticket-replies.ts';
import { type Assistants, type Citizen, citizenOf, startAssistants } from '../support/citizen.ts';
import { createClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { type Desk, seedStaff, startTicketDesk, type View } from '../support/ticket-desk.ts';

const PHONE = '0912345678';
const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

describe.each(databaseKinds)('a case on several channels, on the %s database', (kind) => {
  const clock = createClock();
  let database: OpenDatabase;
  let desk: Desk;
  let assistants: Assistants;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    await seedStaff(database);
    desk = await startTicketDesk({ database, clock, rules: { undoSeconds: 0 } });
    assistants = await startAssistants({ database, desk });
  });
  afterAll(async () => {
    await assistants.close();
    await desk.close();
    await database.close();
  });

  const onWeb = (name: string) => citizenOf(assistants, name);
  const onZalo = (name: string) => citizenOf(assistants, name, 'zalo-oa');
  const viewOf = async (code: string) => (await desk.call('dung', 'GET', `/api/tickets/${code}`)).body;

  async function sentFrom({ conversationId, say }: Citizen): Promise<PreparedTicket> {
    await say('xin chào');
    return desk.open({ conversationId, phone: PHONE });
  }

  /** Takes the case over to `there`. */
  async function continued({ code, key }: PreparedTicket, there: Citizen): Promise<void> {
    const news = await there.say(`${code} ${key}`);
    expect(news.text).toContain(texts.offerHere);
    expect(news.buttons).toContain(texts.here);
    expect((await there.say(texts.here)).text).toBe(texts.continuedHere(code));
  }

  async function change(code: string, path: string, body: object): Promise<View> {
    const { version } = await viewOf(code);
    const changed = await desk.call('dung', 'POST', `/api/tickets/${code}/${path}`, { version, ...body });
    expect(changed.status).toBe(200);
    await desk.delivery.sweep();
    return changed.body;
  }

  const lastTold = async ({ conversationId }: Citizen) => (await desk.told(conversationId)).at(-1)?.text;

  it('goes on where its code and key are told: news, replies, more to tell, rating and opening again', async () => {
    const [web, zalo] = [onWeb('hai'), onZalo('hai')];
    const sent = await sentFrom(web);
    const { code } = sent;
    await continued(sent, zalo);
    expect(await lastTold(web)).toBe(texts.continuedElsewhere(code, 'Zalo'));
    const before = (await desk.told(web.conversationId)).length;

    await change(code, 'move', { to: 'info_requested', why: 'Xin gửi ảnh.' });
    expect(await lastTold(zalo)).toContain('Xin gửi ảnh.');
    expect((await zalo.say(texts.add(code))).text).toBe(texts.askInformation(code));
    const photo = { id: 'photo-of-hai', name: 'anh.jpg', type: 'image/jpeg' };
    await database.query(
      `insert into attachments (id, conversation_id, name, type, bytes, path, created_at)
       values ($1, $2, $3, $4, 1, 'x', now())`,
      [photo.id, zalo.conversationId, photo.name, photo.type],
    );
    expect((await zalo.say('ảnh đây', [photo])).text).toBe(texts.informationTaken(code));
    expect(await viewOf(code)).toMatchObject({ status: 'info_given', attachments: [{ id: photo.id }] });

    await change(code, 'move', { to: 'processing', why: 'Đã rõ.' });
    const { events } = await change(code, 'reply', { text: 'Đã dọn xong.', closing: true });
    expect(events.at(-1)).toMatchObject({ kind: 'replied', delivery: 'queued' });
    expect(await lastTold(zalo)).toBe(ticketWords.askRating);
    expect((await zalo.say(RATING_CHOICES.dissatisfied)).text).toBe(texts.sorry(code));
    expect((await zalo.say('vẫn còn rác')).text).toBe(texts.reopened(code));
    expect(await desk.told(web.conversationId)).toHaveLength(before);

    const view = await viewOf(code);
    expect(view).toMatchObject({
      status: 'processing',
      channel: 'direct-line',
      conversationId: zalo.conversationId,
      openedIn: web.conversationId,
    });
    expect(view.events.filter((event) => event.kind === 'continued')).toMatchObject([
      { by: 'citizen', from: 'direct-line', to: 'zalo-oa' },
    ]);
  });

  it('is had by one conversation at a time, and comes back by the key as well', async () => {
    const [web, zalo, other] = [onWeb('ba'), onZalo('ba'), onZalo('ba hai')];
    const sent = await sentFrom(web);
    await continued(sent, zalo);
    expect((await web.say(buttons.mine)).text).toBe(texts.askCode);
    expect((await web.say(sent.code)).text).toBe(texts.askKey(sent.code));
    await continued(sent, other);
    expect((await zalo.say(buttons.mine)).text).toBe(texts.askCode);
    await continued(sent, web);
    expect((await web.say(buttons.mine)).text).toContain(STATUS_WORDS.received);
    expect((await web.say(texts.here)).text).toBe(texts.alreadyHere(sent.code));
    expect((await viewOf(sent.code)).openedIn).toBeNull();
  });

  it('is only shown where the citizen does not want more', async () => {
    const [web, zalo] = [onWeb('tu'), onZalo('tu')];
    const { code, key } = await sentFrom(web);
    await zalo.say(`${code} ${key}`);
    await zalo.say('cảm ơn');
    await change(code, 'move', { to: 'processing', why: 'Đang xem.' });
    expect(await lastTold(web)).toContain('đang được');
    expect((await viewOf(code)).conversationId).toBe(web.conversationId);
  });

  it('that was told on the phone goes on in a chat, and what was answered before is read there', async () => {
    const zalo = citizenOf(assistants, 'nam', 'zalo-bot');
    const sent = await desk.open({ channel: 'phone', phone: PHONE });
    await change(sent.code, 'move', { to: 'processing', why: 'Đang xem.' });
    const first = await change(sent.code, 'reply', { text: 'Đội vệ sinh đang đến.', closing: false });
    expect(first.events.at(-1)).toMatchObject({ delivery: 'no_channel' });
    await continued(sent, zalo);
    expect((await zalo.say(buttons.mine)).text).toContain('Đội vệ sinh đang đến.');
    const { events } = await change(sent.code, 'reply', { text: 'Đã dọn xong.', closing: true });
    const replied = events.filter((event) => event.kind === 'replied');
    expect(replied.map(({ delivery }) => delivery)).toEqual(['no_channel', 'queued']);
    expect(events.find((event) => event.kind === 'continued')).toMatchObject({
      from: 'phone',
      to: 'zalo-bot',
    });
  });

  it('is asked for first by who only says "nhận tin ở đây"', async () => {
    const { say } = onZalo('sau');
    expect((await say('cho toi nhan tin o day')).text).toBe(texts.askCode);
    const sent = await sentFrom(onWeb('sau'));
    expect((await say(`${sent.code} ${sent.key}`)).buttons).toContain(texts.here);
  });

  it('is joined to nothing by a phone number that two conversations share', async () => {
    const [web, zalo] = [onWeb('bay'), onZalo('bay')];
    const first = await sentFrom(web);
    const second = await sentFrom(zalo);
    for (const text of [buttons.mine, `số điện thoại của tôi là ${PHONE}, phản ánh của tôi tới đâu rồi`]) {
      const { text: told } = await zalo.say(text);
      expect(told).toContain(second.code);
      expect(told).not.toContain(first.code);
    }
    expect((await zalo.say(`${first.code} ${PHONE}`)).text).toBe(texts.askKey(first.code));
    expect((await zalo.say(texts.here)).text).toBe(texts.alreadyHere(second.code));
    const had = await Promise.all(
      [first, second].map(async ({ code }) => (await viewOf(code)).conversationId),
    );
    expect(had).toEqual([web.conversationId, zalo.conversationId]);
  });

  it('is seen by its agency with both conversations, whose words stay until it is closed', async () => {
    const [web, zalo] = [onWeb('tam'), onZalo('tam')];
    const sent = await sentFrom(web);
    await continued(sent, zalo);
    const both = [web.conversationId, zalo.conversationId];
    const linked = await ticketsOf(database, both);
    expect(linked.map(({ conversationId }) => conversationId).sort()).toEqual(both);
    const kept = async () =>
      (
        await database.query(
          `select from activities where conversation_id = any($1) and erased_at is null and activity ->> 'text' = 'xin chào'`,
          [both],
        )
      ).rowCount;
    await forgetOld({ database, days: 30, now: new Date(Date.now() + YEAR_MS) });
    expect(await kept()).toBe(1);
    await change(sent.code, 'move', { to: 'processing', why: 'Đang xem.' });
    await change(sent.code, 'reply', { text: 'Xong.', closing: true });
    await forgetOld({ database, days: 30, now: new Date(Date.now() + YEAR_MS) });
    expect(await kept()).toBe(0);
  });

  it('loses nothing when officers and the citizen act at the same moment', async () => {
    const [web, zalo] = [onWeb('chin'), onZalo('chin')];
    await zalo.say('xin chào');
    for (let round = 0; round < 5; round++) {
      const { code } = await sentFrom(web);
      const goOn = () => database.transaction(desk.desk.continueIn(zalo.conversationId, code, clock.now()));
      const move = { version: 1, to: 'info_requested', why: 'Xin gửi ảnh.' };
      const [moved] = await Promise.all([
        desk.call('dung', 'POST', `/api/tickets/${code}/move`, move),
        goOn(),
        goOn(),
      ]);
      expect([200, 409]).toContain(moved.status);
      const { events, conversationId, status } = await viewOf(code);
      expect(conversationId).toBe(zalo.conversationId);
      expect(events.filter((event) => event.kind === 'continued')).toHaveLength(1);
      expect(status).toBe(moved.status === 200 ? 'info_requested' : 'received');
    }
  });
});
