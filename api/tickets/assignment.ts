// Who gets a ticket: the person named, or whoever of the agency has the fewest open ones.

import type { Queryable } from '../../knowledge/ports.ts';

export interface Assignee {
  id: string;
  name: string;
}

const LEAST_LOADED = `
select s.id, s.name from staff s
where s.active and s.id is distinct from $2 and case when $1::text is null then s.role = 'coordinator'
  else s.role = 'officer' and s.agency_id = $1 end
order by (select count(*) from tickets t where t.assignee_id = s.id and t.open), s.id
limit 1`;

/** The officer of the agency with the fewest open tickets; without an agency, the coordinator. Null when there is nobody. */
export async function leastLoaded(
  tx: Queryable,
  { agencyId, except = null }: { agencyId: string | null; except?: string | null },
): Promise<Assignee | null> {
  const { rows } = await tx.query<Assignee>(LEAST_LOADED, [agencyId, except]);
  return rows[0] ?? null;
}

/** The active member of staff with this id who may hold tickets of the agency; null when there is none. */
export async function assigneeFor(
  tx: Queryable,
  { id, agencyId }: { id: string; agencyId: string | null },
): Promise<Assignee | null> {
  const { rows } = await tx.query<Assignee>(
    `select id, name from staff where id = $1 and active
       and (role in ('coordinator', 'administrator') or (role = 'officer' and agency_id = $2))`,
    [id, agencyId],
  );
  return rows[0] ?? null;
}

/** The name of an active agency; null when there is none. */
export async function agencyName(tx: Queryable, id: string): Promise<string | null> {
  const { rows } = await tx.query<{ name: string }>('select name from agencies where id = $1 and active', [
    id,
  ]);
  return rows[0]?.name ?? null;
}

export async function staffName(tx: Queryable, id: string | null): Promise<string | null> {
  const { rows } = await tx.query<{ name: string }>('select name from staff where id = $1', [id]);
  return rows[0]?.name ?? null;
}
