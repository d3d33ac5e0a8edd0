// Replies: held for a moment, taken back or sent once, on the channel that the ticket came from, and shown as what they are.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import type { ConversationId } from '../../../bot/conversations.ts';
import { RATING_CHOICES, ticketWords } from '../../../bot/ticket-news.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { type Answer, type Desk, seedStaff, startTicketDesk, type View } from '../../support/ticket-desk.ts';

const HOLD_MS = 60_000;

describe.each(databaseKinds)('replies on the %s database', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let desk: Desk;
  let conversationId: ConversationId;
  let code: string;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
    await seedStaff(database);
    desk = await startTicketDesk({ database, clock });
    conversationId = await desk.converse('tam');
    ({ code } = await desk.open({ conversationId }));
  });
  afterEach(async () => {
    await desk.close();
    await database.close();
  });

  const post = (path: string, body: object): Promise<Answer> =>
    desk.call('an', 'POST', `/api/tickets/${path}`, body);
  const viewed = async (of = code): Promise<View> =>
    (await desk.call('an', 'GET', `/api/tickets/${of}`)).body;
  const reply = (version: number, text: string, closing: boolean): Promise<Answer> =>
    post(`${code}/reply`, { version, text, closing });
  const lastReply = (view: View) => view.events.findLast((event) => event.kind === 'replied');

  it('holds a reply, then sends it to the conversation with the question how it was', async () => {
    const { status, body } = await reply(1, 'Đã dọn.\nCảm ơn anh chị.', true);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 2,
      status: 'answered',
      clock: 'due_soon',
      workingDaysLeft: 2,
      undoUntil: new Date(clock.now().getTime() + HOLD_MS).toISOString(),
    });
    expect(lastReply(body)).toMatchObject({ by: { name: 'an' }, delivery: 'queued', from: 'received' });
    expect(desk.held).toEqual([new Date(clock.now().getTime() + HOLD_MS)]);
    clock.forward(HOLD_MS - 1);
    await desk.delivery.sweep();
    expect(await desk.told(conversationId)).toEqual([]);
    expect(await desk.desk.ofConversation(conversationId)).toMatchObject([
      { status: 'received', answer: null, rateable: false, history: [{ status: 'received' }] },
    ]);

    clock.forward(1);
    await desk.delivery.sweep();
    expect(await desk.told(conversationId)).toEqual([
      { text: `${ticketWords.answer(code)}\nĐã dọn.\nCảm ơn anh chị.`, buttons: [] },
      { text: ticketWords.askRating, buttons: Object.values(RATING_CHOICES) },
    ]);
    const view = await viewed();
    expect([view.undoUntil, lastReply(view)!.delivery]).toEqual([null, 'delivered']);
    const [news] = await desk.desk.ofConversation(conversationId);
    expect(news!.history.map((step) => step.status)).toEqual(['received', 'answered']);
  });

  it('asks nothing after a reply that does not close, and leaves the status alone', async () => {
    const { body } = await reply(1, 'Chúng tôi đang xem.', false);
    expect(body).toMatchObject({ version: 2, status: 'received', clock: 'running' });
    clock.forward(HOLD_MS);
    await desk.delivery.sweep();
    expect(await desk.told(conversationId)).toEqual([
      { text: `${ticketWords.message(code)}\nChúng tôi đang xem.`, buttons: [] },
    ]);
  });

  it('takes back what was just written, and the ticket stands where it stood', async () => {
    await post(`${code}/move`, { version: 1, to: 'processing', why: 'Nhận việc' });
    const before = await viewed();
    await reply(before.version, 'Nhầm phiếu', true);
    const undone = await post(`${code}/reply/undo`, { version: before.version + 1 });
    expect(undone.status).toBe(200);
    expect(undone.body).toMatchObject({
      status: 'processing',
      version: before.version + 2,
      dueAt: before.dueAt,
      clock: before.clock,
      undoUntil: null,
    });
    expect(undone.body.events.map((event) => event.kind).slice(-2)).toEqual(['replied', 'reply_undone']);
    expect(lastReply(undone.body)!.delivery).toBeNull();
    clock.forward(HOLD_MS);
    await desk.delivery.sweep();
    expect((await desk.told(conversationId)).map(({ text }) => text).join()).not.toContain('Nhầm phiếu');
    const again = await post(`${code}/reply/undo`, { version: before.version + 2 });
    expect([again.status, again.type]).toEqual([409, 'urn:problem:too_late_to_undo']);
    expect((await reply(before.version + 2, 'Đúng phiếu', true)).status).toBe(200);
  });

  it('takes nothing back once the time is over, sent or not, and nothing of a stale version', async () => {
    await reply(1, 'Xong', true);
    expect(await post(`${code}/reply/undo`, { version: 1 })).toMatchObject({ type: 'urn:problem:conflict' });
    clock.forward(HOLD_MS);
    const late = { version: 2 };
    expect(await post(`${code}/reply/undo`, late)).toMatchObject({ type: 'urn:problem:too_late_to_undo' });
    await desk.delivery.sweep();
    expect(await post(`${code}/reply/undo`, late)).toMatchObject({ type: 'urn:problem:too_late_to_undo' });
    expect(await desk.told(conversationId)).toHaveLength(2);
  });

  it('is sent once by whichever process comes first, also after a restart', async () => {
    await reply(1, 'Một lần thôi', true);
    await desk.delivery.close();
    clock.forward(HOLD_MS);
    const others = await Promise.all([
      startTicketDesk({ database, clock }),
      startTicketDesk({ database, clock }),
      startTicketDesk({ database, clock }),
    ]);
    await Promise.all(others.flatMap(({ delivery }) => [delivery.sweep(), delivery.sweep()]));
    await Promise.all(others.map(({ delivery }) => delivery.sweep()));
    expect(await desk.told(conversationId)).toHaveLength(2);
    for (const other of others) await other.close();
  });

  it('goes by itself when its time has come', async () => {
    const quick = await startTicketDesk({ database, clock, rules: { undoSeconds: 0 } });
    await quick.call('an', 'POST', `/api/tickets/${code}/reply`, {
      version: 1,
      text: 'Ngay',
      closing: false,
    });
    quick.delivery.at(quick.held[0]!);
    await expect.poll(() => desk.told(conversationId)).toHaveLength(1);
    await quick.close();
  });

  it('lets no other step overtake an answer on its way', async () => {
    await reply(1, 'Xong', true);
    const publish = { version: 2, to: 'published', why: 'Đã duyệt' };
    const path = `/api/tickets/${code}/move`;
    expect(await desk.call('dung', 'POST', path, publish)).toMatchObject({
      type: 'urn:problem:reply_on_its_way',
    });
    clock.forward(HOLD_MS);
    await desk.delivery.sweep();
    expect(await desk.call('dung', 'POST', path, publish)).toMatchObject({ status: 200 });
    expect((await desk.told(conversationId)).at(-1)!.text).toContain('công khai');
  });

  it('says so where there is no channel, or none any more', async () => {
    const phone = await desk.open({ channel: 'phone' });
    await post(`${phone.code}/reply`, { version: 1, text: 'Xin gọi lại', closing: true });
    expect(lastReply(await viewed(phone.code))!.delivery).toBe('no_channel');
    await reply(1, 'Không tới nơi', true);
    await database.query('delete from conversations');
    clock.forward(HOLD_MS);
    await desk.delivery.sweep();
    expect(lastReply(await viewed())!.delivery).toBe('no_channel');
    const { rows } = await database.query('select distinct state from ticket_replies');
    expect(rows).toEqual([{ state: 'sent' }]);
  });

  it('fills the fields for each citizen, and refuses those nobody knows', async () => {
    const text = 'Chào {ten}, {co_quan} trả lời phiếu {ma} trước ngày {han}.';
    const { body } = await reply(1, text, false);
    expect(lastReply(body)!.text).toBe(
      `Chào Lê Văn Tám, Sở Xây dựng trả lời phiếu ${code} trước ngày 23/11/2026.`,
    );
    const refused = await reply(2, 'Chào {ten_goi} {ten_goi} {x}', false);
    expect(refused).toMatchObject({ status: 400, type: 'urn:problem:unknown_field' });
    expect((refused.body as unknown as { errors: unknown[] }).errors).toHaveLength(2);
    expect((await viewed()).version).toBe(2);
  });

  describe('to an incident', () => {
    let linked: string[];

    beforeEach(async () => {
      linked = [];
      for (const name of ['bay', 'chin'])
        linked.push((await desk.open({ conversationId: await desk.converse(name), name })).code);
      const foreign = (await desk.open({ agencyId: 'so-y-te' })).code;
      for (const one of [...linked, foreign])
        await desk.call('dung', 'POST', `/api/tickets/${one}/link`, { version: 1, incidentCode: code });
      await post(`${linked[1]}/move`, { version: 2, to: 'refused', why: 'Trùng' });
      linked.push(foreign);
    });

    it('goes to every linked citizen whose ticket can take it, filled for each', async () => {
      await post(`${code}/reply`, { version: 1, text: 'Gửi {ten}: đã dọn', closing: true, linked: true });
      clock.forward(HOLD_MS);
      await desk.delivery.sweep();
      expect((await desk.told('direct-line:bay')).map(({ text }) => text)).toContain(
        `${ticketWords.answer(linked[0]!)}\nGửi bay: đã dọn`,
      );
      const all = await Promise.all(
        linked.map(async (one) => (await desk.call('em', 'GET', `/api/tickets/${one}`)).body),
      );
      expect(all.map(({ status }) => status)).toEqual(['answered', 'refused', 'received']);
      expect(all[0]!.linked).toBe(0);
      expect(all[0]!.incidentCode).toBe(code);
    });

    it('is taken back from all of them at once', async () => {
      await post(`${code}/reply`, { version: 1, text: 'Nhầm', closing: true, linked: true });
      const undone = await post(`${code}/reply/undo`, { version: 2 });
      expect(undone.body.status).toBe('received');
      expect(await viewed(linked[0])).toMatchObject({ status: 'received', version: 4 });
      clock.forward(HOLD_MS);
      await desk.delivery.sweep();
      expect(await desk.told('direct-line:bay')).toEqual([]);
    });

    it('leaves the linked ones alone unless asked', async () => {
      await reply(1, 'Chỉ một người', true);
      expect(await viewed(linked[0])).toMatchObject({ status: 'received', version: 2 });
    });
  });
});
