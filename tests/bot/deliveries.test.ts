// Sending: in order, once, again after each kind of failure as it should be, and what is set aside stands in nobody's way.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { AN, BINH, CS, startSendingAccount } from '../support/sending-account.ts';
import { until } from '../support/until.ts';

describe.each(databaseKinds)('deliveries on the %s database', (kind) => {
  let account: Awaited<ReturnType<typeof startSendingAccount>>;
  beforeEach(async () => {
    account = await startSendingAccount(kind);
  });
  afterEach(() => account.close());

  it('keeps the order and sends each once, with two processes at it', async () => {
    const { say, settled, told, startSender } = account;
    await startSender('other');
    const texts = Array.from({ length: 20 }, (_, i) => `tin ${i}`);
    for (const text of texts) await say(AN, text);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(texts);
  });

  it.each([
    ['refused for ever', -213],
    ['our bug', -201],
  ])('sets aside what is %s (%d), and goes on', async (_name, code) => {
    const { zalo, say, told, outcomes } = account;
    zalo.fail(CS, { error: code });
    await say(AN, 'không tới được', 'tới được');
    await until(() => told(AN).length === 1);
    await until(async () => (await outcomes(AN))[1]?.status === 'delivered');
    expect(told(AN)).toEqual(['tới được']);
    expect((await outcomes(AN))[0]).toMatchObject({ status: 'failed', code });
  });

  it('waits when told to, longer each time, and holds nobody else up', async () => {
    const { zalo, say, told, tried, settled, pass } = account;
    zalo.fail(CS, { error: -32 });
    await say(AN, 'một', 'hai');
    await tried(AN, -32);
    await say(BINH, 'người khác');
    await settled(BINH, 'delivered');
    expect(told(AN)).toEqual([]);
    await pass(4_000);
    await say(BINH, 'nữa');
    await settled(BINH, 'delivered');
    expect(told(AN)).toEqual([]);
    await pass(2_000);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(['một', 'hai']);
  });

  it('renews a refused token in the same try', async () => {
    const { zalo, say, settled } = account;
    zalo.expireToken();
    await say(AN, 'tin');
    await settled(AN, 'delivered');
    expect(zalo.usedRefreshTokens).toEqual(['refresh-0']);
  });

  it('keeps news beyond the window until the citizen writes again', async () => {
    const { zalo, say, told, tried, settled, pass, hear } = account;
    zalo.setWindow(() => false);
    await say(AN, 'hồ sơ đã có kết quả');
    await tried(AN, -230);
    zalo.setWindow(() => true);
    await pass(60 * 60 * 1000);
    await say(BINH, 'x');
    await settled(BINH, 'delivered');
    expect(told(AN)).toEqual([]);
    await hear(AN);
    await settled(AN, 'delivered');
    expect(told(AN)).toEqual(['hồ sơ đã có kết quả']);
  });

  it.each([
    ['cut after it was taken', 'cut after', 1],
    ['cut before', 'hang up', 1],
    ['answered by something that is no JSON', 'no JSON', 1],
  ] as const)('says a message once when the call was %s', async (_name, fault, times) => {
    const { zalo, say, told, tried, settled, pass } = account;
    zalo.fail(CS, fault);
    await say(AN, 'đúng một lần');
    await tried(AN, null);
    await pass(10_000);
    await settled(AN, 'delivered');
    expect(told(AN)).toHaveLength(times);
  });

  it('gives up after hours, visibly', async () => {
    const { zalo, say, outcomes, pass } = account;
    for (let attempt = 0; attempt < 20; attempt++) zalo.fail(CS, { error: -32 });
    await say(AN, 'mãi không tới');
    await until(async () => {
      await pass(2 * 60 * 60 * 1000);
      return (await outcomes(AN))[0]?.status === 'failed';
    });
    expect((await outcomes(AN))[0]).toMatchObject({ failure: 'wait', code: -32 });
  });
});
