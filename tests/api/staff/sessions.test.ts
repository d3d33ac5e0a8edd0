// Sessions: they end, are listed and ended from elsewhere, and no foreign page can use them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDLE_MS, LONGEST_MS } from '../../../api/staff/sessions.ts';
import { databaseKinds } from '../../support/databases.ts';
import { post } from '../../support/staff.ts';
import { MINUTE, openStaffOffice, type StaffOffice } from '../../support/staff-office.ts';

describe.each(databaseKinds)('sessions on the %s database', (kind) => {
  let office: StaffOffice;

  beforeAll(async () => {
    office = await openStaffOffice(kind);
  });
  afterAll(() => office.close());

  it('ends a session after an hour of silence, after half a day in any case, and when it is signed out', async () => {
    const { browser } = await office.colleague('dung', 'coordinator');
    office.clock.forward(IDLE_MS - MINUTE);
    expect((await browser.call('GET', '/api/session')).status).toBe(200);
    office.clock.forward(IDLE_MS);
    await office.refused('session_expired', () => browser.call('GET', '/api/session'));
    await office.refused('session_expired', () => browser.call('POST', '/api/staff', {}));

    await browser.signIn();
    for (let passed = 0; passed < LONGEST_MS - MINUTE; passed += IDLE_MS / 2) {
      expect((await browser.call('GET', '/api/session')).status).toBe(200);
      office.clock.forward(IDLE_MS / 2);
    }
    await office.refused('session_expired', () => browser.call('GET', '/api/session'));

    await browser.signIn();
    const out = await browser.call('DELETE', '/api/session');
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      'session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict',
    ]);
    await office.refused('session_expired', () => browser.call('GET', '/api/session'));
    office.clock.forward(MINUTE);
    await office.admin.signIn();
  });

  it('lists the sessions of one’s own and ends one from another', async () => {
    const { browser: first } = await office.colleague('giang', 'operator');
    const kept = { cookie: first.cookie() };
    office.clock.forward(MINUTE);
    await first.signIn();
    type Listed = { sessions: { id: string; current: boolean; createdAt: string }[] };
    const { sessions } = await first.read<Listed>('/api/session/list');
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
    const other = `/api/session/list/${sessions[1]!.id}`;
    await office.refused('no_such_session', () => office.admin.call('DELETE', other));
    expect((await first.call('DELETE', other)).status).toBe(204);
    await office.refused('no_such_session', () => first.call('DELETE', other));
    await office.refused('session_expired', () => fetch(`${office.url}/api/session`, { headers: kept }));
    expect((await first.read<Listed>('/api/session/list')).sessions).toHaveLength(1);
  });

  it('refuses a change with no, a wrong or another session’s CSRF token, or from a foreign page', async () => {
    const { browser } = await office.colleague('hanh', 'administrator');
    const { csrfToken } = await browser.read<{ csrfToken: string }>('/api/session');
    const add = (headers: Record<string, string>) => () =>
      office.admin.call(
        'POST',
        '/api/staff',
        { username: 'gia-mao', name: 'Giả mạo', role: 'operator' },
        headers,
      );
    for (const token of ['', 'x', csrfToken]) await office.refused('forged', add({ 'x-csrf-token': token }));
    for (const origin of ['https://evil.example', 'null', `${office.url}.evil.example`])
      await office.refused('forged', add({ origin }));
    await office.refused('forged', add({ 'sec-fetch-site': 'cross-site' }));
    await office.refused('forged', () =>
      post(office.url, '/api/session', { username: 'x', password: 'y' }, { origin: 'https://evil.example' }),
    );
    expect((await add({ origin: office.url })()).status).toBe(201);
  });

  it('lets nobody in by a foreign, broken or empty cookie', async () => {
    for (const cookie of ['session=', 'another=x', ';;='])
      await office.refused('unauthenticated', () =>
        fetch(`${office.url}/api/session`, { headers: { cookie } }),
      );
    await office.refused('session_expired', () =>
      fetch(`${office.url}/api/session`, { headers: { cookie: 'session=x' } }),
    );
    // No token is configured here, so no program has one; and a program is not whoever the cookie is.
    for (const authorization of ['', 'Bearer x', 'Bearer null', 'Basic eDp4'])
      await office.refused('unauthenticated', () =>
        office.admin.call('GET', '/api/agencies', undefined, { authorization }),
      );
  });
});
