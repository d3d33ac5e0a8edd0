// A desk that has worked for decades, made inside the database: conversations, activities, tickets and their words.

import type { Queryable } from '../../knowledge/ports.ts';

export interface DeskSize {
  tickets: number;
  /** Of 20 activities each. */
  conversations: number;
}

export const ACTIVITIES_PER_CONVERSATION = 20;
/** Of a hundred tickets so many are open. */
const OPEN_PERCENT = 3;
export const BENCH_AGENCY = 'bench-agency-1';
const AGENCIES = 40;
/** Syllables of which most stand in few tickets, as in real texts; written with their marks and without. */
const SYLLABLES =
  'hồ sơ đất trễ hẹn phường cán bộ nộp giấy phép nhà xã sổ đỏ thửa mương rác khói bụi đường đèn loa ồn'.split(
    ' ',
  );
const RARE = 20_000;

const AGENCY_ROWS = `
insert into agencies (id, name, kind) select 'bench-agency-' || n, 'Cơ quan ' || n, 'department' from generate_series(1, $1::integer) n`;

const STAFF_ROWS = `
insert into staff (username, name, role, agency_id, created_at)
values ('coordinator', 'Điều phối', 'coordinator', null, now()), ('officer', 'Cán bộ', 'officer', $1, now())`;

const CONVERSATIONS = `
insert into conversations (id, channel, user_id, last_position, created_at, last_active_at)
select 'direct-line:bench-' || n, 'direct-line', 'bench-' || n, ${ACTIVITIES_PER_CONVERSATION},
  now() - make_interval(mins => n), now() - make_interval(mins => n)
from generate_series(1, $1::integer) n`;

const ACTIVITIES = `
insert into activities (conversation_id, position, direction, channel_message_id, activity, status, record, created_at)
select 'direct-line:bench-' || n, p, case when p % 2 = 1 then 'inbound' else 'outbound' end,
  case when p % 2 = 1 then 'm' || p end,
  jsonb_build_object('type', 'message', 'text', 'đăng ký kết hôn cần giấy tờ gì, câu ' || p),
  case when p % 2 = 1 then 'answered' else 'delivered' end,
  case when p % 2 = 1 then '{"intent": "procedure", "outcome": "answered", "code": "1.000894"}'::jsonb end,
  now() - make_interval(mins => n)
from generate_series($1::integer, $2::integer) n, generate_series(1, ${ACTIVITIES_PER_CONVERSATION}) p`;

const TICKETS = `
insert into tickets (id, code, status, category, class, channel, agency_id, conversation_id, urgent, anonymous, opened_at,
  came_at, clock, due_at, decided_at, on_time, summary)
select n, 'PA-2026-' || lpad(n::text, greatest(6, length(n::text)), '0'),
  case when n % 100 < ${OPEN_PERCENT} then (array['received', 'processing'])[1 + n % 2] else 'published' end,
  (array['late-dossier', 'staff-attitude', 'wrong-fee', 'land', 'other'])[1 + n % 5], 'conduct', 'direct-line',
  case when n % 7 = 0 then null else 'bench-agency-' || (1 + n % ${AGENCIES}) end,
  case when n <= $2::integer then 'direct-line:bench-' || n end, n % 50 = 0, false,
  now() - make_interval(mins => 2 * n), now() - make_interval(mins => 2 * n),
  case when n % 100 < ${OPEN_PERCENT} then 'running' else 'stopped' end, now() + make_interval(mins => n % 40000 - 8000),
  case when n % 100 < ${OPEN_PERCENT} then null else now() - make_interval(mins => n) end,
  case when n % 100 < ${OPEN_PERCENT} then null else n % 20 <> 0 end, 'Hồ sơ đất trễ hẹn, phiếu ' || n
from generate_series(1, $1::integer) n`;

const TEXTS = `
insert into ticket_texts (ticket_id, what, key_hash, words)
select n, 'Hồ sơ đất trễ hẹn, phiếu ' || n, '\\x00', array_to_tsvector(array(
  select word from (
    select unnest(array[s.written, s.folded]) as word
    from (select '=' || ($2::text[])[1 + (n::bigint * k * 7919) % cardinality($2)] as written,
      ($3::text[])[1 + (n::bigint * k * 7919) % cardinality($3)] as folded from generate_series(1, 8) k) s
    union select 'ten' || (n::bigint * 104729) % ${RARE}
    union select '=ten' || (n::bigint * 104729) % ${RARE}
  ) words))
from generate_series(1, $1::integer) n`;

const EVENTS = `
insert into ticket_events (ticket_id, at, kind, actor, version)
select n, now() - make_interval(mins => n), (array['opened', 'triaged', 'moved'])[k], 'system', k
from generate_series(1, $1::integer) n, generate_series(1, 3) k`;

/** Activities go in by so many conversations at once, so that `onProgress` has something to tell. */
const STEP = 25_000;

export async function fillDesk(
  database: Queryable,
  { tickets, conversations }: DeskSize,
  { fold, onProgress }: { fold: (text: string) => string; onProgress: (done: number, total: number) => void },
): Promise<void> {
  await database.query(AGENCY_ROWS, [AGENCIES]);
  await database.query(STAFF_ROWS, [BENCH_AGENCY]);
  await database.query(CONVERSATIONS, [conversations]);
  for (let from = 1; from <= conversations; from += STEP) {
    await database.query(ACTIVITIES, [from, Math.min(from + STEP - 1, conversations)]);
    onProgress(Math.min(from + STEP - 1, conversations), conversations);
  }
  await database.query(TICKETS, [tickets, conversations]);
  await database.query(TEXTS, [tickets, SYLLABLES, SYLLABLES.map(fold)]);
  await database.query(EVENTS, [tickets]);
  await database.query(`select setval('ticket_numbers', $1)`, [tickets]);
}
