// A citizen sends a photo of the receipt instead of typing its code, on the web and on Zalo; and a photo of an identity
// card, which is refused everywhere. Nothing of either photo stays.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { openFactor } from '../../api/dossiers/connect-registry.ts';
import { hashed } from '../../api/dossiers/dossier.ts';
import { storeDossiers } from '../../api/dossiers/dossiers.ts';
import { createLogger } from '../../api/log.ts';
import { DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { dossierReplies as said } from '../../bot/dossiers/replies.ts';
import { replies } from '../../bot/replies.ts';
import { receiptPhoto } from '../../scripts/bench/receipt-photos.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { connectClient, fetchToken } from '../support/direct-line-client.ts';
import { aDossier, CODE, PHONE } from '../support/dossiers.ts';
import { type MediaServer, startMediaServer } from '../support/media-server.ts';
import { tellingPhoto } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { sendEvent, startZaloServer, type ZaloServer } from '../support/zalo-server.ts';
import { startZaloSite } from '../support/zalo-site.ts';

const MATTER = 'Trại heo xả nước thải ra suối ở xã Bình Sơn sáng nay, cá chết trắng';
const CARD = '051201007788|212345678|Nguyễn Văn Tám|01021990|Nam|Thôn 2, Bình Sơn, Quảng Ngãi|05082021';

/** As Zalo shows it. */
const plain = (text: string) => text.replaceAll('**', '');

describe.each(databaseKinds)('photos instead of words on the %s database', (kind) => {
  let database: OpenDatabase;
  let zalo: ZaloServer;
  let media: MediaServer;
  let directory: string;
  let site: Awaited<ReturnType<typeof startZaloSite>>;
  let receipt: Buffer;
  let card: Buffer;
  let logged = '';

  beforeAll(async () => {
    database = await freshDatabase(kind);
    zalo = await startZaloServer();
    media = await startMediaServer();
    directory = await mkdtemp(join(tmpdir(), 'receipt-photo-'));
    receipt = await receiptPhoto(CODE, 'Code128', { condition: 'skewed' });
    card = await receiptPhoto(CARD, 'QRCode');
    const destination = new Writable({
      write(chunk, _encoding, done) {
        logged += String(chunk);
        done();
      },
    });
    site = await startZaloSite(database, zalo, {
      env: { ATTACHMENTS_DIR: directory, MESSAGES_PER_MINUTE: '1000' },
      mediaAt: [media.url],
      logger: createLogger({ level: 'trace', destination }),
    });
    const factor = await openFactor({ database, settings: readConfig({}).dossiers });
    const found = hashed(aDossier(), factor);
    await database.transaction((tx) => storeDossiers(tx, [found], { madeUp: false, asOf: new Date() }));
  });
  afterAll(async () => {
    await site.close();
    await Promise.all([zalo.close(), media.close()]);
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function visitor() {
    const domain = site.url + DIRECT_LINE_PATH;
    const { token, conversationId } = await fetchToken(domain);
    const client = connectClient({ domain, token });
    await until(() => client.texts().length === 1);
    return {
      client,
      upload(bytes: Buffer, text = ''): Promise<Response> {
        const body = new FormData();
        body.append('activity', JSON.stringify({ text }));
        body.append('file', new Blob([new Uint8Array(bytes)]), 'IMG_0001.jpg');
        const headers = { authorization: `Bearer ${token}` };
        return fetch(`${domain}/conversations/${conversationId}/upload`, { method: 'POST', headers, body });
      },
      /** Resolves to the next thing that is told. */
      async next(act: () => Promise<unknown>): Promise<string> {
        const told = () => client.heard.filter(({ from }) => from.id === 'assistant');
        const before = told().length;
        await act();
        const activity = await until(() => told()[before]);
        return activity.type === 'message' ? (activity.text ?? '') : '';
      },
    };
  }

  let count = 0;
  async function sendPhoto(citizen: string, url: string, text = ''): Promise<string> {
    const before = site.told(citizen).length;
    const message = { msg_id: `photo-${count++}`, text, attachments: [{ type: 'image', payload: { url } }] };
    const event = { event_name: 'user_send_image', timestamp: '1', sender: { id: citizen }, message };
    expect((await sendEvent(site.webhook, event)).status).toBe(200);
    return until(() =>
      site
        .told(citizen)
        .slice(before)
        .find((one) => !one.startsWith('Xin chào!')),
    );
  }

  async function nothingIsLeftOf(...texts: string[]): Promise<void> {
    expect(await readdir(directory)).toEqual([]);
    const { rows } = await database.query<{ kept: string }>(
      'select concat(activity::text, record::text) as kept from activities',
    );
    for (const text of texts) {
      expect(rows.filter(({ kept }) => kept.includes(text))).toEqual([]);
      expect(logged.includes(text), `log: ${text}`).toBe(false);
    }
  }

  it('of a receipt lead to the dossier on the web, once its second factor is given', async () => {
    const { client, upload, next } = await visitor();
    const asked = await next(async () => expect((await upload(receipt)).status).toBe(200));
    expect(asked).toContain(replies.dossierCode(CODE));
    expect(asked).toContain('số cuối');
    expect(await next(() => client.say(PHONE))).toContain('Đang xử lý');
    client.close();
    await nothingIsLeftOf('IMG_0001');
    expect(logged.includes(CODE)).toBe(false);
  });

  it('of a receipt lead to the dossier on Zalo, with words beside them or none', async () => {
    const url = media.put('/giay-hen.jpg', receipt);
    expect(await sendPhoto('an', url)).toContain(plain(replies.dossierCode(CODE)));
    expect(await site.ask('an', PHONE)).toContain('Đang xử lý');
    const told = await sendPhoto('binh', url, 'hồ sơ của tôi tới đâu rồi');
    expect(told).toContain(plain(replies.dossierCode(CODE)));
    await nothingIsLeftOf('giay-hen');
  });

  it('without a code are answered with how to type it', async () => {
    const photo = await tellingPhoto({ width: 600, height: 400 });
    const { client, upload } = await visitor();
    const refused = await upload(photo);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toEqual({
      error: { code: 'NoCodeOnPhoto', message: replies.noCodeOnPhoto },
    });
    client.close();
    const url = media.put('/con-meo.jpg', photo);
    expect(await sendPhoto('chi', url)).toBe(replies.noCodeOnPhoto);
    expect(await sendPhoto('chi', url, 'cảm ơn')).toBe(replies.thanks);
    expect(await sendPhoto('chi', `${media.url}/gone.jpg`)).toBe(replies.noCodeOnPhoto);
    expect(await site.ask('chi', `hồ sơ ${CODE}`)).toContain(
      plain(said.askFactor({ of: 'either', digits: 4 })),
    );
  });

  it('of an identity card are refused with the reason, and nothing of them is left', async () => {
    const { client, upload, next } = await visitor();
    const refused = await upload(card, 'đây ạ');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(replies.identityCard);
    const url = media.put('/mat-truoc.jpg', card);
    expect(await sendPhoto('dung', url)).toBe(replies.identityCard);
    await sendPhoto('dung', url, 'làm giấy khai sinh cần gì');
    await until(() => site.told('dung').length >= 4);
    expect(site.told('dung').filter((one) => one === replies.identityCard)).toHaveLength(2);

    await next(() => client.say(MATTER));
    expect((await upload(card)).status).toBe(422);
    expect(await next(() => client.say(buttons.send))).toMatch(/PA-2026-\d{6}/);
    client.close();
    await site.ask('em', MATTER);
    await site.ask('em', buttons.different);
    const told = await sendPhoto('em', url);
    expect(told).toContain(texts.missed.identity_card);
    expect(told).toContain(texts.lines.what(MATTER));
    await nothingIsLeftOf('051201007788', 'Nguyễn Văn Tám', 'mat-truoc');
    expect((await database.query('select from attachments')).rowCount).toBe(0);
  });

  it('of a receipt stay with the complaint that is being written', async () => {
    await site.ask('giang', MATTER);
    await site.ask('giang', buttons.different);
    const told = await sendPhoto('giang', media.put('/kem.jpg', receipt));
    expect(told).toContain(texts.filesKept(1));
    expect(await readdir(directory)).toHaveLength(1);
  });
});
