// What administrators do with colleagues: add, change, invite; each with its line in the audit.

import type { Database, Queryable } from '../../knowledge/ports.ts';
import { INPUT_FAULTS } from '../input-faults.ts';
import { Problem } from '../problem.ts';
import type { Role } from '../route.ts';
import { findAgency } from './agencies.ts';
import { recordAudit } from './audit.ts';
import type { Invitations } from './invitations.ts';
import type { Sessions } from './sessions.ts';
import { addMember, changeMember, findMember, type ListedMember, lockStaff } from './staff.ts';

type Standing = { name: string; role: Role; agencyId: string | null; active: boolean };

export type Colleagues = ReturnType<typeof createColleagues>;

/** `by` is the id of who does it; null at the command line of the server. */
export function createColleagues({
  database,
  invitations,
  sessions,
  now,
}: {
  database: Database;
  invitations: Invitations;
  sessions: Sessions;
  now: () => Date;
}) {
  /** Nobody can sign in as the new member before an invitation. Throws Problem `username_taken`, `no_such_agency` or `invalid`. */
  async function add(
    member: Omit<Standing, 'active'> & { username: string },
    by: string | null,
  ): Promise<ListedMember> {
    return database.transaction(async (tx) => {
      await judgeAgency(tx, member);
      const added = await addMember(tx, { ...member, now: now() });
      if (added === null) throw new Problem('username_taken');
      await recordAudit(tx, {
        staffId: by,
        action: 'staff.added',
        subject: `staff:${added}`,
        detail: member.role,
        at: now(),
      });
      return find(tx, { id: added });
    });
  }

  /** Throws Problem `no_such_staff`, `last_administrator`, `no_such_agency` or `invalid`. */
  async function change(
    id: string,
    wanted: { [Key in keyof Standing]?: Standing[Key] | undefined },
    by: string,
  ): Promise<ListedMember> {
    return database.transaction(async (tx) => {
      await lockStaff(tx);
      const { name, role, agency, active } = await find(tx, { id });
      const before = { name, role, agencyId: agency?.id ?? null, active };
      const after = {
        name: wanted.name ?? name,
        role: wanted.role ?? role,
        agencyId: wanted.agencyId === undefined ? before.agencyId : wanted.agencyId,
        active: wanted.active ?? active,
      };
      await judgeAgency(tx, after);
      if (!(await changeMember(tx, id, after))) throw new Problem('last_administrator');
      // Whoever is signed in as something else does not go on as that.
      if (!after.active || after.role !== role) await sessions.endAll(tx, id);
      if (!after.active) await invitations.withdraw(tx, id);
      await recordAudit(tx, {
        staffId: by,
        action: 'staff.changed',
        subject: `staff:${id}`,
        detail: differences(before, after),
        at: now(),
      });
      return find(tx, { id });
    });
  }

  /** A new one-time link; earlier ones of the member are good no more. Throws Problem `no_such_staff`, for a closed account too. */
  async function invite(
    member: { id: string } | { username: string },
    by: string | null,
  ): Promise<{ url: string; expiresAt: Date }> {
    return database.transaction(async (tx) => {
      const { id, active } = await find(tx, member);
      if (!active) throw new Problem('no_such_staff');
      await invitations.withdraw(tx, id);
      await recordAudit(tx, { staffId: by, action: 'staff.invited', subject: `staff:${id}`, at: now() });
      return invitations.issue(tx, id);
    });
  }

  return { add, change, invite };
}

async function find(tx: Queryable, by: { id: string } | { username: string }): Promise<ListedMember> {
  const member = await findMember(tx, by);
  if (member === null) throw new Problem('no_such_staff');
  return member;
}

async function judgeAgency(
  tx: Queryable,
  { role, agencyId }: Pick<Standing, 'role' | 'agencyId'>,
): Promise<void> {
  if (agencyId !== null && (await findAgency(tx, agencyId)) === null) throw new Problem('no_such_agency');
  if (role !== 'officer' || agencyId !== null) return;
  const errors = [{ field: 'agencyId', message: INPUT_FAULTS.agencyNeeded }];
  throw new Problem('invalid', { more: { errors } });
}

/** 'role: officer → coordinator, active: true → false' */
function differences(before: Standing, after: Standing): string {
  return (Object.keys(before) as (keyof Standing)[])
    .filter((key) => before[key] !== after[key])
    .map((key) => `${key}: ${before[key]} → ${after[key]}`)
    .join(', ');
}
