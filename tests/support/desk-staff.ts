// Staff for tests: rows in the database, and an `identify` that believes the header x-staff.

import type { Caller, Identify, Role } from '../../api/route.ts';
import type { Database } from '../../knowledge/ports.ts';

export interface TestStaff {
  /** By first name: `lan` and `minh` are officers of different agencies. */
  callers: Readonly<Record<'lan' | 'minh' | 'hoa' | 'tam' | 'ba', Caller>>;
  identify: Identify;
  headersOf(name: keyof TestStaff['callers']): Record<string, string>;
}

const PEOPLE = {
  lan: { name: 'Nguyễn Thị Lan', role: 'officer', agencyId: 'agency-one' },
  minh: { name: 'Trần Văn Minh', role: 'officer', agencyId: 'agency-two' },
  hoa: { name: 'Lê Thị Hoa', role: 'operator', agencyId: null },
  tam: { name: 'Phạm Minh Tâm', role: 'coordinator', agencyId: null },
  ba: { name: 'Đỗ Thị Ba', role: 'administrator', agencyId: null },
} as const satisfies Record<string, { name: string; role: Role; agencyId: string | null }>;

/** Adds two agencies and one person of each role, and a second officer. */
export async function addStaff(database: Database): Promise<TestStaff> {
  await database.query(
    `insert into agencies (id, name, kind) values
       ('agency-one', 'Sở Thứ Nhất', 'department'), ('agency-two', 'Sở Thứ Hai', 'department')`,
  );
  const callers: Record<string, Caller> = {};
  for (const [username, { name, role, agencyId }] of Object.entries(PEOPLE)) {
    const { rows } = await database.query<{ id: string }>(
      `insert into staff (username, name, role, agency_id, created_at) values ($1, $2, $3, $4, now()) returning id`,
      [username, name, role, agencyId],
    );
    callers[username] = { staffId: rows[0]!.id, name, role, agencyId };
  }
  return {
    callers: callers as TestStaff['callers'],
    identify: async (request) => callers[request.get('x-staff') ?? ''] ?? null,
    headersOf: (name) => ({ 'x-staff': name, 'content-type': 'application/json' }),
  };
}
