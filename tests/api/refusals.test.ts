// Every route of the staff's interface, as the running server describes it: whoever may not is refused with the right
// problem document, and nothing changes. A new route is covered as soon as it is described.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../api/route.ts';
import { IDLE_MS } from '../../api/staff/sessions.ts';
import { databaseKinds } from '../support/databases.ts';
import { expectProblem, type StaffBrowser } from '../support/staff.ts';
import { MINUTE, openStaffOffice, type StaffOffice } from '../support/staff-office.ts';
import { type Desk, startTicketDesk } from '../support/ticket-desk.ts';
import { until } from '../support/until.ts';

interface Operation {
  method: string;
  /** As described, `/api/tickets/{code}`. */
  template: string;
  /** Of something that is there. */
  path: string;
  roles: readonly Role[] | 'everybody';
  body: object | undefined;
}

/** These may grow or move on by a refusal. */
const UNHELD = ['sessions', 'rate_limits', 'audit'];

describe.each(databaseKinds)('the routes of staff on the %s database', (kind) => {
  let office: StaffOffice;
  let desk: Desk;
  let operations: Operation[];
  let digests: string;
  const browsers = {} as Record<Role, StaffBrowser>;
  const known: Record<string, string> = {};
  const bodies: Record<string, object> = {};

  beforeAll(async () => {
    const env = { REQUESTS_PER_MINUTE_PER_ADDRESS: '100000', STAFF_REQUESTS_PER_MINUTE: '100000' };
    office = await openStaffOffice(kind, env, { procedures: 3 });
    browsers.administrator = office.admin;
    for (const role of ['operator', 'officer', 'coordinator'] as const) {
      const agencyId = role === 'officer' ? 'so-xay-dung' : null;
      const { id, browser } = await office.colleague(role, role, agencyId);
      browsers[role] = browser;
      known.staff = id;
    }
    await fill();
    const { rows } = await office.database.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables
       where schemaname = 'public' and tablename <> all($1) order by 1`,
      [UNHELD],
    );
    digests = rows
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*)::int as count, md5(string_agg(t::text, ' ' order by t::text)) from ${name} t`,
      )
      .join(' union all ')
      // A server may read the tables side by side, in any order.
      .concat(' order by name');
    operations = await describedOperations();
  });
  afterAll(async () => {
    await desk.close();
    await office.close();
  });

  /** Something for every kind of route to change. */
  async function fill(): Promise<void> {
    const { database, clock, admin } = office;
    desk = await startTicketDesk({ database, clock });
    known.conversations = await desk.converse('hai');
    clock.forward(MINUTE);
    // What the assistant says of itself must not be taken for a change.
    await until(async () => (await desk.told('direct-line:hai')).length > 0);
    known.tickets = (await desk.open({ conversationId: known.conversations })).code;
    const { code } = (await database.query<{ code: string }>('select code from procedures limit 1')).rows[0]!;
    const canned = { title: 'Chào', text: 'Chào anh chị' };
    expect((await admin.call('POST', '/api/canned-replies', canned)).status).toBeLessThan(300);
    const instead = { text: 'Dạ không có gì đâu.' };
    expect((await admin.call('PUT', '/api/sentences/general.thanks', instead)).status).toBe(200);
    const { rows } = await database.query<{ id: string }>('select id from canned_replies');
    Object.assign(known, {
      sentences: 'general.thanks',
      procedures: code,
      agencies: 'so-y-te',
      holidays: '2026-12-24',
    });
    known['canned-replies'] = rows[0]!.id;
    const triaged = { version: 1, category: 'land', class: 'service', agencyId: 'so-y-te', urgent: true };
    Object.assign(bodies, {
      'POST /api/tickets/{code}/triage': triaged,
      'POST /api/tickets/{code}/note': { text: 'đã xem' },
      'POST /api/tickets/{code}/looking': undefined,
      'POST /api/conversations/{id}/take': undefined,
      'POST /api/conversations/{id}/give-back': undefined,
      'POST /api/agencies': { id: 'so-moi', name: 'Sở Mới', kind: 'department' },
      'PATCH /api/agencies/{id}': { active: false },
      'POST /api/staff': { username: 'moi', name: 'Mới', role: 'administrator' },
      'PATCH /api/staff/{id}': { role: 'administrator', agencyId: null },
      'POST /api/staff/{id}/invitation': undefined,
      'POST /api/aliases': { code, phrase: 'rước nàng về dinh' },
      'POST /api/reports/tickets': { period: '2026-M10' },
      'PUT /api/sentences/{key}': { text: 'Dạ không có chi.' },
      'POST /api/canned-replies': { title: 'Cảm ơn', text: 'Cảm ơn anh chị' },
      'DELETE /api/canned-replies/{id}': undefined,
    });
  }

  async function describedOperations(): Promise<Operation[]> {
    type Described = { paths: Record<string, Record<string, { 'x-roles': Operation['roles'] }>> };
    const { paths } = await office.admin.read<Described>('/api/openapi.json');
    return Object.entries(paths).flatMap(([template, methods]) =>
      Object.entries(methods).map(([name, operation]) => {
        const method = name.toUpperCase();
        const existing = encodeURIComponent(known[template.split('/')[2]!] ?? '1');
        const path = template.replace(/\{\w+\}/, existing).replace(/\{\w+\}/, '1');
        const body = method === 'GET' ? undefined : bodies[`${method} ${template}`];
        return { method, template, path, roles: operation['x-roles'], body };
      }),
    );
  }

  const stored = async () => (await office.database.query(digests)).rows;
  const changes = () => operations.filter(({ method }) => method !== 'GET');
  const own = () => operations.filter(({ roles }) => roles !== 'everybody');
  const allowed = ({ roles }: Operation): StaffBrowser =>
    browsers[roles === 'everybody' ? 'administrator' : roles.at(-1)!];

  /** Sends to each operation, and expects the problem every time and nothing changed in the end. */
  async function refused(
    kind: Parameters<typeof expectProblem>[1],
    some: readonly Operation[],
    send: (operation: Operation) => Promise<Response>,
  ): Promise<void> {
    const before = await stored();
    for (const operation of some) {
      const response = await send(operation);
      const { type } = (await response.clone().json()) as { type: string };
      expect(type, `${operation.method} ${operation.template}`).toBe(`urn:problem:${kind}`);
      await expectProblem(response, kind);
    }
    expect(await stored()).toEqual(before);
  }

  it('are many, and everybody but an administrator is kept from some', () => {
    expect(own().length).toBeGreaterThan(40);
    expect(changes().length).toBeGreaterThan(25);
    for (const role of ['operator', 'officer', 'coordinator'] as const)
      expect(own().filter(({ roles }) => !roles.includes(role)).length, role).toBeGreaterThan(5);
    const templates = operations.map(({ method, template }) => `${method} ${template}`);
    expect(templates).toEqual(expect.arrayContaining(Object.keys(bodies)));
  });

  it('refuse whoever is not signed in', () =>
    refused('unauthenticated', own(), ({ method, path, body }) =>
      fetch(office.url + path, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    ));

  it('refuse a session that never was, and a program with a token of its own making', async () => {
    const headers = { cookie: `session=${'A'.repeat(43)}`, 'x-csrf-token': 'A'.repeat(43) };
    await refused('session_expired', own(), ({ method, path }) =>
      fetch(office.url + path, { method, headers }),
    );
    const authorization = `Bearer ${'A'.repeat(43)}`;
    await refused('unauthenticated', own(), ({ method, path }) =>
      fetch(office.url + path, { method, headers: { authorization } }),
    );
  });

  it.each(ROLES)('refuse one who is %s what is others’ work', (role) =>
    refused(
      'forbidden',
      own().filter(({ roles }) => !roles.includes(role)),
      ({ method, path, body }) => browsers[role].call(method, path, body),
    ),
  );

  it.each([
    ['none', ''],
    ['a made-up one', 'A'.repeat(43)],
  ])('refuse a change whose CSRF token is %s', (_, token) =>
    refused(
      'forged',
      changes().filter(({ roles }) => roles !== 'everybody'),
      (operation) =>
        allowed(operation).call(operation.method, operation.path, operation.body, { 'x-csrf-token': token }),
    ),
  );

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['nowhere', { origin: 'null' }],
    ['another site, as an old browser tells', { 'sec-fetch-site': 'cross-site' }],
  ])('refuse a change from a page of %s', (_, headers) =>
    refused('forged', changes(), (operation) =>
      allowed(operation).call(operation.method, operation.path, operation.body, headers),
    ),
  );

  it('would have changed something for whoever may', async () => {
    for (const name of Object.keys(bodies)) {
      const operation = operations.find(({ method, template }) => `${method} ${template}` === name)!;
      const before = await stored();
      const response = await allowed(operation).call(operation.method, operation.path, operation.body);
      expect(response.status, `${name} ${await response.clone().text()}`).toBeLessThan(300);
      expect(await stored(), name).not.toEqual(before);
    }
  });

  it('refuse a session that has ended', async () => {
    office.clock.forward(IDLE_MS);
    await refused('session_expired', own(), (operation) =>
      allowed(operation).call(operation.method, operation.path, operation.body),
    );
  });
});
