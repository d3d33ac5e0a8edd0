// Who else has the same ticket on the screen, by heartbeats. Owns the table ticket_lookers.

import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import type { TicketParts } from './parts.ts';
import { ticketIdFor } from './sight.ts';

/** Two heartbeats of 15 s may be lost. */
const LOOKING_MS = 40_000;

const LOOK = `
insert into ticket_lookers (ticket_id, staff_id, seen_at) values ($1, $2, $3)
on conflict (ticket_id, staff_id) do update set seen_at = excluded.seen_at`;

const OTHERS = `
select s.name from ticket_lookers l join staff s on s.id = l.staff_id
where l.ticket_id = $1 and l.staff_id <> $2 and l.seen_at > $3
order by s.name, s.id`;

/** Notes that the caller is looking, and resolves to the names of the others. Throws Problem `no_such_ticket`. */
export async function lookAt(
  { database, now }: Pick<TicketParts, 'database' | 'now'>,
  caller: Caller,
  code: string,
): Promise<string[]> {
  const id = await ticketIdFor(database, caller, code);
  if (id === null) throw new Problem('no_such_ticket');
  await database.query(LOOK, [id, caller.staffId, now()]);
  const since = new Date(now().getTime() - LOOKING_MS);
  const { rows } = await database.query<{ name: string }>(OTHERS, [id, caller.staffId, since]);
  return rows.map(({ name }) => name);
}
