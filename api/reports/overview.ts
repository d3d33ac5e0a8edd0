// Today at a glance and the trends of a stretch of days. Reads what tickets/, conversations and hand-overs own.

import { CATEGORIES, type Category } from '../../bot/understand.ts';
import { displayTitle } from '../../knowledge/compose.ts';
import { addDays, dayOf, instantOf } from '../../knowledge/day.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import type { Period } from './periods.ts';

const MOST_PROCEDURES = 10;
/** Days in Việt Nam, without asking the database for its table of time zones. */
const DAY = (column: string) => `(${column} at time zone interval '+07:00')::date::text`;

/** Questions about procedures, of any outcome. */
const QUESTIONS = `activities where direction = 'inbound' and record ->> 'intent' = 'procedure'`;

const TODAY = `
select
  (select count(*)::integer from tickets t where opened_at >= $1 and opened_at < $2 and SCOPE) as opened,
  (select count(*)::integer from tickets t where decided_at >= $1 and decided_at < $2
     and status in ('answered', 'published') and SCOPE) as answered,
  (select count(*)::integer from tickets t where clock = 'running' and due_at < $3 and SCOPE) as overdue,
  (select count(*)::integer from tickets t
   where clock = 'running' and due_at >= $3 and due_at <= $4 and SCOPE) as "dueSoon",
  (select count(*)::integer from handovers where ended_at is null and holder_id is null) as "waitingConversations",
  (select count(*)::integer from ${QUESTIONS} and created_at >= $1 and created_at < $2) as questions,
  (select count(*)::integer from ${QUESTIONS} and created_at >= $1 and created_at < $2
     and record ->> 'outcome' = 'answered') as "questionsAnswered"`;

const CLOCKS = `
select a.name as agency,
  count(*) filter (where t.on_time)::integer as "onTime",
  count(*) filter (where not t.on_time or (t.open and t.clock = 'running' and t.due_at < $3))::integer as overdue
from tickets t join agencies a on a.id = t.agency_id
where (t.decided_at >= $1 and t.decided_at < $2 or t.open) and SCOPE
group by a.id, a.name order by overdue desc, a.name`;

const PER_DAY = `
select day, sum(opened)::integer as opened, sum(answered)::integer as answered, sum(questions)::integer as questions
from (
  select ${DAY('opened_at')} as day, 1 as opened, 0 as answered, 0 as questions
  from tickets t where opened_at >= $1 and opened_at < $2 and SCOPE
  union all
  select ${DAY('decided_at')}, 0, 1, 0 from tickets t
  where decided_at >= $1 and decided_at < $2 and status in ('answered', 'published') and SCOPE
  union all
  select ${DAY('created_at')}, 0, 0, 1 from ${QUESTIONS} and created_at >= $1 and created_at < $2
) counted group by day`;

const TOP = `
select asked.code, p.title, asked.count from (
  select record ->> 'code' as code, count(*)::integer as count from ${QUESTIONS}
    and created_at >= $1 and created_at < $2 and record ->> 'code' is not null
  group by 1 order by 2 desc, 1 limit ${MOST_PROCEDURES}
) asked
left join lateral (
  select body ->> 'title' as title from procedures where code = asked.code order by version desc limit 1
) p on true
order by asked.count desc, asked.code`;

const RATINGS = `
select count(*) filter (where rating = 'very_satisfied')::integer as very_satisfied,
  count(*) filter (where rating = 'satisfied')::integer as satisfied,
  count(*) filter (where rating = 'dissatisfied')::integer as dissatisfied
from tickets t where decided_at >= $1 and decided_at < $2 and SCOPE`;

const COUNTS = `
select category, channel, count(*)::integer as count from tickets t
where opened_at >= $1 and opened_at < $2 and SCOPE group by category, channel`;

/**
 * `agencyId`: only its tickets; null for all. `dueSoonUntil`: what is due by then is due soon. Questions and waiting
 * conversations are of nobody's agency and always counted.
 */
export async function overview(
  database: Queryable,
  {
    period,
    agencyId,
    now,
    dueSoonUntil,
  }: { period: Period; agencyId: string | null; now: Date; dueSoonUntil: Date },
) {
  /** Every query takes the agency last; SCOPE stands for the condition. */
  async function ask<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    const scope = `($${values.length + 1}::text is null or t.agency_id = $${values.length + 1})`;
    return (await database.query<Row>(sql.replaceAll('SCOPE', scope), [...values, agencyId])).rows;
  }
  const begin = instantOf(period.firstDay, 0);
  const end = instantOf(addDays(period.lastDay, 1), 0);
  const today = dayOf(now);
  const [figures] = await ask<Record<'questions' | 'questionsAnswered', number> & TodayFigures>(TODAY, [
    instantOf(today, 0),
    instantOf(addDays(today, 1), 0),
    now,
    dueSoonUntil,
  ]);
  const { questionsAnswered, ...rest } = figures!;
  const counts = await ask<{ category: Category; channel: string; count: number }>(COUNTS, [begin, end]);
  const days = await ask<{ day: string; opened: number; answered: number; questions: number }>(PER_DAY, [
    begin,
    end,
  ]);
  const [satisfaction] = await ask<Record<'very_satisfied' | 'satisfied' | 'dissatisfied', number>>(RATINGS, [
    begin,
    end,
  ]);
  const { rows: top } = await database.query<{ code: string; title: string | null; count: number }>(TOP, [
    begin,
    end,
  ]);
  return {
    today: { ...rest, answeredShare: rest.questions === 0 ? null : questionsAnswered / rest.questions },
    clocks: await ask<{ agency: string; onTime: number; overdue: number }>(CLOCKS, [begin, end, now]),
    perDay: daysOf(period).map(
      (day) => days.find((one) => one.day === day) ?? { day, opened: 0, answered: 0, questions: 0 },
    ),
    topProcedures: top.map(({ code, title, count }) => ({
      code,
      title: title === null ? code : displayTitle(title),
      count,
    })),
    satisfaction: satisfaction!,
    byCategory: CATEGORIES.map((category) => ({
      category,
      count: countOf(counts.filter((one) => one.category === category)),
    })).filter(({ count }) => count > 0),
    byChannel: [...new Set(counts.map(({ channel }) => channel))].sort().map((channel) => ({
      channel,
      count: countOf(counts.filter((one) => one.channel === channel)),
    })),
  };
}

type TodayFigures = Record<
  'opened' | 'answered' | 'overdue' | 'dueSoon' | 'waitingConversations' | 'questions',
  number
>;

function daysOf({ firstDay, lastDay }: Period): string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) days.push(day);
  return days;
}

function countOf(rows: readonly { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
