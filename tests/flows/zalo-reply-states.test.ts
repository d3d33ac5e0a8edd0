// A story in many endings: an officer answers a ticket of Zalo, Zalo does this or that, and the ticket shows what became of it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { FAILURES, type Failure } from '../../bot/channels/zalo-oa/failure.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { CS } from '../support/sending-account.ts';
import { startZaloDesk } from '../support/zalo-desk.ts';
import type { Fault } from '../support/zalo-server.ts';

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;
const DAY = 24 * HOUR;
const TEMPLATE = '/v3.0/oa/message/template';
const WEEK = 'Quá 7 ngày kể từ lần cuối người dân nhắn';
const QUOTA = 'Gửi khi người dân nhắn lại hoặc khi Zalo cho gửi thêm';
const CUT = 'Đường truyền đứt giữa chừng, chưa rõ tin đã tới chưa';

type Ending = {
  name: string;
  family: Failure | null;
  fault: Fault;
  shows: string;
  reason: string;
  /** What heals it, if anything: so much time, or the citizen. */
  heals?: number | 'citizen';
};

const ENDINGS: Ending[] = [
  {
    name: 'the citizen does not follow the account',
    family: 'refused',
    fault: { error: -213 },
    shows: 'failed',
    reason: 'Người dân chưa quan tâm OA',
  },
  {
    name: 'what we sent was wrong',
    family: 'bug',
    fault: { error: -201 },
    shows: 'failed',
    reason: 'Tham số sai',
  },
  {
    name: 'it went too fast',
    family: 'wait',
    fault: { error: -32 },
    shows: 'queued',
    reason: 'Gửi quá nhanh',
    heals: 10 * SECOND,
  },
  {
    name: 'an error that nobody knows, in a 200',
    family: null,
    fault: { error: -987654 },
    shows: 'queued',
    reason: 'Kênh báo lỗi -987654',
    heals: 10 * SECOND,
  },
  {
    name: 'it is night',
    family: 'morning',
    fault: { error: -234 },
    shows: 'queued',
    reason: 'Ngoài giờ được gửi',
    heals: DAY,
  },
  {
    name: 'the account has no money',
    family: 'human',
    fault: { error: -321 },
    shows: 'queued',
    reason: 'Tài khoản hết tiền',
    heals: 10 * 60 * SECOND,
  },
  {
    name: 'the window is closed',
    family: 'window',
    fault: { error: -230 },
    shows: 'waiting',
    reason: WEEK,
    heals: 'citizen',
  },
  {
    name: 'the connection is cut after it was taken',
    family: null,
    fault: 'cut after',
    shows: 'queued',
    reason: CUT,
    heals: 10 * SECOND,
  },
  {
    name: 'the connection is cut before',
    family: null,
    fault: 'hang up',
    shows: 'queued',
    reason: CUT,
    heals: 10 * SECOND,
  },
  {
    name: 'something answers that is not Zalo',
    family: null,
    fault: 'no JSON',
    shows: 'queued',
    reason: CUT,
    heals: 10 * SECOND,
  },
];

