// Photos and papers that a citizen sends with a complaint on Zalo: fetched at once, cleaned, and with the ticket in the end.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { LARGEST_FILE_BYTES } from '../../bot/attachments.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { ticketReplies as ticketTexts } from '../../bot/ticket-replies.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { type MediaServer, startMediaServer } from '../support/media-server.ts';
import { PDF, picture, tellingPhoto } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { sendEvent, startZaloServer, type ZaloServer } from '../support/zalo-server.ts';
import { startZaloSite } from '../support/zalo-site.ts';

const MATTER = 'Trại heo xả nước thải ra suối ở xã Bình Sơn sáng nay, cá chết trắng';
const TOKEN = 'integration'.repeat(4);

describe.each(databaseKinds)('media on the Official Account on the %s database', (kind) => {
  let database: OpenDatabase;
  let zalo: ZaloServer;
  let media: MediaServer;
  let inside: MediaServer;
  let directory: string;
  let site: Awaited<ReturnType<typeof startZaloSite>>;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    zalo = await startZaloServer();
    media = await startMediaServer();
    inside = await startMediaServer();
    directory = await mkdtemp(join(tmpdir(), 'zalo-media-'));
    site = await start();
  });
  afterAll(async () => {
    await site.close();
    await Promise.all([zalo.close(), media.close(), inside.close()]);
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });

  const start = () =>
    startZaloSite(database, zalo, {
      env: { ATTACHMENTS_DIR: directory, STAFF_API_TOKEN: TOKEN },
      mediaAt: [media.url],
    });

  type Sent = { type: string; payload: { url?: string; name?: string } };
  const image = (url: string): Sent => ({ type: 'image', payload: { url } });
  const file = (url: string, name: string): Sent => ({ type: 'file', payload: { url, name } });

  /** Writes a complaint up to the last look at it. */
  async function complain(citizen: string): Promise<void> {
    const said = await site.ask(citizen, MATTER);
    // The others have complained of the same.
    const review = said.includes(texts.similar) ? await site.ask(citizen, buttons.different) : said;
    expect(review).toContain(texts.lines.what(MATTER));
  }

  let count = 0;
  /** Sends media, `times` over, and resolves to what the citizen is told next. */
  async function send(citizen: string, attachments: Sent[], { text = '', times = 1 } = {}): Promise<string> {
    const before = site.told(citizen).length;
    const message = { msg_id: `media-${count++}`, text, attachments };
    const event = {
      event_name: `user_send_${attachments[0]!.type}`,
      timestamp: '1',
      sender: { id: citizen },
      message,
    };
    for (let time = 0; time < times; time++) expect((await sendEvent(site.webhook, event)).status).toBe(200);
    return until(() =>
      site
        .told(citizen)
        .slice(before)
        .find((one) => !one.startsWith('Xin chào!')),
    );
  }

  const staff = (path: string, body?: object) =>
    fetch(site.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  async function keptBy(citizen: string) {
    const { rows } = await database.query<{ name: string; type: string; ticket_id: string | null }>(
      'select name, type, ticket_id from attachments where conversation_id = $1 order by name',
      [`zalo-oa:${citizen}`],
    );
    return rows;
  }

  it('go with the ticket, and an officer gets them cleaned', async () => {
    await complain('an');
    const told = await send('an', [image(media.put('/suoi.jpg', await tellingPhoto()))]);
    expect(told).toContain(texts.filesKept(1));
    expect(told).toContain(texts.lines.files(1));
    const paper = await send('an', [file(media.put('/don', PDF), 'đơn của thôn.pdf')]);
    expect(paper).toContain(texts.pdfKept);
    expect(paper).toContain(texts.lines.files(2));
    const receipt = await site.ask('an', buttons.send);
    const code = /PA-\d{4}-\d+/.exec(receipt)![0];
    expect((await keptBy('an')).map(({ name, type }) => [name, type])).toEqual([
      ['tep.jpg', 'image/jpeg'],
      ['đơn của thôn.pdf', 'application/pdf'],
    ]);
    const ticket = (await (await staff(`/api/tickets/${code}`)).json()) as {
      attachments: { id: string; type: string; bytes: number }[];
    };
    expect(ticket.attachments).toHaveLength(2);
    const photo = ticket.attachments.find(({ type }) => type === 'image/jpeg')!;
    const seen = await staff(`/api/tickets/${code}/attachments/${photo.id}`);
    const bytes = Buffer.from(await seen.arrayBuffer());
    expect([seen.status, bytes.length]).toEqual([200, photo.bytes]);
    expect(bytes.includes('0912345678')).toBe(false);
  });

  it('are kept once when Zalo tells of them again and again', async () => {
    await complain('binh');
    const url = media.put('/once.jpg', await tellingPhoto());
    expect(await send('binh', [image(url)], { times: 3 })).toContain(texts.lines.files(1));
    expect(await site.ask('binh', buttons.send)).toContain('PA-');
    expect(await keptBy('binh')).toHaveLength(1);
    expect(media.asked.filter((path) => path === '/once.jpg')).toHaveLength(1);
  });

  it.each<[string, (url: string) => object]>([
    ['where it lies', (url) => ({ type: 'photo', url, thumb: 'https://photo.zdn.vn/small.jpg' })],
    ['where only a small one lies', (url) => ({ type: 'photo', thumb: url, description: 'nước đen' })],
  ])('are kept that were sent while nobody was here, when the list tells %s', async (how, fieldsOf) => {
    const citizen = `away ${how}`;
    await complain(citizen);
    await site.close();
    const url = media.put(`/${how.length}.jpg`, await tellingPhoto());
    zalo.written.push({
      id: `away-${how}`,
      from: citizen,
      text: '',
      at: Date.now(),
      fields: fieldsOf(url),
    });
    const before = site.told(citizen).length;
    site = await start();
    await until(() => site.told(citizen).length > before);
    expect(site.told(citizen).at(-1)).toContain(texts.filesKept(1));
    expect(await site.ask(citizen, buttons.send)).toContain('PA-');
    expect(await keptBy(citizen)).toMatchObject([{ type: 'image/jpeg' }]);
  });

  it('come several in one message with words beside them', async () => {
    await site.ask('chi', 'tôi muốn phản ánh');
    const urls = ['/1.jpg', '/2.jpg'].map(async (path) => media.put(path, await tellingPhoto()));
    const told = await send('chi', (await Promise.all(urls)).map(image), { text: MATTER });
    expect(told).toContain(texts.filesKept(2));
    expect(await site.ask('chi', buttons.different)).toContain(texts.lines.files(2));
  });

  it('hold up neither Zalo nor anybody else while they come', async () => {
    await complain('giang');
    const slow = media.later('/slow.jpg', await tellingPhoto());
    const answer = send('giang', [image(slow.url)]);
    await until(() => media.asked.includes('/slow.jpg'));
    await complain('huong');
    expect(site.told('giang').join()).not.toContain(texts.filesKept(1));
    slow.arrive();
    expect(await answer).toContain(texts.filesKept(1));
  });

  it('go with what an officer has asked for, and nothing is passed on when none come', async () => {
    await complain('khanh');
    const code = /PA-\d{4}-\d+/.exec(await site.ask('khanh', buttons.send))![0];
    const ticket = `/api/tickets/${code}`;
    const view = async () =>
      (await (await staff(ticket)).json()) as { version: number; status: string; attachments: unknown[] };
    const { version } = await view();
    const move = { version, to: 'info_requested', why: 'Xin gửi ảnh.' };
    expect((await staff(`${ticket}/move`, move)).status).toBe(200);
    await until(() => site.told('khanh').some((text) => text.includes(ticketTexts.add(code))));
    await site.ask('khanh', ticketTexts.add(code));
    expect(await send('khanh', [image(`${media.url}/gone.jpg`)])).toBe(texts.missed.unreachable);
    expect((await view()).status).toBe('info_requested');
    const sent = await send('khanh', [image(media.put('/asked.jpg', await tellingPhoto()))]);
    expect(sent).toContain('Đã ghi thêm vào phản ánh');
    expect(await view()).toMatchObject({ status: 'info_given', attachments: [{ type: 'image/jpeg' }] });
  });

  it('are looked at but not kept while no complaint is written, and papers are not even fetched', async () => {
    const url = media.put('/bien.jpg', await tellingPhoto());
    expect(await send('dung', [image(url)])).toBe(replies.noCodeOnPhoto);
    const paper = media.put('/to-khai', PDF);
    expect(await send('dung', [file(paper, 'to-khai.pdf')])).toContain(replies.unreadable);
    await complain('dung');
    await site.ask('dung', buttons.cancel);
    expect(await send('dung', [image(url)])).toBe(replies.noCodeOnPhoto);
    expect(media.asked).not.toContain('/to-khai');
    expect(await keptBy('dung')).toEqual([]);
  });

  it('are told kindly that sound and film are not read, and the complaint goes on', async () => {
    await complain('em');
    const voice = media.put('/voice.aac', Buffer.from('voice'), 'audio/aac');
    expect(await send('em', [{ type: 'audio', payload: { url: voice } }])).toContain(replies.unreadable);
    expect(media.asked).not.toContain('/voice.aac');
    expect(await site.ask('em', buttons.resume)).toContain(texts.lines.what(MATTER));
  });

  it.each([
    ['this machine', () => inside.put('/a.jpg', PDF), texts.missed.unreachable],
    ['the address of a cloud', () => 'https://169.254.169.254/latest', texts.missed.unreachable],
    ['this machine by IPv6', () => 'https://[::1]/a.jpg', texts.missed.unreachable],
    ['a redirect inside', () => media.redirect('/r', inside.put('/b.jpg', PDF)), texts.missed.unreachable],
    ['what is gone', () => `${media.url}/gone.jpg`, texts.missed.unreachable],
    ['what breaks off', () => media.breakOff('/half.jpg'), texts.missed.unreachable],
    ['nowhere', () => '', texts.missed.unreachable],
    ['what never ends', () => media.flood('/flood.jpg'), texts.missed.too_large],
    [
      'a large file',
      () => media.put('/large.jpg', Buffer.alloc(LARGEST_FILE_BYTES + 1)),
      texts.missed.too_large,
    ],
    [
      'an animation called a photo',
      async () => media.put('/gif.jpg', await picture('gif')),
      texts.missed.unknown_type,
    ],
    [
      'a page called a photo',
      () => media.put('/page.jpg', Buffer.from('<html><script>alert(1)</script></html>')),
      texts.missed.unknown_type,
    ],
    [
      'half a photo',
      async () => media.put('/cut.jpg', (await tellingPhoto()).subarray(0, 300)),
      texts.missed.broken,
    ],
  ])(
    'are refused with a sentence when they lead to %s, and nothing else is lost',
    async (name, lay, said) => {
      const citizen = `citizen of ${name}`;
      await complain(citizen);
      const good = media.put('/good.jpg', await tellingPhoto());
      const before = await readdir(directory);
      const told = await send(citizen, [image(await lay())]);
      expect(told).toContain(said);
      expect(told).toContain(texts.lines.what(MATTER));
      expect(await readdir(directory)).toEqual(before);
      expect(inside.asked).toEqual([]);
      const both = await send(citizen, [image(good), image(await lay())]);
      expect(both).toContain(texts.filesKept(1));
      expect(both).toContain(said);
      expect(await site.ask(citizen, buttons.send)).toContain('PA-');
      expect(await keptBy(citizen)).toHaveLength(1);
    },
  );
});
