// Who changed what, and who read what of whom: only ever added to. Owns the table audit.

import type { Queryable } from '../../knowledge/ports.ts';

export interface AuditEntry {
  /** Null: nobody who is known. */
  staffId: string | null;
  /** What was done to what, 'ticket.read', 'staff.changed'. */
  action: string;
  /** Whose data, 'ticket:PA-2026-000123', 'staff:7'; null where there is none. */
  subject: string | null;
  /** Which fields, which words were searched: no personal data of citizens. */
  detail?: string | null;
  at: Date;
}

export interface AuditLine {
  id: string;
  at: Date;
  staff: { id: string; name: string } | null;
  action: string;
  subject: string | null;
  detail: string | null;
}

const READ = `
select a.id, a.at, a.action, a.subject, a.detail,
  case when s.id is null then null else jsonb_build_object('id', s.id::text, 'name', s.name) end as staff
from audit a left join staff s on s.id = a.staff_id
where ($1::bigint is null or a.staff_id = $1)
  and ($2::text is null or a.action = $2 or starts_with(a.action, $2 || '.'))
  and ($3::text is null or a.subject = $3)
  and ($4::bigint is null or a.id < $4)
order by a.id desc limit $5`;

/** In the transaction of what it tells of, so that neither is without the other. */
export async function recordAudit(tx: Queryable, entry: AuditEntry): Promise<void> {
  await tx.query('insert into audit (at, staff_id, action, subject, detail) values ($1, $2, $3, $4, $5)', [
    entry.at,
    entry.staffId,
    entry.action,
    entry.subject,
    entry.detail ?? null,
  ]);
}

/** Newest first; `what` is an action, 'ticket.read', or all of its kind, 'ticket'. `next` is the `before` of the page after. */
export async function readAudit(
  database: Queryable,
  query: { who?: string; what?: string; subject?: string; before?: string; limit: number },
): Promise<{ entries: AuditLine[]; next: string | null }> {
  const { who = null, what = null, subject = null, before = null, limit } = query;
  const { rows } = await database.query<AuditLine>(READ, [who, what, subject, before, limit + 1]);
  const entries = rows.slice(0, limit);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
