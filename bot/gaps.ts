// What the assistant could not answer, masked and gathered by what it is about. Owns the tables gaps and gap_messages.

import { toSql } from 'pgvector';
import type { Embedder, Queryable } from '../knowledge/ports.ts';
import type { Language } from '../knowledge/question.ts';
import type { Channel } from './conversations.ts';
import { type GapWords, nearness, readGapWords } from './gap-words.ts';
import { withoutPlaceholders } from './personal-data.ts';

/** How a message was not answered; 'asked_back' while nobody has chosen, 'rejected' when the answer was another's. */
export const GAP_OUTCOMES = ['no_source', 'ungrounded', 'asked_back', 'rejected'] as const;
export type GapOutcome = (typeof GAP_OUTCOMES)[number];

/** What a turn tells: a message was missed, or one that led to a question back was settled by a choice. */
export type GapNote =
  | { kind: 'missed'; text: string; outcome: GapOutcome; codes: readonly string[] }
  | { kind: 'chosen'; text: string };

export interface Gap {
  id: string;
  count: number;
  /** Days on the calendar of Viet Nam, `2026-11-02`. */
  firstDay: string;
  lastDay: string;
  status: 'open' | 'resolved';
  /** The last resolution; kept when the gap is met again and open. */
  resolution: { by: 'alias' | 'link'; code: string; at: Date } | null;
  /** How it was said, most frequent first, at most five. */
  messages: { text: string; outcome: GapOutcome; channel: string; codes: string[]; count: number }[];
}

export type Gaps = ReturnType<typeof createGaps>;

const CANDIDATES = 10;

const NEAREST = `
select g.id, g.terms, (select text from gap_messages where gap_id = g.id order by day, text limit 1) as text
from gaps g where g.embedder = $1 order by g.embedding <=> $2::vector, g.id limit ${CANDIDATES}`;

const LIST = `
select g.id, g.count, g.first_day::text as "firstDay", g.last_day::text as "lastDay", g.status,
  case when g.resolved_by is null then null
    else jsonb_build_object('by', g.resolved_by, 'code', g.resolved_code, 'at', g.resolved_at) end as resolution,
  coalesce((
    select jsonb_agg(to_jsonb(m) order by m.count desc, m.text, m.outcome, m.channel) from (
      select text, outcome, channel, sum(count)::integer as count,
        (array_agg(to_jsonb(codes) order by day desc))[1] as codes
      from gap_messages where gap_id = g.id group by text, outcome, channel
      order by sum(count) desc, text, outcome, channel limit 5
    ) as m), '[]') as messages
from gaps g`;

/** `embedder` is the built-in one: what citizens wrote goes nowhere. */
export function createGaps({ language, embedder }: { language: Language; embedder: Embedder }) {
  /**
   * What a turn writes of a note in its own transaction. Everything that could go wrong with the text itself goes wrong
   * here, before.
   */
  async function writing(
    note: GapNote,
    { channel, now }: { channel: Channel; now: Date },
  ): Promise<(tx: Queryable) => Promise<void>> {
    const words = readGapWords(language, note.text);
    if (words.terms.length === 0) return async () => {};
    if (note.kind === 'chosen') return (tx) => withdraw(tx, words, channel);
    const [vector] = await embedder.embed([words.terms.join(' ')]);
    return (tx) => write(tx, note, words, { channel, day: dayOf(now), vector: toSql([...vector!]) });
  }

  async function write(
    tx: Queryable,
    { outcome, codes }: Extract<GapNote, { kind: 'missed' }>,
    words: GapWords,
    { channel, day, vector }: { channel: Channel; day: string; vector: string },
  ): Promise<void> {
    // Two processes that meet something new at once must not make two gaps of it.
    await tx.query('lock table gaps in share row exclusive mode');
    const id = (await gapOf(tx, words, vector)) ?? (await openGap(tx, words, vector, day));
    await tx.query(
      `insert into gap_messages (gap_id, text, outcome, channel, day, codes, count) values ($1, $2, $3, $4, $5, $6, 1)
       on conflict (gap_id, text, outcome, channel, day)
       do update set count = gap_messages.count + 1, codes = excluded.codes`,
      [id, words.text, outcome, channel, day, codes],
    );
    // A question back is often all that was needed: only a real miss opens a gap anew.
    await tx.query(
      `update gaps set count = count + 1, last_day = greatest(last_day, $2::date),
         status = case when $3 = 'asked_back' then status else 'open' end
       where id = $1`,
      [id, day, outcome],
    );
  }

  /** The gap with the same words, or else the nearest that is about the same. */
  async function gapOf(tx: Queryable, words: GapWords, vector: string): Promise<string | null> {
    const same = await tx.query<{ id: string }>('select id from gaps where terms = $1', [words.terms]);
    if (same.rows[0]) return same.rows[0].id;
    const { rows } = await tx.query<{ id: string; terms: string[]; text: string | null }>(NEAREST, [
      embedder.name,
      vector,
    ]);
    const near = rows
      .map(({ id, terms, text }) => {
        const { acts } = readGapWords(language, text ?? '');
        return { id, nearness: nearness(words, { terms, acts }) };
      })
      .filter((candidate) => candidate.nearness > 0)
      .sort((a, b) => b.nearness - a.nearness || Number(a.id) - Number(b.id));
    return near[0]?.id ?? null;
  }

  async function openGap(tx: Queryable, words: GapWords, vector: string, day: string): Promise<string> {
    const { rows } = await tx.query<{ id: string }>(
      `insert into gaps (terms, embedder, embedding, count, first_day, last_day)
       values ($1, $2, $3::vector, 0, $4, $4) returning id`,
      [words.terms, embedder.name, vector, day],
    );
    return rows[0]!.id;
  }

  return { writing };
}

