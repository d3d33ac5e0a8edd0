// One-time links: the first administrator, colleagues, and accounts that were lost.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VALID_MS } from '../../../api/staff/invitations.ts';
import { databaseKinds } from '../../support/databases.ts';
import { codeOf, PASSWORD, post, takeInvitation, tokenOf } from '../../support/staff.ts';
import { MINUTE, openStaffOffice, type StaffOffice } from '../../support/staff-office.ts';

describe.each(databaseKinds)('invitations on the %s database', (kind) => {
  let office: StaffOffice;

  beforeAll(async () => {
    office = await openStaffOffice(kind);
  });
  afterAll(() => office.close());

  it('makes the first administrator by a link that works once', async () => {
    expect(await office.admin.read('/api/session')).toEqual({
      staff: {
        id: expect.any(String),
        name: 'Quản trị viên',
        username: 'quantri',
        role: 'administrator',
        agency: null,
      },
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
      permissions: expect.arrayContaining(['GET /api/audit', 'POST /api/staff']),
    });
    const token = tokenOf(office.link);
    await office.refused('invitation_spent', () =>
      post(office.url, '/api/session/invitation', { token, password: PASSWORD }),
    );
    await office.refused('invitation_spent', () =>
      post(office.url, '/api/session/second-factor', { token, code: office.admin.codeNow() }),
    );
  });

  it('refuses what cannot be a password, a code or a token', async () => {
    const { link } = await office.newcomer('khanh');
    const token = tokenOf(link);
    const take = (password: unknown) => () =>
      post(office.url, '/api/session/invitation', { token, password });
    for (const password of ['ngắn quá', 'a'.repeat(201), 5, null])
      await office.refused('invalid', take(password));
    for (const password of [
      'matkhau123456',
      'Quảng Ngãi 2026',
      '051234567890',
      'khanh-khanh-khanh',
      '1khanh123456',
    ])
      await office.refused('weak_password', take(password));
    const confirm = (code: string) => post(office.url, '/api/session/second-factor', { token, code });
    await office.refused('invitation_spent', () => confirm('123456'));
    const enrolled = (await (await take(PASSWORD)()).json()) as { otpauthUrl: string; qrSvg: string };
    expect(enrolled.qrSvg).toMatch(/^<svg /);
    await office.refused('invalid', () => confirm('12345'));
    await office.refused('wrong_code', () => confirm('000000'));
    await office.refused('wrong_code', () => confirm(codeOf(enrolled.otpauthUrl, new Date(0))));
    expect((await confirm(codeOf(enrolled.otpauthUrl, office.clock.now()))).status).toBe(200);
  });

  it('lets a link be too old, and the newest be the only one', async () => {
    const { id, link: first } = await office.newcomer('lan');
    const second = await office.invite(id);
    const take = (link: string) => () =>
      post(office.url, '/api/session/invitation', { token: tokenOf(link), password: PASSWORD });
    await office.refused('invitation_spent', take(first));
    expect((await take(second)()).status).toBe(200);
    office.clock.forward(VALID_MS);
    await office.refused('invitation_spent', take(second));
    await office.admin.signIn();
  });

  it('gives a lost account back by a new link: what was valid before ends when it is taken up', async () => {
    const { id, browser } = await office.colleague('mai');
    const link = await office.invite(id);
    expect((await browser.call('GET', '/api/session')).status).toBe(200);
    const found = await takeInvitation({
      url: office.url,
      link,
      now: office.clock.now,
      password: 'cá bống sông Trà kho tiêu',
    });
    await office.refused('session_expired', () => browser.call('GET', '/api/session'));
    office.clock.forward(MINUTE);
    await office.refused('wrong_credentials', () =>
      post(office.url, '/api/session', { username: 'mai', password: PASSWORD, code: browser.codeNow() }),
    );
    await found.signIn();
  });

  it('keeps no password, secret or token as it is', async () => {
    const { rows } = await office.database.query<{ all: string }>(
      `select (select jsonb_agg(c) from credentials c)::text || (select jsonb_agg(s) from sessions s)::text ||
        (select jsonb_agg(i) from invitations i)::text || (select jsonb_agg(a) from audit a)::text as all`,
    );
    const text = rows[0]!.all;
    expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    for (const secret of [PASSWORD, tokenOf(office.link), office.admin.cookie().split('=')[1]!])
      expect(text).not.toContain(secret);
  });
});
