// What reports show and take: the shapes of /api/overview and /api/reports, shared by server and console.

import { z } from 'zod';
import { RATINGS } from '../../bot/ports.ts';
import { CATEGORIES } from '../../bot/understand.ts';
import { isDay } from '../../knowledge/day.ts';
import { INPUT_FAULTS as SAID } from '../input-faults.ts';
import { periodOf } from './periods.ts';

const time = z.iso.datetime();
const day = z.string(SAID.day).refine(isDay, SAID.day);
const count = z.int().min(0);
const LONGEST_DAYS = 400;

/** Both or neither. */
function isInOrder({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean {
  if (from === undefined || to === undefined) return from === to;
  return from <= to && (Date.parse(to) - Date.parse(from)) / 86_400_000 < LONGEST_DAYS;
}

export const OverviewQuery = z
  .strictObject({ from: day.optional(), to: day.optional() })
  .refine(isInOrder, { error: SAID.period, path: ['from'] });
export const Overview = z.object({
  today: z.object({
    opened: count,
    answered: count,
    overdue: count,
    dueSoon: count,
    waitingConversations: count,
    questions: count,
    /** From 0 to 1; null without a question. */
    answeredShare: z.number().nullable(),
  }),
  clocks: z.array(z.object({ agency: z.string(), onTime: count, overdue: count })),
  perDay: z.array(z.object({ day: z.string(), opened: count, answered: count, questions: count })),
  topProcedures: z.array(z.object({ code: z.string(), title: z.string(), count })),
  satisfaction: z.record(z.enum(RATINGS), count),
  byCategory: z.array(z.object({ category: z.enum(CATEGORIES), count })),
  byChannel: z.array(z.object({ channel: z.string(), count })),
});

/** Either both days, or the name of a period as `periodOf` reads it. */
export const ReportQuery = z
  .union(
    [
      z.strictObject({ from: day, to: day }).refine(isInOrder),
      z.strictObject({ period: z.string().refine((name) => periodOf(name) !== null) }),
    ],
    SAID.period,
  )
  .transform((query) =>
    'period' in query ? periodOf(query.period)! : { firstDay: query.from, lastDay: query.to },
  );

const counts = {
  total: count,
  received: count,
  carriedOver: count,
  regulation: count,
  conduct: count,
  otherClass: count,
  competent: count,
  returned: count,
  refused: count,
  decided: count,
  decidedOnTime: count,
  decidedLate: count,
  decidedUntimed: count,
  open: count,
  openInTime: count,
  openLate: count,
  openUntimed: count,
  published: count,
  satisfied: count,
  dissatisfied: count,
};
const frozen = z.object({
  id: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  frozenAt: time,
  frozenBy: z.object({ id: z.string(), name: z.string() }),
});
export const Report = z.object({
  firstDay: z.string(),
  lastDay: z.string(),
  rows: z.array(z.object({ category: z.enum(CATEGORIES), channel: z.string(), ...counts })),
  sum: z.object(counts),
  /** Null: as things stand now. */
  frozen: frozen.nullable(),
});
export const ReportList = z.object({
  frozen: z.array(frozen),
  /** Periods to choose from, newest first of each kind. */
  periods: z.array(z.object({ name: z.string(), firstDay: z.string(), lastDay: z.string() })),
});
export const ReportPath = z.strictObject({ id: z.string().regex(/^[1-9]\d{0,17}$/) });
export const FrozenId = z.object({ id: z.string() });
