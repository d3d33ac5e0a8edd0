// Many tickets about one thing: the one that stands for the incident, and those linked to it. Links never form chains.

import type { Queryable } from '../../knowledge/ports.ts';
import { readTicketCode } from './codes.ts';
import type { Scope } from './scope.ts';

export interface Incident {
  id: string;
  code: string;
}

const FIND = `
select i.id, i.code from tickets t join tickets i on i.id = coalesce(t.incident_id, t.id)
where t.code = $1`;

// Nobody may link the incident itself away meanwhile.
const HOLD = ' for share of i';

/** The incident that the ticket of this code is or belongs to; null when there is none in sight. */
export async function incidentFor(
  tx: Queryable,
  code: string,
  scope: Scope = null,
): Promise<Incident | null> {
  const within = scope === null ? '' : ` and t.${scope.column} = $2`;
  const { rows } = await tx.query<Incident>(FIND + within + HOLD, [
    readTicketCode(code) ?? code,
    ...(scope === null ? [] : [scope.value]),
  ]);
  return rows[0] ?? null;
}

/** Whether other tickets are linked to this one. */
export async function isIncident(tx: Queryable, id: string): Promise<boolean> {
  const { rows } = await tx.query<{ linked: boolean }>(
    'select exists (select from tickets where incident_id = $1) as linked',
    [id],
  );
  return rows[0]!.linked;
}

export async function linkedCodes(database: Queryable, id: string): Promise<string[]> {
  const { rows } = await database.query<{ code: string }>(
    'select code from tickets where incident_id = $1 order by id limit 500',
    [id],
  );
  return rows.map(({ code }) => code);
}
