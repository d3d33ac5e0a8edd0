// News beyond the window: not tried, announced once by a template that tells nothing but the ticket, and sent when the citizen writes.

import { afterEach, describe, expect, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { AN, BINH, CS, startSendingAccount } from '../support/sending-account.ts';
import { until } from '../support/until.ts';

const HOUR = 60 * 60 * 1000;
const WEEK = 7 * 24 * HOUR;
const TEMPLATE = '/v3.0/oa/message/template';
const newsTemplate = { id: '7895417a7d3f9461cd2e', field: 'ma_phan_anh', path: TEMPLATE };
const TICKET = 'PA-2026-000001';

describe.each(databaseKinds)('news beyond the window on the %s database', (kind) => {
  let account: Awaited<ReturnType<typeof startSendingAccount>>;
  afterEach(() => account.close());

  const waits = () => until(async () => (await account.outcomes(AN))[0]?.failure === 'window');

  /** The sender has looked at everything that may go now, however often it is woken. */
  async function looked(): Promise<void> {
    await account.hear(BINH);
    const before = account.told(BINH).length;
    await account.say(BINH, 'người khác');
    await until(() => account.told(BINH).length > before);
  }

  it('waits untried where there is no template', async () => {
    account = await startSendingAccount(kind);
    const { zalo, tell, told, pass, hear, settled } = account;
    await pass(WEEK);
    await tell(AN, TICKET, 'Đã trả lời.');
    await waits();
    await pass(24 * HOUR);
    await looked();
    expect([told(AN), zalo.asked(CS, 'an'), zalo.templates]).toEqual([[], 0, []]);
    await hear(AN);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(['Đã trả lời.']);
  });

  it('is announced once, tells only the ticket, and goes when the citizen writes', async () => {
    account = await startSendingAccount(kind, { newsTemplate });
    const { zalo, tell, told, pass, hear, settled } = account;
    await pass(WEEK);
    await tell(AN, TICKET, 'Nội dung riêng của người dân.');
    await until(() => zalo.templates.length === 1);
    await waits();
    await tell(AN, 'PA-2026-000002', 'Tin thứ hai.');
    for (let day = 0; day < 3; day++) {
      await pass(24 * HOUR);
      await looked();
    }
    expect(zalo.templates).toMatchObject([
      { to: 'an', template: newsTemplate.id, data: { ma_phan_anh: TICKET } },
    ]);
    expect(JSON.stringify(zalo.templates)).not.toContain('riêng');
    await hear(AN);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(['Nội dung riêng của người dân.', 'Tin thứ hai.']);
  });

  it('believes Zalo before its own count of days', async () => {
    account = await startSendingAccount(kind, { newsTemplate });
    const { zalo, tell, pass } = account;
    await pass(HOUR);
    zalo.setWindow(() => false);
    await tell(AN, TICKET, 'Đã trả lời.');
    await until(() => zalo.templates.length === 1);
    await waits();
    await pass(24 * HOUR);
    zalo.setWindow(() => true);
    await looked();
    expect([zalo.asked(CS, 'an'), zalo.templates.length]).toEqual([1, 1]);
  });

  it('says nothing of what is about no ticket, until news of one waits behind it', async () => {
    account = await startSendingAccount(kind, { newsTemplate });
    const { zalo, say, tell, pass } = account;
    await pass(WEEK);
    await say(AN, 'hồ sơ đã có kết quả');
    await waits();
    await pass(HOUR);
    await looked();
    expect(zalo.templates).toEqual([]);
    await tell(AN, TICKET, 'Đã trả lời.');
    await pass(HOUR);
    await until(() => zalo.templates.length === 1);
  });

  it.each([
    ['in the night, until five past six', -133, 10 * HOUR],
    ['out of quota, for an hour', -115, HOUR],
    ['not approved, for an hour', -131, HOUR],
  ])('is announced later when the template is refused %s', async (_name, code, later) => {
    account = await startSendingAccount(kind, { newsTemplate });
    const { zalo, tell, tried, pass, now } = account;
    await pass(WEEK);
    const eight = new Date(now()).setUTCHours(13 + 24, 5, 0, 0);
    await pass(eight - now().getTime());
    zalo.fail(TEMPLATE, { error: code });
    await tell(AN, TICKET, 'Đã trả lời.');
    await tried(AN, code);
    await pass(later - 60_000);
    await looked();
    expect(zalo.templates).toEqual([]);
    await pass(60_000);
    await until(() => zalo.templates.length === 1);
  });

  it.each([
    ['refused for ever', { error: -114 }, -114, 0],
    ['cut off after it was taken', 'cut after', null, 1],
    ['cut off before', 'hang up', null, 0],
  ] as const)('is not announced again when the template was %s', async (_name, fault, code, taken) => {
    account = await startSendingAccount(kind, { newsTemplate });
    const { zalo, tell, told, tried, pass, hear, settled } = account;
    await pass(WEEK);
    zalo.fail(TEMPLATE, fault);
    await tell(AN, TICKET, 'Đã trả lời.');
    await tried(AN, code);
    for (let day = 0; day < 2; day++) {
      await pass(24 * HOUR);
      await looked();
    }
    expect(zalo.templates).toHaveLength(taken);
    await hear(AN);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(['Đã trả lời.']);
  });

  it('goes when the citizen writes while it is being refused', async () => {
    account = await startSendingAccount(kind);
    const { zalo, tell, told, pass, hear, settled } = account;
    await pass(HOUR);
    let heard: Promise<void> | null = null;
    zalo.setWindow(() => {
      if (heard !== null) return true;
      heard = pass(1).then(() => hear(AN));
      return false;
    });
    await tell(AN, TICKET, 'Đã trả lời.');
    // Whichever came first, the refusal or the message: the sweep finds it.
    await until(() => told(AN).length > 0 || account.wake());
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(['Đã trả lời.']);
  });
});
