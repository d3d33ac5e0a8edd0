// The people who work at the desk. Owns the table staff.

import type { Queryable } from '../../knowledge/ports.ts';
import type { Role } from '../route.ts';

export interface StaffMember {
  id: string;
  /** What a person signs in with, lower case. */
  username: string;
  name: string;
  role: Role;
  /** An officer sees the tickets of this agency only. */
  agency: { id: string; name: string } | null;
  active: boolean;
}

/** A member as the list of staff shows one. */
export interface ListedMember extends StaffMember {
  /** Whether an invitation has been taken up. */
  signedUp: boolean;
  createdAt: Date;
}

/** The account of the programs that call with the token of the configuration; no person can have this name. */
const INTEGRATION = '@integration';
const ZALO = '@zalo';

const MEMBER = `
select s.id, s.username, s.name, s.role, s.active, s.created_at as "createdAt",
  case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.name) end as agency,
  exists (select from credentials where staff_id = s.id) as "signedUp"
from staff s left join agencies a on a.id = s.agency_id`;

/** People only, by name; with `agencyId` those of one agency. */
export async function listStaff(database: Queryable, agencyId: string | null): Promise<ListedMember[]> {
  const { rows } = await database.query<ListedMember>(
    `${MEMBER} where s.username <> $1 and ($2::text is null or s.agency_id = $2) order by s.name, s.id`,
    [INTEGRATION, agencyId],
  );
  return rows;
}

/** A person; null for programs too. */
export async function findMember(
  database: Queryable,
  by: { id: string } | { username: string },
): Promise<ListedMember | null> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['username', by.username];
  const { rows } = await database.query<ListedMember>(
    `${MEMBER} where s.${column} = $1 and s.username <> $2`,
    [value, INTEGRATION],
  );
  return rows[0] ?? null;
}

/** Resolves to the id, or to null, with nothing changed, when the username is taken. */
export async function addMember(
  tx: Queryable,
  member: { username: string; name: string; role: Role; agencyId: string | null; now: Date },
): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into staff (username, name, role, agency_id, created_at) values ($1, $2, $3, $4, $5)
     on conflict (username) do nothing returning id`,
    [member.username, member.name, member.role, member.agencyId, member.now],
  );
  return rows[0]?.id ?? null;
}

/** Until the transaction ends nobody else changes who works here: two administrators must not take away each other's right. */
export async function lockStaff(tx: Queryable): Promise<void> {
  await tx.query('lock table staff in share row exclusive mode');
}

/** Under `lockStaff`. Resolves to false, with nothing changed, when it would leave nobody who can sign in to administrate. */
export async function changeMember(
  tx: Queryable,
  id: string,
  change: { name: string; role: Role; agencyId: string | null; active: boolean },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update staff set name = $2, role = $3, agency_id = $4, active = $5
     where id = $1 and (($3 = 'administrator' and $5) or role <> 'administrator' or not active
       or exists (select from staff s join credentials c on c.staff_id = s.id
         where s.role = 'administrator' and s.active and s.id <> $1))`,
    [id, change.name, change.role, change.agencyId, change.active],
  );
  return rowCount > 0;
}

/** The id of the account of programs, made at first use. */
export function integrationAccount(database: Queryable, now: Date): Promise<string> {
  return ownAccount(database, INTEGRATION, 'Hệ thống tích hợp', now);
}

/** The id that stands for officers who answer in Zalo's own screens, where nobody tells who they are. */
export function zaloAccount(database: Queryable, now: Date): Promise<string> {
  return ownAccount(database, ZALO, 'Cán bộ trên Zalo', now);
}

/** Nobody signs in with these: their names are none that a person can have. */
async function ownAccount(database: Queryable, username: string, name: string, now: Date): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `insert into staff (username, name, role, created_at) values ($1, $2, 'coordinator', $3)
     on conflict (username) do update set username = excluded.username returning id`,
    [username, name, now],
  );
  return rows[0]!.id;
}
