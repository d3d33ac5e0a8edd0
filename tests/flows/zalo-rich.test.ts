// A story with buttons and a form: a citizen taps through a complaint on Zalo; and what is refused goes in words at once.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { CS } from '../support/sending-account.ts';
import { until } from '../support/until.ts';
import { sendEvent, startZaloServer, type ZaloServer } from '../support/zalo-server.ts';
import { startZaloSite } from '../support/zalo-site.ts';

const MATTER = 'Trại heo xả nước thải ra suối ở xã Bình Sơn sáng nay, cá chết trắng';
const ENV = {
  ZALO_BUTTONS: 'on',
  ZALO_CONTACT_REQUEST: 'on',
  ZALO_CONTACT_IMAGE: 'https://example.gov.vn/banner.png',
};

describe.each(databaseKinds)('buttons and forms on the %s database', (kind) => {
  let database: OpenDatabase;
  let zalo: ZaloServer;
  let site: Awaited<ReturnType<typeof startZaloSite>>;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    zalo = await startZaloServer();
    site = await startZaloSite(database, zalo, { env: ENV });
  });
  afterAll(async () => {
    await site.close();
    await zalo.close();
    await database.close();
  });

  const last = (citizenId: string) => zalo.messages.findLast(({ to }) => to === citizenId)!;
  const titlesOf = (citizenId: string): string[] => {
    const payload = last(citizenId).attachment?.payload;
    return payload && 'buttons' in payload ? payload.buttons.map(({ title }) => title) : [];
  };

  async function share(citizenId: string, info: object): Promise<string> {
    const before = site.told(citizenId).length;
    await sendEvent(site.webhook, { event_name: 'user_submit_info', sender: { id: citizenId }, info });
    return until(() => site.told(citizenId)[before]);
  }

  it('a complaint is written by taps, and name and number come by the form', async () => {
    const review = await site.ask('an', MATTER);
    expect(review).toContain(texts.lines.what(MATTER));
    expect(review).not.toContain(`1. ${buttons.send}`);
    expect(titlesOf('an')).toContain(buttons.call);
    const asked = await site.ask('an', buttons.call);
    expect(asked).toContain(texts.questions.phone);
    expect(asked).toContain(buttons.noCall);
    expect(last('an').attachment?.payload).toMatchObject({ template_type: 'request_user_info' });
    const shared = await share('an', { name: 'Nguyễn Văn A', phone: '84912345678' });
    expect(shared).toContain(texts.lines.call('0912345678', 'Nguyễn Văn A'));
    await site.ask('an', buttons.send);
    const { rows } = await database.query('select name, phone from ticket_texts');
    expect(rows).toEqual([{ name: 'Nguyễn Văn A', phone: '0912345678' }]);
  });

  it('a number alone is asked for its name, and the form answers that as well', async () => {
    await site.ask('binh', MATTER);
    // The same matter was told before: this is another one.
    if (titlesOf('binh').includes(buttons.different)) await site.ask('binh', buttons.different);
    await site.ask('binh', buttons.call);
    expect(await share('binh', { phone: '84912345678' })).toContain(texts.questions.name);
    const shared = await share('binh', { name: 'Trần Thị B', phone: '84987654321' });
    expect(shared).toContain(texts.lines.call('0987654321', 'Trần Thị B'));
  });

  it.each([-233, -201])('buttons that are refused (%d) go as numbers at once, counted', async (code) => {
    const citizenId = `refused${code}`;
    await site.ask(citizenId, 'cảm ơn');
    const before = zalo.asked(CS, citizenId);
    zalo.fail(CS, { error: code });
    expect(await site.ask(citizenId, buttons.fresh)).toContain(`1. ${buttons.cancel}`);
    expect(last(citizenId).attachment).toBeNull();
    expect(zalo.asked(CS, citizenId)).toBe(before + 2);
    const metrics = await (await fetch(`${site.url}/metrics`)).text();
    expect(metrics).toContain(`zalo_plain_instead_total{kind="buttons",code="${code}"} 1`);
  });

  it('a form that is refused leaves the question in words', async () => {
    await site.ask('chi', MATTER);
    if (titlesOf('chi').includes(buttons.different)) await site.ask('chi', buttons.different);
    zalo.fail(CS, { error: -233 });
    expect(await site.ask('chi', buttons.call)).toContain(texts.questions.phone);
    expect(last('chi').attachment).toBeNull();
    expect(await site.ask('chi', 'Lê Văn C, 0912 345 678')).toContain('Lê Văn C');
  });

  it('what was cut off with buttons is found again by its words', async () => {
    await site.ask('dung', 'xin chào');
    const before = site.told('dung').length;
    zalo.fail(CS, 'cut after');
    await sendEvent(site.webhook, {
      event_name: 'user_send_text',
      sender: { id: 'dung' },
      message: { msg_id: 'cut-1', text: 'cảm ơn' },
    });
    await until(async () => {
      const open = `select from activities where conversation_id = 'zalo-oa:dung' and status in ('received', 'queued')`;
      return site.told('dung').length > before && (await database.query(open)).rowCount === 0;
    });
    expect(site.told('dung')).toHaveLength(before + 1);
  });
});
