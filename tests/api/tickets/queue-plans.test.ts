// How the queue is read once there are many tickets: along indexes, whatever is asked.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import type { Caller } from '../../../api/route.ts';
import { createQueue } from '../../../api/tickets/queue.ts';
import { QUEUE_VIEWS } from '../../../api/tickets/views.ts';
import { createCalendar } from '../../../knowledge/calendar.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { RULES, seedStaff } from '../../support/ticket-desk.ts';

/** All but the newest 2% are closed; `rác` stands in every hundredth, `cầu sập` in one. */
const MANY = `
with many as (
  insert into tickets (id, code, status, category, class, channel, agency_id, urgent, anonymous, opened_at, came_at,
    clock, due_at, decided_at, on_time, summary)
  select nr, 'PA-2026-' || lpad(nr::text, 6, '0'), case when nr > 19600 then 'processing' else 'published' end, 'other',
    'service', 'phone', case when nr % 3 = 0 then 'so-xay-dung' else 'so-y-te' end, false, false, at, at,
    case when nr > 19600 then 'running' else 'stopped' end, at + interval '21 days',
    case when nr > 19600 then null else at end, true, repeat('tóm tắt ', 15)
  from (select nr, timestamptz '2026-11-02' - (20000 - nr) * interval '1 hour' as at
    from generate_series(1, 20000) nr) numbered
)
insert into ticket_texts (ticket_id, what, key_hash, words)
select nr, repeat('lời ', 60), '', array_to_tsvector(
  array['lời', 'chung', 'w' || nr % 997] || case when nr % 100 = 0 then array['rac', '=rác'] else '{}' end
  || case when nr = 77 then array['cau', '=cầu', 'sap', '=sập'] else '{}' end)
from generate_series(1, 20000) nr`;

const CALLERS: readonly Caller[] = [
  { staffId: '2', name: 'an', role: 'officer', agencyId: 'so-xay-dung' },
  { staffId: '5', name: 'dung', role: 'coordinator', agencyId: null },
  { staffId: '1', name: 'hoa', role: 'operator', agencyId: null },
];

describe.each(databaseKinds)('a long queue on the %s database', (kind) => {
  let database: OpenDatabase;
  let queue: ReturnType<typeof createQueue>;
  const asked: [string, readonly unknown[]][] = [];

  beforeAll(async () => {
    database = await freshDatabase(kind);
    await seedStaff(database);
    await database.query(MANY);
    await database.query('analyze');
    const remembering = {
      ...database,
      query(text: string, values: readonly unknown[] = []) {
        asked.push([text, values]);
        return database.query(text, values);
      },
    } as OpenDatabase;
    const calendar = createCalendar({ days: [], hours: null });
    queue = createQueue({ database: remembering, calendar, rules: RULES, now: createClock().now });
  });
  afterAll(() => database.close());

  async function tablesReadWhole(): Promise<string[]> {
    const read: string[] = [];
    for (const [text, values] of asked.splice(0)) {
      const { rows } = await database.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
      for (const row of rows)
        read.push(...(/Seq Scan on (ticket\w*)/.exec(row['QUERY PLAN'])?.slice(1) ?? []));
    }
    return read;
  }

  it.each(CALLERS.map((caller) => [caller.role, caller] as const))(
    'is read along indexes by an %s',
    async (_role, caller) => {
      for (const view of QUEUE_VIEWS)
        for (const sort of ['due', 'newest', 'oldest'] as const)
          await queue.page(caller, { view, sort, limit: 25 });
      for (const q of ['rác', 'cau sap', 'chung', 'khong co tu nay', 'PA-2026-000077'])
        for (const view of ['open', 'all'] as const)
          await queue.page(caller, { view, sort: 'newest', limit: 25, q });
      await queue.counts(caller);
      expect(asked.length).toBeGreaterThan(30);
      expect(await tablesReadWhole()).toEqual([]);
    },
  );

  it('finds the one among many, and pages through what many have', async () => {
    const dung = CALLERS[1]!;
    const find = (q: string, after?: string) =>
      queue.page(dung, { view: 'all', sort: 'newest', limit: 100, q, ...(after && { after }) });
    expect((await find('cầu sập')).tickets.map(({ code }) => code)).toEqual(['PA-2026-000077']);
    const codes: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = await find('chung', next);
      codes.push(...page.tickets.map(({ code }) => code));
      next = codes.length < 2500 ? page.next : null;
    }
    expect(new Set(codes).size).toBe(2500);
    expect((await queue.counts(dung)).all).toBe(1000);
  });
});
