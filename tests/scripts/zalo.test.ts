// The set-up of an account as an administrator walks through it, against the real process and a loopback Zalo.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createZaloClient } from '../../bot/channels/zalo-oa/client.ts';
import { ZALO_OA_PATH } from '../../bot/channels/zalo-oa/router.ts';
import type { ZaloSettings } from '../../bot/channels/zalo-oa/zalo-oa.ts';
import { checkAccount, type Finding } from '../../scripts/zalo/checks.ts';
import { freshDatabase } from '../support/databases.ts';
import { startZaloServer, type ZaloServer } from '../support/zalo-server.ts';
import { settingsOf, startZaloSite, tokensOn } from '../support/zalo-site.ts';

describe('the set-up of an account', () => {
  let database: OpenDatabase;
  let zalo: ZaloServer;
  let site: Awaited<ReturnType<typeof startZaloSite>>;

  beforeEach(async () => {
    database = await freshDatabase('embedded');
    zalo = await startZaloServer();
    site = await startZaloSite(database, zalo, { handleTurn: async () => {} });
  });
  afterEach(async () => {
    await site.close();
    await zalo.close();
    await database.close();
  });

  async function walk(given: {
    settings?: ZaloSettings | null;
    publicUrl?: string | null;
    to?: string | null;
    locked?: boolean;
  }): Promise<Finding[]> {
    const {
      settings = settingsOf(zalo),
      publicUrl = site.webhook.replace(ZALO_OA_PATH, ''),
      to = null,
    } = given;
    const tokens = await tokensOn(database, zalo, 'set-up');
    const client = given.locked ? null : createZaloClient({ baseUrl: zalo.url, tokens });
    const findings: Finding[] = [];
    for await (const finding of checkAccount({ settings, client, publicUrl, to })) findings.push(finding);
    return findings;
  }
  const states = (findings: Finding[]) => findings.map(({ step, state }) => `${step}: ${state}`);

  it('finds everything in order but the address without https', async () => {
    const findings = await walk({ to: 'an' });
    expect(states(findings)).toEqual([
      'Cấu hình: good',
      'Mã truy cập: good',
      'Địa chỉ nhận tin (webhook): bad',
      'Tin thử: good',
    ]);
    expect(findings[1]?.said).toContain('Trung tâm thử nghiệm');
    expect(findings[2]?.said).toContain('https://');
    expect(site.told('an')).toHaveLength(1);
  });

  it('says what to set when nothing is set', async () => {
    const [only, ...more] = await walk({ settings: null });
    expect(only).toMatchObject({ state: 'bad' });
    expect(only?.said).toContain('ZALO_OA_ID');
    expect(more).toEqual([]);
  });

  it('says in plain words why Zalo refuses, and what to do', async () => {
    zalo.expireToken();
    zalo.fail('/v4/oa/access_token', { error: -14014 });
    const token = (await walk({})).find(({ step }) => step === 'Mã truy cập');
    expect(token).toMatchObject({ state: 'bad' });
    expect(token?.said).toMatch(/cấp quyền lại.*npm run zalo -- token/);
  });

  it.each([
    [null, 'PUBLIC_URL'],
    ['http://127.0.0.1:9', 'Không gọi được'],
  ])('says what is wrong with the address %s', async (publicUrl, sentence) => {
    const callback = (await walk({ publicUrl })).find(({ step }) => step.startsWith('Địa chỉ'));
    expect(callback).toMatchObject({ state: 'bad' });
    expect(callback?.said).toContain(sentence);
  });

  it('says when it cannot look at the token', async () => {
    const token = (await walk({ locked: true })).find(({ step }) => step === 'Mã truy cập');
    expect(token).toMatchObject({ state: 'unknown' });
  });
});
