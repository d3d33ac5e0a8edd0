// The officers' queue, search, a ticket and a transcript over a million tickets and ten million activities, with the plans.

import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { migrate } from '../../api/database/migrate.ts';
import { openServer } from '../../api/database/server.ts';
import type { Caller } from '../../api/route.ts';
import { createQueue } from '../../api/tickets/queue.ts';
import { createShowing } from '../../api/tickets/showing.ts';
import { QUEUE_VIEWS, QueueQuery } from '../../api/tickets/views.ts';
import { createConversations } from '../../bot/conversations.ts';
import { createNotices } from '../../bot/notices.ts';
import { createCalendar } from '../../knowledge/calendar.ts';
import { shippedHolidays } from '../../knowledge/holidays.ts';
import type { Database } from '../../knowledge/ports.ts';
import { fold } from '../../knowledge/vietnamese.ts';
import { progress } from '../progress.ts';
import { ACTIVITIES_PER_CONVERSATION, BENCH_AGENCY, fillDesk } from './desk-rows.ts';
import { type Figure, type Measurement, percentile } from './figures.ts';
import { createScratchDatabase } from './scratch-database.ts';

const SIZE = { tickets: 1_000_000, conversations: 500_000 };
const ROUNDS = 60;
/** What must never be read from one end to the other when somebody waits. */
const LARGE = ['tickets', 'ticket_texts', 'ticket_events', 'activities', 'conversations'];
const RULES = {
  days: { refuse: 2, ask: 5, answer: 15, publish: 2 },
  dueSoonDays: 2,
  reopenings: 1,
  undoSeconds: 60,
  tries: { perConversation: 5, perCaller: 20, lockMinutes: 30 },
};
const COORDINATOR: Caller = { staffId: '1', name: 'Điều phối', role: 'coordinator', agencyId: null };
const OFFICER: Caller = { staffId: '2', name: 'Cán bộ', role: 'officer', agencyId: BENCH_AGENCY };

/** Needs a server; filling it takes minutes, so it runs only when it is named. */
export async function measureDesk({ databaseUrl }: { databaseUrl: string | null }): Promise<Measurement> {
  if (databaseUrl === null) throw new Error('name a Postgres server with TEST_DATABASE_URL or DATABASE_URL');
  const scratch = await createScratchDatabase(databaseUrl);
  const database = await openServer({ url: scratch.url, poolSize: 4, logger: pino({ level: 'silent' }) });
  const bar = progress('Filling the desk');
  try {
    await migrate({ database });
    await fillDesk(database, SIZE, { fold, onProgress: bar.to });
    bar.stop();
    await database.query('vacuum analyze');
    return { about: ABOUT, figures: await measure(database) };
  } finally {
    bar.stop();
    await database.close();
    await scratch.drop();
  }
}

const ABOUT = `${SIZE.tickets} tickets, ${SIZE.conversations * ACTIVITIES_PER_CONVERSATION} activities on a Postgres server; each screen ${ROUNDS} times, warm; scans: plans that read a large table from end to end`;

async function measure(database: Database): Promise<Figure[]> {
  const statements = new Map<string, readonly unknown[]>();
  const watched: Database = {
    ...database,
    query(text, values) {
      if (/^\s*(?:select|with)\b/.test(text)) statements.set(text, values ?? []);
      return database.query(text, values);
    },
  };
  const now = () => new Date();
  const notices = createNotices({ database: watched, processId: 'bench', now });
  const conversations = createConversations({ database: watched, notices, now });
  const calendar = createCalendar({ days: shippedHolidays(), hours: null });
  const parts = { database: watched, conversations, notices, calendar, rules: RULES, now };
  const queue = createQueue(parts);
  const showing = createShowing({ ...parts, fillers: [] });
  const pageOf = (caller: Caller, query: object) => () => queue.page(caller, QueueQuery.parse(query));
  const deepPage = await after(queue, 20);

  const screens: [string, (round: number) => Promise<unknown>][] = [
    ...QUEUE_VIEWS.flatMap((view): [string, () => Promise<unknown>][] => [
      [`queue ${view}, coordinator`, pageOf(COORDINATOR, { view })],
      [`queue ${view}, officer`, pageOf(OFFICER, { view })],
    ]),
    ['queue, a late page', pageOf(COORDINATOR, { view: 'open', after: deepPage })],
    ['queue by category', pageOf(COORDINATOR, { view: 'all', category: 'land' })],
    ['counts of the views, coordinator', () => queue.counts(COORDINATOR)],
    ['counts of the views, officer', () => queue.counts(OFFICER)],
    ['search, common words', pageOf(COORDINATOR, { view: 'all', q: 'hồ sơ trễ hẹn' })],
    ['search, no marks', pageOf(COORDINATOR, { view: 'all', q: 'ho so tre hen' })],
    ['search, a rare word', (round) => pageOf(COORDINATOR, { view: 'all', q: `ten${round}` })()],
    ['search, officer', pageOf(OFFICER, { view: 'open', q: 'hồ sơ đất' })],
    [
      'search by code',
      (round) =>
        pageOf(COORDINATOR, { view: 'all', q: `PA-2026-${String(1000 + round).padStart(6, '0')}` })(),
    ],
    ['a ticket', (round) => showing.show(COORDINATOR, `PA-2026-${String(5000 + round).padStart(6, '0')}`)],
    ['a transcript', (round) => conversations.read(`direct-line:bench-${7000 + round}`, 0)],
  ];

  const figures: Figure[] = [];
  for (const [name, open] of screens) {
    const durations: number[] = [];
    for (let round = 0; round < ROUNDS + 5; round++) {
      const began = performance.now();
      await open(round);
      if (round >= 5) durations.push(performance.now() - began);
    }
    figures.push(
      { name: `${name}, p50`, value: percentile(durations, 0.5), unit: 'ms' },
      { name: `${name}, p99`, value: percentile(durations, 0.99), unit: 'ms' },
    );
  }
  const scans = await scansOf(database, statements);
  for (const scan of scans) console.error(`reads from end to end: ${scan}`);
  return [
    ...figures,
    { name: 'statements planned', value: statements.size, unit: '' },
    { name: 'scans', value: scans.length, unit: '' },
  ];
}

/** The cursor that far down the open queue. */
async function after(queue: ReturnType<typeof createQueue>, pages: number): Promise<string> {
  let cursor: string | null = null;
  for (let page = 0; page < pages; page++) {
    const query = QueueQuery.parse({ view: 'open', limit: 100, ...(cursor !== null && { after: cursor }) });
    cursor = (await queue.page(COORDINATOR, query)).next ?? cursor;
  }
  if (cursor === null) throw new Error('The open queue has a single page');
  return cursor;
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] };

/** Statements whose plan holds a sequential scan of a large table, in one line each. */
async function scansOf(
  database: Database,
  statements: ReadonlyMap<string, readonly unknown[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [text, values] of statements) {
    const { rows } = await database.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `explain (format json) ${text}`,
      values,
    );
    const scanned = relationsScanned(rows[0]!['QUERY PLAN'][0]!.Plan);
    if (scanned.some((relation) => LARGE.includes(relation)))
      found.push(`${scanned.join(', ')}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`);
  }
  return found;
}

function relationsScanned({ 'Node Type': type, 'Relation Name': relation, Plans = [] }: Plan): string[] {
  const own = type === 'Seq Scan' && relation !== undefined ? [relation] : [];
  return [...own, ...Plans.flatMap(relationsScanned)];
}
