// Working days: which days the offices work, when a number of them is over, how many are left, when the doors open.

import { addDays, dayOf, instantOf, minuteOf, weekdayOf } from './day.ts';
import { projectHolidays } from './holiday-projection.ts';
import type { CalendarDay } from './holidays.ts';
import type { OfficeHours, Session } from './office-hours.ts';

/** When something is due; `projected`: a day of the way is not official yet, so it may move. */
export interface Due {
  at: Date;
  projected: boolean;
}

export interface Calendar {
  /** `day`: 'YYYY-MM-DD' in Asia/Ho_Chi_Minh. A day with one half off is a working day. */
  isWorkingDay(day: string): boolean;
  /**
   * End of office hours of the n-th working day after the day of `from`, which is not counted; 17:00 where no hours
   * are configured. `workingDays` is a whole number from 1.
   */
  dueAt(from: Date, workingDays: number): Due;
  /**
   * A clock due at `due` that stood still meanwhile: later by the working days from `pausedAt` to `resumedAt`, and
   * `projected` if one of those it is later by is.
   */
  dueAfterPause(due: Date, pausedAt: Date, resumedAt: Date): Due;
  /** Whole working days from `now` until `due`, 0 on its day; once it has passed, minus those begun since, at least one. */
  workingDaysLeft(now: Date, due: Date): number;
  /** Within office hours; where none are configured, on a working day. */
  isOpen(at: Date): boolean;
  /** When the office opens next after `at`; null where no office hours are configured. */
  opensAt(at: Date): Date | null;
}

/** 17:00, where no office hours say otherwise. */
const DAY_ENDS = 17 * 60;
const NOON = 12 * 60;
const MIDNIGHT = 24 * 60;
const FRIDAY = 5;
/** No break is as long; without a session in so many days there is none. */
const LONGEST_LOOK_AHEAD = 60;

/**
 * `days` override each other, the last of a day wins; a year without any is projected from the law. `agencyId`: its own
 * closures count too. A Saturday on which the office is only open is no working day; one worked instead is worked
 * like a Friday.
 */
export function createCalendar(input: {
  days: readonly CalendarDay[];
  hours: OfficeHours | null;
  agencyId?: string | null;
}): Calendar {
  const { hours, agencyId = null } = input;
  const special = new Map<string, CalendarDay>();
  const years = new Set<string>();
  for (const one of input.days) {
    if ((one.agencyId ?? null) !== null && one.agencyId !== agencyId) continue;
    special.set(one.day, one);
    if ((one.agencyId ?? null) === null) years.add(one.day.slice(0, 4));
  }

  function specialDay(day: string): CalendarDay | undefined {
    const year = day.slice(0, 4);
    if (!years.has(year)) {
      years.add(year);
      for (const one of projectHolidays(Number(year))) if (!special.has(one.day)) special.set(one.day, one);
    }
    return special.get(day);
  }

  function isWorkingDay(day: string): boolean {
    const { kind, part = null } = specialDay(day) ?? {};
    if (kind === 'work') return true;
    const weekday = weekdayOf(day);
    return weekday !== 0 && weekday !== 6 && !(kind === 'off' && part === null);
  }

  /** In which the office is open on this day, in order. */
  function sessionsOf(day: string): readonly Session[] {
    const { kind, part = null } = specialDay(day) ?? {};
    if (hours === null || (kind === 'off' && part === null)) return [];
    const weekday = weekdayOf(day);
    const isWeekend = weekday === 0 || weekday === 6;
    const usual = hours[kind === 'work' && isWeekend ? FRIDAY : weekday] ?? [];
    if (part === null) return usual;
    const morning = (part === 'morning') === (kind === 'work');
    return within(usual, morning ? { from: 0, to: NOON } : { from: NOON, to: MIDNIGHT });
  }

  function endOf(day: string): Date {
    return instantOf(day, sessionsOf(day).at(-1)?.to ?? DAY_ENDS);
  }

  function workingDaysBetween(after: string, until: string): number {
    let count = 0;
    for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) if (isWorkingDay(day)) count++;
    return count;
  }

  const calendar: Calendar = {
    isWorkingDay,
    dueAt(from, workingDays) {
      if (!Number.isInteger(workingDays) || workingDays < 1)
        throw new RangeError(`Expected a whole number of working days from 1, got ${workingDays}`);
      let day = dayOf(from);
      let projected = false;
      for (let left = workingDays; left > 0; ) {
        day = addDays(day, 1);
        if (isWorkingDay(day)) left--;
        projected ||= specialDay(day)?.status === 'projected';
      }
      return { at: endOf(day), projected };
    },
    dueAfterPause(due, pausedAt, resumedAt) {
      const paused = workingDaysBetween(dayOf(pausedAt), dayOf(resumedAt));
      return paused === 0 ? { at: due, projected: false } : calendar.dueAt(due, paused);
    },
    workingDaysLeft(now, due) {
      if (now <= due) return workingDaysBetween(dayOf(now), dayOf(due));
      return -Math.max(1, workingDaysBetween(dayOf(due), dayOf(now)));
    },
    isOpen(at) {
      const day = dayOf(at);
      if (hours === null) return isWorkingDay(day);
      const minute = minuteOf(at);
      return sessionsOf(day).some(({ from, to }) => from <= minute && minute < to);
    },
    opensAt(at) {
      const today = dayOf(at);
      for (let ahead = 0; hours !== null && ahead <= LONGEST_LOOK_AHEAD; ahead++) {
        const day = addDays(today, ahead);
        const opening = sessionsOf(day)
          .map(({ from }) => instantOf(day, from))
          .find((instant) => instant > at);
        if (opening) return opening;
      }
      return null;
    },
  };
  return calendar;
}

/** What of the sessions lies in `half`. */
function within(sessions: readonly Session[], half: Session): Session[] {
  return sessions
    .map(({ from, to }) => ({ from: Math.max(from, half.from), to: Math.min(to, half.to) }))
    .filter(({ from, to }) => from < to);
}
