// Staff, agencies and the audit over HTTP: administrators change them, everybody else is refused, and it is written down.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_FAULTS } from '../../../api/input-faults.ts';
import type { Role } from '../../../api/route.ts';
import { databaseKinds } from '../../support/databases.ts';
import type { StaffBrowser } from '../../support/staff.ts';
import { openStaffOffice, type StaffOffice } from '../../support/staff-office.ts';

type Members = { staff: { id: string; username: string; agency: { id: string } | null }[] };
type AuditPage = {
  entries: { action: string; subject: string; detail: string; staff: { name: string } }[];
  next: string | null;
};

const ADMINISTRATORS_ONLY: readonly [string, string, object | undefined][] = [
  ['POST', '/api/staff', { username: 'moi', name: 'Mới', role: 'administrator' }],
  ['PATCH', '/api/staff/1', { role: 'operator' }],
  ['POST', '/api/staff/1/invitation', undefined],
  ['POST', '/api/agencies', { id: 'so-moi', name: 'Sở Mới', kind: 'department' }],
  ['PATCH', '/api/agencies/so-y-te', { active: false }],
  ['GET', '/api/audit', undefined],
];

describe.each(databaseKinds)('staff on the %s database', (kind) => {
  let office: StaffOffice;
  const browsers = new Map<Role, StaffBrowser>();
  const ids = new Map<Role, string>();

  beforeAll(async () => {
    office = await openStaffOffice(kind);
    browsers.set('administrator', office.admin);
    for (const [role, agencyId] of [
      ['operator', null],
      ['officer', 'so-xay-dung'],
      ['coordinator', null],
    ] as const) {
      const { id, browser } = await office.colleague(`mot-${role}`, role, agencyId);
      browsers.set(role, browser);
      ids.set(role, id);
    }
  });
  afterAll(() => office.close());

  it.each(['operator', 'officer', 'coordinator'] as const)('a %s may change nothing here', async (role) => {
    const browser = browsers.get(role)!;
    for (const [method, path, body] of ADMINISTRATORS_ONLY)
      await office.refused('forbidden', () => browser.call(method, path, body));
    const { permissions } = await browser.read<{ permissions: string[] }>('/api/session');
    for (const [method, path] of ADMINISTRATORS_ONLY)
      expect(permissions).not.toContain(`${method} ${path.replace(/\/(1|so-y-te)(?=\/|$)/, '/:id')}`);
    expect(permissions).toContain('GET /api/agencies');
  });

  it('shows an officer the colleagues of the same agency only', async () => {
    await office.newcomer('hai-officer', 'officer', 'so-xay-dung');
    await office.newcomer('ba-officer', 'officer', 'so-y-te');
    const { staff } = await browsers.get('officer')!.read<Members>('/api/staff');
    expect(staff.map(({ username }) => username)).toEqual(['hai-officer', 'mot-officer']);
    const all = await browsers.get('coordinator')!.read<Members>('/api/staff');
    expect(all.staff.map(({ username }) => username)).toContain('ba-officer');
    await office.refused('forbidden', () => browsers.get('operator')!.call('GET', '/api/staff'));
  });

  it.each([
    [{ username: 'Hoa Mai', name: 'Hoa', role: 'operator' }, 'username', INPUT_FAULTS.username],
    [{ username: '@integration', name: 'Hoa', role: 'operator' }, 'username', INPUT_FAULTS.username],
    [{ username: 'hoa', name: ' ', role: 'operator' }, 'name', INPUT_FAULTS.personName],
    [{ username: 'hoa', name: 'Hoa\u0000', role: 'operator' }, 'name', INPUT_FAULTS.personName],
    [{ username: 'hoa', name: 'Hoa', role: 'root' }, 'role', INPUT_FAULTS.role],
    [{ username: 'hoa', name: 'Hoa', role: 'officer' }, 'agencyId', INPUT_FAULTS.agencyNeeded],
    [{ username: 'hoa', name: 'Hoa', role: 'officer', agencyId: 'Sở' }, 'agencyId', INPUT_FAULTS.agencyId],
    [{ username: 'hoa', name: 'Hoa', role: 'operator', active: false }, 'active', INPUT_FAULTS.unknown],
  ])('refuses to add %j', async (body, field, message) => {
    const problem = await office.refused('invalid', () => office.admin.call('POST', '/api/staff', body));
    expect(problem.errors).toEqual([{ field, message }]);
  });

  it('refuses what does not exist or is there already', async () => {
    const hoa = { username: 'mot-operator', name: 'Hoa', role: 'operator' };
    await office.refused('username_taken', () => office.admin.call('POST', '/api/staff', hoa));
    const nowhere = { ...hoa, username: 'hoa', role: 'officer', agencyId: 'so-khong-co' };
    await office.refused('no_such_agency', () => office.admin.call('POST', '/api/staff', nowhere));
    await office.refused('no_such_staff', () => office.admin.call('PATCH', '/api/staff/999999', {}));
    await office.refused('no_such_staff', () => office.admin.call('POST', '/api/staff/999999/invitation'));
    await office.refused('invalid', () => office.admin.call('PATCH', '/api/staff/1;drop', {}));
    await office.refused('no_such_agency', () => office.admin.call('PATCH', '/api/agencies/khong-co', {}));
    const taken = { id: 'so-moi', name: 'Sở Y tế', kind: 'department' };
    await office.refused('agency_taken', () => office.admin.call('POST', '/api/agencies', taken));
    await office.refused('agency_taken', () =>
      office.admin.call('PATCH', '/api/agencies/so-y-te', { name: 'Sở Nội vụ' }),
    );
  });

  it('ends the sessions of who becomes something else or is closed out', async () => {
    const { id, browser } = await office.colleague('doi-vai', 'operator');
    const path = `/api/staff/${id}`;
    const renamed = await office.admin.call('PATCH', path, { name: 'Đổi Vai' });
    expect(await renamed.json()).toMatchObject({ name: 'Đổi Vai', role: 'operator', signedUp: true });
    expect((await browser.call('GET', '/api/session')).status).toBe(200);

    const moved = await office.admin.call('PATCH', path, { role: 'officer', agencyId: 'so-noi-vu' });
    expect(await moved.json()).toMatchObject({ agency: { id: 'so-noi-vu', name: 'Sở Nội vụ' } });
    await office.refused('session_expired', () => browser.call('GET', '/api/session'));
    await office.refused('invalid', () => office.admin.call('PATCH', path, { agencyId: null }));

    office.clock.forward(60_000);
    await browser.signIn();
    expect((await office.admin.call('PATCH', path, { active: false })).status).toBe(200);
    await office.refused('session_expired', () => browser.call('GET', '/api/session'));
    await office.refused('no_such_staff', () => office.admin.call('POST', `${path}/invitation`));
    const { entries } = await office.admin.read<AuditPage>('/api/audit?what=staff.changed&limit=3');
    expect(entries.map(({ subject, detail }) => [subject, detail])).toEqual([
      [`staff:${id}`, 'active: true → false'],
      [`staff:${id}`, 'role: operator → officer, agencyId: null → so-noi-vu'],
      [`staff:${id}`, 'name: Cán bộ doi-vai → Đổi Vai'],
    ]);
  });

  it('never leaves the desk without an administrator', async () => {
    const { staff } = await office.admin.read<{ staff: { id: string } }>('/api/session');
    const self = `/api/staff/${staff.id}`;
    await office.newcomer('chua-nhan', 'administrator');
    for (const change of [{ active: false }, { role: 'operator' }])
      await office.refused('last_administrator', () => office.admin.call('PATCH', self, change));

    const { id: other } = await office.colleague('quan-tri-hai', 'administrator');
    const answers = await Promise.all(
      [self, `/api/staff/${other}`].map((path) => office.admin.call('PATCH', path, { active: false })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await office.database.query<{ id: string }>(
      `update staff set active = true where role = 'administrator' and not active returning id`,
    );
    expect(rows).toHaveLength(1);
    office.clock.forward(60_000);
    await office.admin.signIn();
  });

  it('keeps agencies as administrators want them', async () => {
    const added = { id: 'xa-moi', name: 'UBND xã Mới', kind: 'commune', phrases: ['xã Mới'] };
    const response = await office.admin.call('POST', '/api/agencies', added);
    expect([response.status, await response.json()]).toEqual([201, { ...added, active: true }]);
    const changed = await office.admin.call('PATCH', '/api/agencies/xa-moi', { active: false });
    expect(await changed.json()).toEqual({ ...added, active: false });
    const { agencies } = await browsers.get('operator')!.read<{ agencies: object[] }>('/api/agencies');
    expect(agencies).toContainEqual({ ...added, active: false });
  });

  it('tells an administrator who did what, and that somebody looked', async () => {
    const mine = `/api/audit?who=${ids.get('coordinator')}`;
    expect((await office.admin.read<AuditPage>(mine)).entries).toMatchObject([
      { action: 'staff.signed_up', staff: { name: 'Cán bộ mot-coordinator' } },
    ]);
    const [first] = (await office.admin.read<AuditPage>('/api/audit?limit=1')).entries;
    expect(first).toMatchObject({ action: 'audit.read', staff: { name: 'Quản trị viên' } });
    const { next } = await office.admin.read<AuditPage>('/api/audit?limit=2');
    expect((await office.admin.read<AuditPage>(`/api/audit?limit=2&before=${next}`)).entries).toHaveLength(2);
    for (const query of ['who=x', 'before=-1', 'limit=0', 'ticket=a%20b', 'what=A', 'who=1&who=2', 'when=1'])
      await office.refused('invalid', () => office.admin.call('GET', `/api/audit?${query}`));
  });
});
