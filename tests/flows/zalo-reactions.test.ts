// "Đã nhận" on Zalo: a thumb up for what will take long, once, and never in the way of an answer.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { OA_ID, sendEvent, startZaloServer, textEvent, type ZaloServer } from '../support/zalo-server.ts';
import { startZaloSite } from '../support/zalo-site.ts';

const REACTION = '/v2.0/oa/message';

const photo = (citizenId: string, msgId: string, type = 'image') => ({
  event_name: `user_send_${type}`,
  sender: { id: citizenId },
  message: { msg_id: msgId, attachments: [{ type, payload: { url: 'https://photo.zdn.vn/a.jpg' } }] },
});

describe.each(databaseKinds)('reactions on the %s database', (kind) => {
  let database: OpenDatabase;
  let zalo: ZaloServer;
  let site: Awaited<ReturnType<typeof startZaloSite>>;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    zalo = await startZaloServer();
    site = await startZaloSite(database, zalo, { env: { ZALO_REACTIONS: 'on' } });
  });
  afterAll(async () => {
    await site.close();
    await zalo.close();
    await database.close();
  });

  const reactionsTo = (citizenId: string) => zalo.reactions.filter(({ to }) => to === citizenId);

  it.each(['image', 'file'])('a message with media (%s) gets one, however often it is told', async (type) => {
    for (let time = 0; time < 3; time++) await sendEvent(site.webhook, photo(type, `media-${type}`, type));
    await until(() => site.told(type).length > 0);
    await until(() => reactionsTo(type).length > 0);
    await site.ask(type, 'cảm ơn');
    expect(reactionsTo(type)).toEqual([{ to: type, messageId: `media-${type}`, icon: '/-strong' }]);
    expect(zalo.asked(REACTION, type)).toBe(1);
  });

  it('a message to an officer gets one, and what the assistant answers at once gets none', async () => {
    await site.ask('an', 'xin chào');
    const officer = { id: OA_ID, admin_id: '7' };
    const message = { msg_id: 'from-officer', text: 'Tôi xem giúp.' };
    await sendEvent(site.webhook, {
      event_name: 'oa_send_text',
      sender: officer,
      recipient: { id: 'an' },
      message,
    });
    await sendEvent(site.webhook, textEvent('an', 'dạ chờ ạ', 'to-officer'));
    await until(() => reactionsTo('an').length > 0);
    expect(reactionsTo('an')).toMatchObject([{ messageId: 'to-officer' }]);
  });

  it.each([
    ['refused', { error: -32 }],
    ['refused for its token', { error: -216 }],
    ['cut off', 'hang up'],
  ] as const)('is not tried again when it is %s', async (name, fault) => {
    zalo.fail(REACTION, fault);
    await sendEvent(site.webhook, photo(name, `media-${name}`));
    await until(() => zalo.asked(REACTION, name) === 1);
    await until(() => site.told(name).length > 0);
    await site.ask(name, 'cảm ơn');
    expect([zalo.asked(REACTION, name), reactionsTo(name).length]).toEqual([1, 0]);
  });

  it('holds up neither the acknowledgement nor the answer', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    zalo.fail(REACTION, { until: held });
    expect((await sendEvent(site.webhook, photo('slow', 'media-slow'))).status).toBe(200);
    await until(() => site.told('slow').length > 0);
    expect(reactionsTo('slow')).toEqual([]);
    // Whoever had waited for it would have hung up by now.
    release();
    await until(() => reactionsTo('slow').length === 1);
  });

  it('is off unless switched on', async () => {
    await site.close();
    site = await startZaloSite(database, zalo);
    await sendEvent(site.webhook, photo('off', 'media-off'));
    await until(() => site.told('off').length > 0);
    await site.ask('off', 'cảm ơn');
    expect(zalo.asked(REACTION, 'off')).toBe(0);
  });
});
