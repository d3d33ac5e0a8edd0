// Calls on the hotline: what was asked, what was told, and from which sources. Owns the table hotline_calls.

import type { Queryable } from '../../knowledge/ports.ts';

export interface Call {
  staffId: string;
  startedAt: Date;
  loggedAt: Date;
  caller: { hash: string; endsIn: string } | null;
  /** Both masked. */
  question: string;
  told: string;
  sources: readonly { code: string; title: string; version: number }[];
  ticketCode: string | null;
}

/** Stores a call and resolves to its id; the same call logged again is mended, not doubled. */
export async function logCall(tx: Queryable, call: Call): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into hotline_calls
       (staff_id, started_at, logged_at, caller_hash, caller_ends_in, question, told, sources, ticket_code)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)
     on conflict (staff_id, started_at) do update set logged_at = excluded.logged_at,
       caller_hash = excluded.caller_hash, caller_ends_in = excluded.caller_ends_in, question = excluded.question,
       told = excluded.told, sources = excluded.sources, ticket_code = excluded.ticket_code
     returning id`,
    [
      call.staffId,
      call.startedAt,
      call.loggedAt,
      call.caller?.hash,
      call.caller?.endsIn,
      call.question,
      call.told,
      JSON.stringify(call.sources),
      call.ticketCode,
    ],
  );
  return rows[0]!.id;
}

/** The last calls of a number, newest first. */
export async function callsOf(
  database: Queryable,
  hash: string,
  limit: number,
): Promise<{ at: Date; question: string; ticketCode: string | null }[]> {
  const { rows } = await database.query<{ at: Date; question: string; ticketCode: string | null }>(
    `select started_at as at, question, ticket_code as "ticketCode" from hotline_calls
     where caller_hash = $1 order by started_at desc limit $2`,
    [hash, limit],
  );
  return rows;
}