describe.each(databaseKinds)('what a ticket shows of a reply on the %s database', (kind) => {
  let database: OpenDatabase;
  let desk: Awaited<ReturnType<typeof startZaloDesk>>;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    desk = await startZaloDesk(database);
  });
  afterAll(async () => {
    await desk.close();
    await database.close();
  });

  const told = (citizen: string, text: string) =>
    desk.site.told(citizen).filter((one) => one.includes(text)).length;

  it('is tried with every family of failures', () => {
    const tried = ENDINGS.flatMap(({ family }) => family ?? []);
    expect([...tried, 'refresh'].toSorted()).toEqual(FAILURES.toSorted());
  });

  it.each(ENDINGS)('$name', async ({ name, fault, shows, reason, heals }) => {
    const code = await desk.open(name);
    desk.zalo.fail(CS, fault);
    await desk.reply(code, 'Đã thông cống.');
    await desk.shows(code, shows, { reason });
    if (heals === undefined) {
      await desk.pass(DAY);
      expect(await desk.shown(code)).toEqual({ delivery: shows, reason });
      expect(told(name, 'Đã thông cống.')).toBe(0);
      return;
    }
    await (heals === 'citizen' ? desk.greet(name) : desk.pass(heals));
    await desk.shows(code, 'delivered');
    expect(told(name, 'Đã thông cống.')).toBe(1);
  });

  it('a token that is refused is renewed without a word', async () => {
    const code = await desk.open('refresh');
    desk.zalo.expireToken();
    await desk.reply(code, 'Đã thông cống.');
    await desk.shows(code, 'delivered');
    expect(told('refresh', 'Đã thông cống.')).toBe(1);
  });

  it('free messages are used up, and come back with the next message of the citizen', async () => {
    const code = await desk.open('quota');
    desk.zalo.setQuota(() => ({ quota_type: 'reply', remain: '0', total: '8' }));
    await desk.reply(code, 'Tin cuối.');
    await desk.shows(code, 'delivered');
    await desk.reply(code, 'Tin sau.');
    await desk.shows(code, 'no_quota', { reason: QUOTA });
    expect(desk.zalo.asked(CS, 'quota')).toBe(2);
    desk.zalo.setQuota(() => null);
    await desk.greet('quota');
    await desk.shows(code, 'delivered');
    expect(told('quota', 'Tin sau.')).toBe(1);
  });

  it('more than a week has passed: the reply waits untried, and so does what stands behind it', async () => {
    const code = await desk.open('week');
    await desk.pass(8 * DAY);
    const before = desk.zalo.asked(CS, 'week');
    await desk.reply(code, 'Đã thông cống.');
    await desk.shows(code, 'waiting', { reason: WEEK });
    const { version } = await desk.view(code);
    await desk.call('POST', `/tickets/${code}/move`, {
      version,
      to: 'info_requested',
      why: 'Cho biết số nhà.',
    });
    await desk.shows(code, 'waiting', { kind: 'info_requested', reason: WEEK });
    expect((await desk.talk('week')).map(({ delivery }) => delivery)).toEqual([
      null,
      'delivered',
      'waiting',
      'waiting',
    ]);
    await desk.pass(DAY);
    expect(desk.zalo.asked(CS, 'week')).toBe(before);
    await desk.greet('week');
    await desk.shows(code, 'delivered', { kind: 'info_requested' });
    expect([told('week', 'Đã thông cống.'), told('week', 'Cho biết số nhà.')]).toEqual([1, 1]);
  });
});

describe.each(databaseKinds)('with a template for news on the %s database', (kind) => {
  let database: OpenDatabase;
  let desk: Awaited<ReturnType<typeof startZaloDesk>>;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    desk = await startZaloDesk(database, { ZALO_NEWS_TEMPLATE_ID: '7895417a7d3f9461cd2e' });
  });
  afterAll(async () => {
    await desk.close();
    await database.close();
  });

  it('the citizen is told that there is news, and reads it after writing', async () => {
    const code = await desk.open('announced');
    await desk.pass(8 * DAY);
    await desk.reply(code, 'Đã thông cống.');
    await desk.shows(code, 'announced', { reason: WEEK });
    expect(desk.zalo.templates).toMatchObject([{ to: 'announced', data: { ma_phan_anh: code } }]);
    await desk.greet('announced');
    await desk.shows(code, 'delivered');
    expect(desk.zalo.templates).toHaveLength(1);
  });

  it('the template is refused: the ticket says why, and the news waits', async () => {
    const code = await desk.open('refused');
    await desk.pass(8 * DAY);
    desk.zalo.fail(TEMPLATE, { error: -114 });
    await desk.reply(code, 'Đã thông cống.');
    await desk.shows(code, 'waiting', { reason: 'Người dân không nhận được tin mẫu' });
    await desk.greet('refused');
    await desk.shows(code, 'delivered');
  });

  it('the template is cut off: nobody knows, so it is not said that it went', async () => {
    const code = await desk.open('cut');
    await desk.pass(8 * DAY);
    desk.zalo.fail(TEMPLATE, 'cut after');
    await desk.reply(code, 'Đã thông cống.');
    await desk.shows(code, 'waiting', { reason: WEEK });
  });
});
