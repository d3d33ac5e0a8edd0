// A made-up year of dossiers with the proportions of the Center's report of 2019; the same seed makes the same year.

import { readFileSync } from 'node:fs';
import type { Calendar } from '../../knowledge/calendar.ts';
import { addDays, dayOf, instantOf } from '../../knowledge/day.ts';
import type { SubmissionChannel } from '../../knowledge/procedure.ts';
import type { Dossier } from './dossier.ts';

/** What the report of 2019 counts: received, settled and in time, filed online and by post, returned by post. */
export const REPORT = {
  received: 61_294,
  settled: 59_600,
  onTimeShare: 0.951,
  filedOnline: 7_205,
  filedByPost: 2_200,
  returnedByPost: 6_221,
} as const;

export interface DemoProcedure {
  code: string;
  title: string;
  field: string;
  agency: string;
  /** Whole working days to the promised day. */
  workingDays: number;
}

/** Working days before today in which what is still open was received, and nothing that was settled late. */
const LATELY = 60;
const OPEN_STATUSES = [1, 2, 2, 4, 4, 4, 4, 4, 5, 6] as const;
const OVERDUE_STATUSES = [2, 4, 4, 4] as const;
const OPEN_OVERDUE_SHARE = 0.15;
const WAITING_TO_BE_FETCHED = 0.03;
const WITHDRAWN = 0.005;

/** Reads `code⇥title⇥field⇥agency⇥working days` lines; throws naming the line that is not so. */
export function parseDemoProcedures(tsv: string): DemoProcedure[] {
  return tsv
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const [code = '', title = '', field = '', agency = '', days] = line.split('\t');
      const workingDays = Number(days);
      if (!code || !title || !field || !agency || !(workingDays >= 1 && workingDays <= LATELY / 3))
        throw new Error(
          `demo-procedures.tsv line ${index + 1}: expected code, title, field, agency, days; got "${line}"`,
        );
      return { code, title, field, agency, workingDays };
    });
}

/**
 * `count` dossiers of the year before `now`. Each phone number is 0900 and each identity number 051200 with six digits
 * made up as well; the first procedures of the list come most often.
 */
export function makeDemoYear({
  calendar,
  now,
  seed = 1,
  count = REPORT.received,
}: {
  calendar: Pick<Calendar, 'dueAt' | 'isWorkingDay'>;
  now: Date;
  seed?: number;
  count?: number;
}): Dossier[] {
  const random = randomFrom(seed);
  const procedures = parseDemoProcedures(
    readFileSync(new URL('./demo-procedures.tsv', import.meta.url), 'utf8'),
  );
  const days = workingDaysBefore(now, calendar);
  const scaled = (figure: number) => Math.round((figure * count) / REPORT.received);
  const settled = scaled(REPORT.settled);
  const filed = shuffled<SubmissionChannel>(random, count, [
    ['online', scaled(REPORT.filedOnline)],
    ['postal', scaled(REPORT.filedByPost)],
  ]);
  const returned = shuffled<SubmissionChannel>(random, count, [['postal', scaled(REPORT.returnedByPost)]]);
  const late = shuffled(random, settled, [['late', settled - Math.round(settled * REPORT.onTimeShare)]]);
  const running = new Map<string, number>();

  function course(i: number, workingDays: number) {
    if (i < settled) {
      const isLate = late[i] === 'late';
      const receivedAt = onDay(pick(isLate ? days.slice(0, -LATELY) : days.slice(0, -1)));
      const dueAt = calendar.dueAt(receivedAt, workingDays).at;
      const finishedAt = isLate
        ? calendar.dueAt(dueAt, 1 + Math.floor(random() * 15)).at
        : between(receivedAt, dueAt < now ? dueAt : now);
      return { receivedAt, dueAt, finishedAt, status: settledStatus(random()) };
    }
    const isOverdue = random() < OPEN_OVERDUE_SHARE;
    const ago = isOverdue ? workingDays + 1 + Math.floor(random() * 20) : Math.floor(random() * workingDays);
    const receivedAt = onDay(days.at(-1 - ago) ?? days[0]!);
    const status = pick(isOverdue ? OVERDUE_STATUSES : OPEN_STATUSES);
    return { receivedAt, dueAt: calendar.dueAt(receivedAt, workingDays).at, finishedAt: null, status };
  }

  function pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(random() * items.length)]!;
  }

  /** Some minute of office hours. */
  function onDay(day: string): Date {
    return instantOf(day, 7 * 60 + Math.floor(random() * 10 * 60));
  }

  function between(from: Date, to: Date): Date {
    return new Date(from.getTime() + Math.floor(random() * Math.max(0, to.getTime() - from.getTime())));
  }

  function digits(length: number): string {
    return String(Math.floor(random() * 10 ** length)).padStart(length, '0');
  }

  return Array.from({ length: count }, (_, i) => {
    const procedure = procedures[Math.floor(random() ** 2 * procedures.length)]!;
    const { receivedAt, ...rest } = course(i, procedure.workingDays);
    const day = dayOf(receivedAt);
    const number = (running.get(day) ?? 0) + 1;
    running.set(day, number);
    const unit = String(1 + Math.floor(random() * 60)).padStart(2, '0');
    return {
      code: `H48.${unit}-${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`,
      procedureCode: procedure.code,
      procedureTitle: procedure.title,
      field: procedure.field,
      agency: procedure.agency,
      receivedAt,
      ...rest,
      filedBy: filed[i] ?? 'direct',
      returnedBy: returned[i] ?? 'direct',
      phone: `0900${digits(6)}`,
      identity: `051200${digits(6)}`,
    };
  });
}

function settledStatus(chance: number): number {
  if (chance < WITHDRAWN) return 7;
  return chance < WITHDRAWN + WAITING_TO_BE_FETCHED ? 9 : 10;
}

/** Those of the year before today, oldest first, the last of them before `now`. */
function workingDaysBefore(now: Date, calendar: Pick<Calendar, 'isWorkingDay'>): string[] {
  const today = dayOf(now);
  return Array.from({ length: 365 }, (_, i) => addDays(today, i - 365)).filter(calendar.isWorkingDay);
}

/** `length` places, so many of them with each value and the rest empty, in random order. */
function shuffled<Value>(
  random: () => number,
  length: number,
  values: readonly (readonly [Value, number])[],
): (Value | undefined)[] {
  const places: (Value | undefined)[] = values.flatMap(([value, times]) => Array<Value>(times).fill(value));
  places.length = length;
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [places[i], places[j]] = [places[j], places[i]];
  }
  return places;
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