/** Takes the question back out again, since a choice answered it; its gap goes with the last message. */
async function withdraw(tx: Queryable, { text }: GapWords, channel: Channel): Promise<void> {
  await tx.query('lock table gaps in share row exclusive mode');
  const { rows } = await tx.query<{ gap_id: string }>(
    `update gap_messages set count = count - 1
     where (gap_id, day, text, outcome, channel) = (
       select gap_id, day, text, outcome, channel from gap_messages
       where text = $1 and outcome = 'asked_back' and channel = $2 order by day desc, gap_id desc limit 1)
     returning gap_id`,
    [text, channel],
  );
  const id = rows[0]?.gap_id;
  if (id === undefined) return;
  await tx.query('delete from gap_messages where gap_id = $1 and count = 0', [id]);
  await tx.query('update gaps set count = count - 1 where id = $1', [id]);
  await tx.query(`delete from gaps where id = $1 and count = 0 and status = 'open'`, [id]);
}

/** A page of gaps, most frequent or newest first, and how many there are in all. */
export async function listGaps(
  database: Queryable,
  page: { status: Gap['status']; sort: 'count' | 'recent'; limit: number; offset: number },
): Promise<{ gaps: Gap[]; total: number }> {
  const order = page.sort === 'count' ? 'g.count desc, g.id' : 'g.last_day desc, g.id desc';
  const { rows } = await database.query<Gap>(
    `${LIST} where g.status = $1 order by ${order} limit $2 offset $3`,
    [page.status, page.limit, page.offset],
  );
  const counted = await database.query<{ total: number }>(
    'select count(*)::integer as total from gaps where status = $1',
    [page.status],
  );
  return { gaps: rows, total: counted.rows[0]!.total };
}

export async function findGap(database: Queryable, id: string): Promise<Gap | null> {
  const { rows } = await database.query<Gap>(`${LIST} where g.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Marks a gap resolved. Resolves to false, with nothing changed, when it is not there or not open. */
export async function resolveGap(
  tx: Queryable,
  id: string,
  { by, code, now }: { by: 'alias' | 'link'; code: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update gaps set status = 'resolved', resolved_by = $2, resolved_code = $3, resolved_at = $4
     where id = $1 and status = 'open'`,
    [id, by, code, now],
  );
  return rowCount > 0;
}

/** The ways in which a gap was put, without placeholders: what its procedure should be found by. */
export function wordingsOf({ messages }: Gap): string[] {
  return [...new Set(messages.map(({ text }) => withoutPlaceholders(text).replace(/ …$/, '')))];
}

/** The day in Viet Nam, `2026-11-02`. */
function dayOf(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now);
}
