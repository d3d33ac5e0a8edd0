// A story on Zalo: a citizen asks, goes on asking, sends what cannot be read; and what the account must never do.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { replies } from '../../bot/replies.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';
import {
  OA_ID,
  sendEvent,
  signature,
  startZaloServer,
  textEvent,
  type ZaloServer,
} from '../support/zalo-server.ts';
import { startZaloSite } from '../support/zalo-site.ts';

const AN = '2512523625412515000';

describe.each(databaseKinds)('the Official Account on the %s database', (kind) => {
  let database: OpenDatabase;
  let zalo: ZaloServer;
  let site: Awaited<ReturnType<typeof startZaloSite>>;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    zalo = await startZaloServer();
    site = await startZaloSite(database, zalo);
  });
  afterAll(async () => {
    await site.close();
    await zalo.close();
    await database.close();
  });

  it('introduces itself as a machine with the first answer, and answers', async () => {
    const answer = await site.ask(AN, 'đăng ký kết hôn cần giấy tờ gì');
    expect(site.told(AN)[0]).toContain('trợ lý tự động (AI)');
    expect(site.told(AN)).toHaveLength(2);
    expect(answer).toContain('1.000894');
    expect(answer).not.toContain('**');
  });

  it('goes on about the same procedure', async () => {
    expect(await site.ask(AN, 'nộp ở đâu')).toContain('1.000894');
  });

  it('takes the same event twice as one', async () => {
    const event = textEvent(AN, 'mất bao lâu', 'twice');
    const before = site.told(AN).length;
    for (let time = 0; time < 3; time++) expect((await sendEvent(site.webhook, event)).status).toBe(200);
    await until(() => site.told(AN).length > before);
    await site.ask(AN, 'lệ phí bao nhiêu');
    expect(site.told(AN)).toHaveLength(before + 2);
  });

  it('greets who opens the chat once a day', async () => {
    const open = { event_name: 'user_click_chatnow', user_id: 'binh', oa_id: OA_ID };
    for (let time = 0; time < 3; time++) await sendEvent(site.webhook, open);
    await site.ask('binh', 'xin chào');
    expect(site.told('binh').filter((text) => text.startsWith('Xin chào!'))).toHaveLength(1);
  });

  it.each([
    ['image', { url: 'https://photo.zdn.vn/a.jpg' }, replies.noCodeOnPhoto],
    ['audio', { url: 'https://voice-aac-dl.zdn.vn/a.aac' }],
    ['sticker', { id: '46625', url: 'https://sticker.zdn.vn/s.png' }],
    ['location', { coordinates: { latitude: '15.1', longitude: '108.8' } }],
    ['file', { url: 'https://file.zdn.vn/f.docx', name: 'don.docx', size: '233947' }],
  ])('says kindly that it cannot read %s', async (type, payload, kindly: string = replies.unreadable) => {
    const before = site.told(AN).length;
    const message = { msg_id: `media-${type}`, text: '', attachments: [{ type, payload }] };
    await sendEvent(site.webhook, { event_name: `user_send_${type}`, sender: { id: AN }, message });
    const [said] = await until(() => site.told(AN).length > before && site.told(AN).slice(before));
    expect(said).toContain(kindly);
  });

  it.each([
    [
      'a receipt',
      {
        event_name: 'user_received_message',
        sender: { id: OA_ID },
        recipient: { id: AN },
        message: { msg_id: 'x' },
      },
    ],
    [
      'a sight',
      {
        event_name: 'user_seen_message',
        sender: { id: OA_ID },
        recipient: { id: AN },
        message: { msg_ids: ['x'] },
      },
    ],
    [
      'its own echo',
      {
        event_name: 'oa_send_text',
        sender: { id: OA_ID },
        recipient: { id: AN },
        message: { msg_id: 'e', text: 'x' },
      },
    ],
    [
      'a reaction',
      {
        event_name: 'user_reacted_message',
        sender: { id: AN },
        message: { msg_id: 'x', react_icon: '/-heart' },
      },
    ],
    [
      'what it does not know',
      { event_name: 'some_new_event', sender: { id: AN }, message: { msg_id: 'n', text: 'x' } },
    ],
    ['an unfollow', { event_name: 'unfollow', follower: { id: AN } }],
  ])('takes %s and answers nothing', async (_name, event) => {
    const before = site.told(AN).length;
    expect((await sendEvent(site.webhook, event)).status).toBe(200);
    await site.ask(AN, 'cảm ơn');
    expect(site.told(AN)).toHaveLength(before + 1);
  });

  it.each([
    ['without a signature', (): null => null, 401],
    ['with a forged one', () => `mac=${'0'.repeat(64)}`, 401],
    ['signed over another body', (body: string, time: string) => signature(`${body} `, time), 401],
  ])('refuses an event %s', async (_name, sign, status) => {
    const { rows: before } = await database.query('select count(*) from activities');
    expect((await sendEvent(site.webhook, textEvent(AN, 'giả mạo'), sign)).status).toBe(status);
    expect((await database.query('select count(*) from activities')).rows).toEqual(before);
  });

  it.each([
    ['nothing', ''],
    ['half JSON', '{"event_name":"user_send_text","timestamp":"1"'],
    ['another shape', '[]'],
  ])('refuses %s as a body', async (_name, body) => {
    expect((await sendEvent(site.webhook, body)).status).toBe(400);
  });

  it('refuses what is too large', async () => {
    const event = textEvent(AN, 'x'.repeat(1_100_000));
    expect((await sendEvent(site.webhook, event)).status).toBe(413);
  });

  it('catches up with what was written while it was away, and takes nothing twice', async () => {
    await sendEvent(site.webhook, textEvent(AN, 'mất bao lâu', 'twice'));
    const open = `select from activities where status in ('received', 'queued')`;
    await until(async () => (await database.query(open)).rowCount === 0);
    await site.close();
    const at = Date.now();
    for (let i = 0; i < 12; i++)
      zalo.written.push({
        id: `away-${i}`,
        from: 'chi',
        text: `lệ phí đăng ký kết hôn ${i}`,
        at: at - 1000 + i,
      });
    zalo.written.push({ id: 'twice', from: AN, text: 'mất bao lâu', at });
    const before = site.told(AN).length;
    zalo.fail('/v2.0/oa/listrecentchat', 'hang up');
    site = await startZaloSite(database, zalo);
    await until(() => site.told('chi').length === 13);
    await sendEvent(site.webhook, textEvent('chi', 'lệ phí đăng ký kết hôn 3', 'away-3'));
    await site.ask('chi', 'cảm ơn');
    expect(site.told('chi')).toHaveLength(14);
    expect(site.told(AN)).toHaveLength(before);
  });

  it('tries to catch up again when Zalo does not answer at first', async () => {
    await site.close();
    zalo.written.push({ id: 'late', from: 'dung', text: 'lệ phí đăng ký kết hôn', at: Date.now() });
    zalo.fail('/v2.0/oa/listrecentchat', 'hang up');
    site = await startZaloSite(database, zalo);
    await until(() => site.told('dung').length === 2);
  });

  it('lets the console of Zalo look whether the address lives', async () => {
    expect((await fetch(site.webhook)).status).toBe(200);
  });
});
