// The one clock of a ticket: how a move changes it, and how it reads now. Pure functions over the calendar.

import type { TicketStatus } from '../../bot/ports.ts';
import type { Calendar } from '../../knowledge/calendar.ts';
import type { Move, Step } from './moves.ts';
import type { CLOCKS } from './views.ts';

/** Working days that each step may take. */
export type TicketDays = Readonly<Record<Step, number>>;

/** Where a ticket stands. An anonymous one has no clock: no answer is promised. */
export interface Standing {
  status: TicketStatus;
  clock: 'none' | 'running' | 'paused' | 'stopped';
  dueAt: Date | null;
  pausedAt: Date | null;
  /** When it was answered, returned or refused; null while it is open. */
  decidedAt: Date | null;
  onTime: boolean | null;
}

/** The standing after `move`, which must begin at the status of `standing`. */
export function standingAfter(
  standing: Standing,
  move: Move,
  { calendar, days, now }: { calendar: Calendar; days: TicketDays; now: Date },
): Standing {
  const ends = move.clock === 'publish' || move.clock === 'stop' || move.clock === 'restart';
  const next: Standing = {
    ...standing,
    status: move.to,
    ...(ends && decision(standing, move, now)),
  };
  const { clock, dueAt, pausedAt } = standing;
  if (clock === 'none' || dueAt === null) return next;
  switch (move.clock) {
    case 'keep':
      return next;
    case 'pause':
      return { ...next, clock: 'paused', pausedAt: now };
    case 'resume': {
      const due = pausedAt === null ? dueAt : calendar.dueAfterPause(dueAt, pausedAt, now).at;
      return { ...next, clock: 'running', dueAt: due, pausedAt: null };
    }
    case 'publish':
      return { ...next, clock: 'running', dueAt: calendar.dueAt(now, days.publish).at, pausedAt: null };
    case 'stop':
      return { ...next, clock: 'stopped', pausedAt: null };
    case 'restart':
      return { ...next, clock: 'running', dueAt: calendar.dueAt(now, days.answer).at, pausedAt: null };
  }
}

function decision(
  { clock, dueAt, pausedAt, decidedAt, onTime }: Standing,
  move: Move,
  now: Date,
): Pick<Standing, 'decidedAt' | 'onTime'> {
  if (move.clock === 'restart') return { decidedAt: null, onTime: null };
  if (decidedAt !== null) return { decidedAt, onTime };
  return { decidedAt: now, onTime: clock === 'none' || dueAt === null ? null : (pausedAt ?? now) <= dueAt };
}

/**
 * Whether a step with a limit of its own came too late; null without a limit or a clock. Limits of asking and refusing
 * count from when the ticket came to its agency, those of answering and publishing are the clock itself.
 */
export function isLate(
  { clock, dueAt, pausedAt }: Standing,
  { step }: Move,
  { calendar, days, cameAt, now }: { calendar: Calendar; days: TicketDays; cameAt: Date; now: Date },
): boolean | null {
  if (step === null || clock === 'none' || dueAt === null) return null;
  const ownLimit = step === 'ask' || step === 'refuse';
  return (pausedAt ?? now) > (ownLimit ? calendar.dueAt(cameAt, days[step]).at : dueAt);
}

/** How the clock reads at `now`: `workingDaysLeft` negative when overdue, standing still while paused, null otherwise. */
export function readClock(
  { clock, dueAt, pausedAt }: Pick<Standing, 'clock' | 'dueAt' | 'pausedAt'>,
  { calendar, dueSoonDays, now }: { calendar: Calendar; dueSoonDays: number; now: Date },
): { clock: (typeof CLOCKS)[number]; dueAt: Date | null; workingDaysLeft: number | null } {
  if (dueAt === null || clock === 'none') return { clock: 'none', dueAt: null, workingDaysLeft: null };
  if (clock === 'stopped') return { clock, dueAt, workingDaysLeft: null };
  const workingDaysLeft = calendar.workingDaysLeft(pausedAt ?? now, dueAt);
  if (clock === 'paused') return { clock, dueAt: null, workingDaysLeft };
  const face = now > dueAt ? 'overdue' : workingDaysLeft <= dueSoonDays ? 'due_soon' : 'running';
  return { clock: face, dueAt, workingDaysLeft };
}
