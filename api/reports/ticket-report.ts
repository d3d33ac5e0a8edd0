// The report on reflections (phản ánh, kiến nghị) of a period, by category and channel. Reads what tickets/ owns.

import { CATEGORY_FACTS } from '../../bot/complaints/categories.ts';
import type { Category } from '../../bot/understand.ts';
import { addDays, instantOf } from '../../knowledge/day.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { toCsv } from './csv.ts';
import type { Period } from './periods.ts';
import { TICKET_COLUMNS, texts } from './texts.ts';

type Column = keyof typeof TICKET_COLUMNS;
export type TicketCounts = Record<Exclude<Column, 'category' | 'channel'>, number>;
export type TicketReportRow = { category: Category; channel: string } & TicketCounts;

export interface TicketReport extends Period {
  rows: TicketReportRow[];
  sum: TicketCounts;
}

const COLUMNS = Object.keys(TICKET_COLUMNS) as Column[];
const COUNTED = COLUMNS.filter(
  (column): column is keyof TicketCounts => column !== 'category' && column !== 'channel',
);

// $1 begins the period, $2 is the instant after it, or now while it runs. What was decided later counts as open then.
const REPORT = `
with counted as (
  select t.*, decided_at is not null and decided_at < $2 as is_decided,
    exists (select from ticket_events e where e.ticket_id = t.id and e.to_value = 'published' and e.at < $2) as is_published
  from tickets t
  where opened_at < $2 and (decided_at is null or decided_at >= $1)
)
select category, channel,
  count(*)::integer as total,
  count(*) filter (where opened_at >= $1)::integer as received,
  count(*) filter (where opened_at < $1)::integer as "carriedOver",
  count(*) filter (where class = 'regulation')::integer as regulation,
  count(*) filter (where class = 'conduct')::integer as conduct,
  count(*) filter (where class not in ('regulation', 'conduct'))::integer as "otherClass",
  count(*) filter (where not is_decided or status not in ('returned', 'refused'))::integer as competent,
  count(*) filter (where is_decided and status = 'returned')::integer as returned,
  count(*) filter (where is_decided and status = 'refused')::integer as refused,
  count(*) filter (where is_decided)::integer as decided,
  count(*) filter (where is_decided and on_time)::integer as "decidedOnTime",
  count(*) filter (where is_decided and not on_time)::integer as "decidedLate",
  count(*) filter (where is_decided and on_time is null)::integer as "decidedUntimed",
  count(*) filter (where not is_decided)::integer as open,
  count(*) filter (where not is_decided and due_at is not null
    and (due_at >= $2 or clock = 'paused'))::integer as "openInTime",
  count(*) filter (where not is_decided and due_at < $2 and clock <> 'paused')::integer as "openLate",
  count(*) filter (where not is_decided and due_at is null)::integer as "openUntimed",
  count(*) filter (where is_decided and is_published)::integer as published,
  count(*) filter (where is_decided and rating in ('very_satisfied', 'satisfied'))::integer as satisfied,
  count(*) filter (where is_decided and rating = 'dissatisfied')::integer as dissatisfied
from counted group by category, channel order by category, channel`;

/** As things stand now; for a period that still runs, until now. */
export async function ticketReport(database: Queryable, period: Period, now: Date): Promise<TicketReport> {
  const end = instantOf(addDays(period.lastDay, 1), 0);
  const { rows } = await database.query<TicketReportRow>(REPORT, [
    instantOf(period.firstDay, 0),
    end < now ? end : now,
  ]);
  const sum = Object.fromEntries(
    COUNTED.map((column) => [column, rows.reduce((total, row) => total + row[column], 0)]),
  ) as TicketCounts;
  return { ...period, rows, sum };
}

/** The report as a table with a heading and a last line of sums. */
export function ticketReportCsv({ rows, sum }: TicketReport): string {
  return toCsv([
    Object.values(TICKET_COLUMNS),
    ...rows.map((row) => [
      CATEGORY_FACTS[row.category].label,
      texts.channels[row.channel] ?? row.channel,
      ...COUNTED.map((column) => row[column]),
    ]),
    [texts.all, '', ...COUNTED.map((column) => sum[column])],
  ]);
}
