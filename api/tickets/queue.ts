// The queue: pages by key, never by offset, search by words, and how much waits in each view. Reads along indexes only.

import type { z } from 'zod';
import { findTicketCode } from '../../bot/entities.ts';
import { INPUT_FAULTS } from '../input-faults.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { readTicketCode } from './codes.ts';
import type { TicketParts } from './parts.ts';
import { ROW_COLUMNS, type ShownRow, type StoredRow, showRow } from './rows.ts';
import { conditionsFor } from './sight.ts';
import { QUEUE_VIEWS, type QueueQuery } from './views.ts';
import { searchQuery } from './words.ts';

type Query = z.output<typeof QueueQuery>;
type View = (typeof QUEUE_VIEWS)[number];

/** As in the indexes: what has no clock comes last. */
const DUE = `coalesce(t.due_at, 'infinity')`;
/** Counting on would read the whole table for a number that nobody needs exactly. */
const COUNTED_TO = 1000;
/** So many tickets with the words looked for are sorted; more are met soon enough by walking the queue in order. */
const FEW = 2000;

const WITH_WORDS = `
select ticket_id as id from ticket_texts where words @@ $1::tsquery order by ticket_id desc limit ${FEW + 1}`;

export function createQueue({
  database,
  calendar,
  rules,
  now,
}: Pick<TicketParts, 'database' | 'calendar' | 'rules' | 'now'>) {
  function viewCondition(view: View, caller: Caller, at: Date, value: (given: unknown) => string): string {
    switch (view) {
      case 'mine':
        return `t.open and t.assignee_id = ${value(caller.staffId)}`;
      case 'unassigned':
        return 't.open and t.assignee_id is null';
      case 'open':
        return 't.open';
      case 'due_soon':
        return `t.clock = 'running' and ${DUE} >= ${value(at)} and ${DUE} <= ${value(calendar.dueAt(at, rules.dueSoonDays).at)}`;
      case 'overdue':
        return `t.clock = 'running' and ${DUE} < ${value(at)}`;
      case 'closed':
        return 'not t.open';
      case 'all':
        return 'true';
    }
  }

  async function page(caller: Caller, query: Query): Promise<{ tickets: ShownRow[]; next: string | null }> {
    const at = now();
    const { values, all, value } = conditionsFor(caller);
    all.push(viewCondition(query.view, caller, at, value));
    if (query.status !== undefined) all.push(`t.status = ${value(query.status)}`);
    if (query.category !== undefined) all.push(`t.category = ${value(query.category)}`);
    if (query.agency !== undefined) all.push(`t.agency_id = ${value(query.agency)}`);
    if (query.channel !== undefined) all.push(`t.channel = ${value(query.channel)}`);
    const code = readTicketCode(query.q ?? '') ?? findTicketCode(query.q ?? '');
    const words = code === null ? searchQuery(query.q ?? '') : null;
    if (code !== null) all.push(`t.code = ${value(code)}`);
    const few = words === null ? null : await fewWith(words);
    const walks = words !== null && few === null;
    if (few !== null) all.push(`t.id = any(${value(few)}::bigint[])`);
    if (walks) all.push(`x.words @@ ${value(words)}::tsquery`);
    const byDue = query.sort === 'due' && query.view !== 'closed' && query.view !== 'all';
    const after = query.after === undefined ? null : readCursor(query.after, byDue);
    if (after !== null)
      all.push(
        byDue
          ? `(${DUE}, t.id) > (${value(after.due)}::timestamptz, ${value(after.id)}::bigint)`
          : `t.id ${query.sort === 'oldest' ? '>' : '<'} ${value(after.id)}::bigint`,
      );
    const order = byDue ? `${DUE}, t.id` : `t.id ${query.sort === 'oldest' ? 'asc' : 'desc'}`;
    const { rows } = await database.query<StoredRow>(
      `select ${ROW_COLUMNS} from tickets t${walks ? ' join ticket_texts x on x.ticket_id = t.id' : ''}
       where ${all.join(' and ')} order by ${order} limit ${value(query.limit + 1)}`,
      values,
    );
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      tickets: shown.map((row) => showRow(row, { calendar, rules, now: at })),
      next: last === undefined ? null : writeCursor(last, byDue),
    };
  }

  /** Tickets with these words in anybody's sight; null when there are more than a few. No statistics know a rare word. */
  async function fewWith(words: string): Promise<string[] | null> {
    const { rows } = await database.query<{ id: string }>(WITH_WORDS, [words]);
    return rows.length > FEW ? null : rows.map(({ id }) => id);
  }

  async function counts(caller: Caller): Promise<Record<View, number>> {
    const at = now();
    const { values, all, value } = conditionsFor(caller);
    const counted = QUEUE_VIEWS.map((view) => {
      const where = [...all, viewCondition(view, caller, at, value)].join(' and ');
      // In order of number where the view is nearly the table, so that the limit ends it early.
      const order = view === 'closed' || view === 'all' ? ' order by t.id' : '';
      return `(select count(*)::integer from (
        select from tickets t where ${where}${order} limit ${COUNTED_TO}) counted) as "${view}"`;
    });
    const { rows } = await database.query<Record<View, number>>(`select ${counted.join(', ')}`, values);
    return rows[0]!;
  }

  return { page, counts };
}

function writeCursor({ id, dueAt }: StoredRow, byDue: boolean): string {
  const due = byDue ? (dueAt?.toISOString() ?? 'infinity') : null;
  return Buffer.from(JSON.stringify({ id, due })).toString('base64url');
}

/** Throws Problem `invalid` for what no page gave, and for one given in another order. */
function readCursor(text: string, byDue: boolean): { id: string; due: string | null } {
  const { id, due } = parseCursor(text);
  const fits = byDue ? due === 'infinity' || (due !== null && !Number.isNaN(Date.parse(due))) : due === null;
  if (id !== null && /^[1-9]\d{0,17}$/.test(id) && fits) return { id, due };
  throw new Problem('invalid', { more: { errors: [{ field: 'after', message: INPUT_FAULTS.cursor }] } });
}

function parseCursor(text: string): { id: string | null; due: string | null } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const { id, due } = (parsed ?? {}) as { id?: unknown; due?: unknown };
    return { id: typeof id === 'string' ? id : null, due: typeof due === 'string' ? due : null };
  } catch {
    return { id: null, due: null };
  }
}
