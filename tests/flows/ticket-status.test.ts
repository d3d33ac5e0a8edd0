// Stories after a complaint was sent: how it is followed, added to, rated and opened again.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { buttons } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { RATING_CHOICES } from '../../bot/ticket-news.ts';
import { STATUS_WORDS, ticketReplies as texts } from '../../bot/ticket-replies.ts';
import { type Assistants, type Citizen, citizenOf, startAssistants } from '../support/citizen.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { type Desk, seedStaff, startTicketDesk } from '../support/ticket-desk.ts';

const MATTER = 'sáng nay cán bộ ở quầy số 2 UBND phường Trà Câu quát mắng tôi, tôi phản ánh';

describe.each(databaseKinds)('a ticket that was sent, on the %s database', (kind) => {
  let database: OpenDatabase;
  let desk: Desk;
  let assistants: Assistants;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    await seedStaff(database);
    desk = await startTicketDesk({ database, rules: { undoSeconds: 0 } });
    assistants = await startAssistants({ database, desk });
  });
  afterAll(async () => {
    await assistants.close();
    await desk.close();
    await database.close();
  });

  const citizen = (name: string) => citizenOf(assistants, name);

  /** Sends a complaint; the code and the key as the citizen reads them. */
  async function sent({ say }: Citizen, matter = MATTER): Promise<{ code: string; key: string }> {
    const review = await say(matter);
    if (review.buttons.includes(buttons.different)) await say(buttons.different);
    const { text } = await say(buttons.send);
    const [, code = '', key = ''] =
      /\*\*(PA-\d{4}-\d+)\*\*[\s\S]*\*\*([A-Z0-9]{4}-[A-Z0-9]{4})\*\*/.exec(text) ?? [];
    return { code, key };
  }

  async function move(code: string, to: string, why: string): Promise<void> {
    const { body } = await desk.call('dung', 'GET', `/api/tickets/${code}`);
    const moved = await desk.call('dung', 'POST', `/api/tickets/${code}/move`, {
      version: body.version,
      to,
      why,
    });
    expect(moved.status).toBe(200);
  }

  async function answered(code: string): Promise<void> {
    await move(code, 'processing', 'Đang xem.');
    const { body } = await desk.call('dung', 'GET', `/api/tickets/${code}`);
    const replied = await desk.call('dung', 'POST', `/api/tickets/${code}/reply`, {
      version: body.version,
      text: 'Đã nhắc nhở cán bộ quầy số 2.',
      closing: true,
    });
    expect(replied.status).toBe(200);
    await desk.delivery.sweep();
  }

  const viewOf = async (code: string) => (await desk.call('dung', 'GET', `/api/tickets/${code}`)).body;

  it('is told without a key where it was sent', async () => {
    const own = citizen('hai');
    const { code } = await sent(own);
    const news = await own.say(buttons.mine);
    expect(news.text).toContain(code);
    expect(news.text).toContain(STATUS_WORDS.received);
    expect(news.text).toContain(texts.due('23/11/2026'));
    expect(news.record.intent).toBe('ticket-status');
    await sent(own, 'Đèn đường ngã tư Quang Trung - Hùng Vương hỏng 3 ngày nay');
    const several = await own.say('phan anh cua toi toi dau roi');
    expect(several.text).toContain(texts.several);
    expect(several.buttons).toHaveLength(2);
    expect((await own.say(several.buttons[1]!)).text).toContain(`**${code}**`);
  });

  it('is told elsewhere only by code and key; unknown codes and wrong keys are told alike', async () => {
    const { code, key } = await sent(citizen('ba'));
    const { say } = citizen('ba-o-may-khac');
    expect((await say('phản ánh của tôi tới đâu rồi?')).text).toBe(texts.askCode);
    expect((await say(code)).text).toBe(texts.askKey(code));
    expect((await say('AAAA-CCCC')).text).toBe(texts.notFound);
    expect((await say('mã PA-2026-999999 khóa AAAA-CCCC')).text).toBe(texts.notFound);
    const news = await say(`${code.toLowerCase()} ${key.toLowerCase()}`);
    expect(news.text).toContain(STATUS_WORDS.received);
  });

  it('is told to nobody who goes on guessing', async () => {
    const { code, key } = await sent(citizen('bon'));
    const { say } = citizen('ke-doan');
    await say(code);
    for (let guess = 1111; guess <= 5555; guess += 1111)
      expect((await say(`AAAA-${guess}`)).text).toBe(texts.notFound);
    const last = await say('AAAA-6666');
    expect(last.text).toBe(texts.locked('08:30 ngày 02/11/2026'));
    expect(last.buttons).toEqual([replies.human]);
    expect((await say(`${code} ${key}`)).text).toBe(last.text);
  });

  it('lets the key wait while something else is asked', async () => {
    const { say } = citizen('nam');
    await say('Phản ánh đường hư tôi gửi hôm trước tới đâu rồi?');
    expect((await say('mã là PA-250812-0045')).text).toBe(texts.askKey('PA-250812-0045'));
    const other = await say('sẵn cho hỏi luôn, đăng ký kết hôn cần giấy tờ gì?');
    expect(other.record.intent).toBe('procedure');
  });

  it('takes what was asked for to the desk, by button or after asking whether it is that', async () => {
    const own = citizen('sau');
    const { code } = await sent(own);
    await move(code, 'info_requested', 'Xin cho biết quầy nào.');
    expect((await desk.told(own.conversationId)).at(-1)?.buttons).toEqual([texts.add(code)]);
    const news = await own.say('phản ánh của tôi');
    expect(news.text).toContain(STATUS_WORDS.info_requested);
    expect(news.buttons).toEqual([texts.add(code)]);
    const asked = await own.say(texts.add(code));
    expect([asked.text, asked.takesFiles]).toEqual([texts.askInformation(code), true]);
    expect((await own.say('quầy số 2, chị mặc áo xanh')).text).toBe(texts.informationTaken(code));
    const view = await viewOf(code);
    expect(view.status).toBe('info_given');
    expect(view.events.map(({ text }) => text)).toContain('quầy số 2, chị mặc áo xanh');

    const second = citizen('sau-hai');
    const { code: other } = await sent(second);
    await move(other, 'info_requested', 'Xin cho biết quầy nào.');
    const which = await second.say('chị cán bộ đó ngồi ở quầy số 2, sáng nay nói năng cộc lốc');
    expect(which.text).toBe(texts.waits(other));
    expect((await second.say(texts.add(other))).text).toBe(texts.informationTaken(other));
    expect((await viewOf(other)).status).toBe('info_given');
  });

  it.each([
    ['rat hai long', 'very_satisfied'],
    [RATING_CHOICES.satisfied, 'satisfied'],
    ['dạ hài lòng ạ', 'satisfied'],
  ])('is rated with "%s" once it is answered', async (words, rating) => {
    const own = citizen(`khen-${rating}-${words.length}`);
    const { code } = await sent(own);
    await answered(code);
    expect((await own.say('phản ánh của tôi')).buttons).toEqual(Object.values(RATING_CHOICES));
    expect((await own.say(words)).text).toBe(texts.thanks);
    expect((await viewOf(code)).rating).toBe(rating);
  });

  it('is rated by the number under the question, though no turn has asked it', async () => {
    const own = citizen('so-hai');
    const { code } = await sent(own);
    await answered(code);
    expect((await own.say('2')).text).toBe(texts.thanks);
    expect((await viewOf(code)).rating).toBe('satisfied');
  });

  it('is opened again with a reason by who is not satisfied, and may not be passed on', async () => {
    const own = citizen('bay');
    const { code } = await sent(own);
    await answered(code);
    const sorry = await own.say('khong hai long');
    expect(sorry.text).toBe(texts.sorry(code));
    await assistants.restart();
    expect((await own.say('chị đó vẫn quát dân, chưa ai nhắc nhở')).text).toBe(texts.reopened(code));
    expect(await viewOf(code)).toMatchObject({ status: 'processing', reopened: 1, mayTransfer: false });
  });

  it('stays closed where the citizen wants no more', async () => {
    const own = citizen('tam');
    const { code } = await sent(own);
    await answered(code);
    await own.say(RATING_CHOICES.dissatisfied);
    expect((await own.say(texts.noNeed)).text).toBe(texts.noted);
    expect(await viewOf(code)).toMatchObject({ status: 'answered', rating: 'dissatisfied', reopened: 0 });
  });

  it('hears "hài lòng" as a rating only where something waits for one', async () => {
    const said = await citizen('chin').say('tôi không hài lòng về thái độ cán bộ phường');
    expect(said.record.intent).toBe('complaint');
  });
});
