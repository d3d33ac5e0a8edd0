// Earlier tickets of a caller's number, for the desk of the hotline. Reads what tickets/ owns.

import type { TicketStatus } from '../../bot/ports.ts';
import type { Category } from '../../bot/understand.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { spellingsOf } from './phone.ts';

type Row = {
  code: string;
  status: TicketStatus;
  category: Category;
  summary: string;
  openedAt: Date;
  dueAt: Date | null;
};

/** Newest first. `number` as `localNumber` spells it. */
export async function ticketsOfPhone(database: Queryable, number: string, limit: number) {
  const { rows } = await database.query<Row>(
    `select t.code, t.status, t.category, t.summary, t.opened_at as "openedAt", t.due_at as "dueAt"
     from ticket_texts x join tickets t on t.id = x.ticket_id
     where x.phone = any($1) order by t.id desc limit $2`,
    [spellingsOf(number), limit],
  );
  return rows.map(({ openedAt, dueAt, ...row }) => ({
    ...row,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
  }));
}
