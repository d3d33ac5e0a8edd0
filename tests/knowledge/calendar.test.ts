// Working days: the known days of 2024–2026, the laws that counting obeys, sessions, half days, closures, pauses.

import { assert, constantFrom, date, integer, property, record, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, createCalendar } from '../../knowledge/calendar.ts';
import { addDays } from '../../knowledge/day.ts';
import { type CalendarDay, shippedHolidays } from '../../knowledge/holidays.ts';
import { parseOfficeHours } from '../../knowledge/office-hours.ts';

const HOURS = parseOfficeHours('mon-fri 07:00-11:30,13:30-17:00; sat 07:30-11:30');
const shipped = shippedHolidays();
const calendar = createCalendar({ days: shipped, hours: HOURS });
const withoutHours = createCalendar({ days: shipped, hours: null });

function at(text: string): Date {
  return new Date(`${text}+07:00`);
}

function aDay(differing: Partial<CalendarDay> & { day: string }): CalendarDay {
  return { kind: 'off', name: 'Nghỉ', basis: 'Thông báo', status: 'official', ...differing };
}

describe('days', () => {
  test.each([
    '2024-02-08',
    '2024-02-14',
    '2024-04-18',
    '2024-04-29',
    '2024-09-03',
    '2025-01-27',
    '2025-04-07',
    '2025-05-02',
    '2025-09-01',
    '2026-01-02',
    '2026-02-20',
    '2026-04-27',
    '2026-08-31',
    '2026-11-24',
    '2026-11-21',
    '2026-11-22',
    '2027-02-08',
    '2028-05-02',
    '2033-01-31',
  ])('%s is off', (day) => {
    expect(calendar.isWorkingDay(day)).toBe(false);
  });

  test.each([
    '2024-05-04',
    '2024-02-15',
    '2025-04-26',
    '2025-11-24',
    '2026-01-10',
    '2026-08-22',
    '2026-11-23',
    '2026-11-25',
    '2033-02-07',
  ])('%s is worked', (day) => {
    expect(calendar.isWorkingDay(day)).toBe(true);
  });
});

describe('due dates', () => {
  test.each([
    ['the reception day is not counted', '2026-11-02T08:00', 1, '2026-11-03T17:00', false],
    ['received in the evening counts like the morning', '2026-11-02T23:59', 1, '2026-11-03T17:00', false],
    ['over a weekend', '2026-11-06T08:00', 1, '2026-11-09T17:00', false],
    ['the day of culture is skipped', '2026-11-20T16:00', 2, '2026-11-25T17:00', false],
    ['a Saturday worked instead counts', '2026-08-21T08:00', 1, '2026-08-22T17:00', false],
    ['over 2 September of 2026', '2026-08-28T08:00', 1, '2026-09-03T17:00', false],
    ['a projected Tết says so', '2027-02-03T08:00', 1, '2027-02-11T17:00', true],
    ['and so does a year nobody has published', '2032-12-30T08:00', 2, '2033-01-04T17:00', true],
    ['with its Tết', '2033-01-27T08:00', 2, '2033-02-07T17:00', true],
  ])('%s', (_what, from, workingDays, due, projected) => {
    expect(calendar.dueAt(at(from), workingDays)).toEqual({ at: at(due), projected });
  });

  test('end at 17:00 where no office hours are configured', () => {
    expect(withoutHours.dueAt(at('2026-11-02T08:00'), 3)).toEqual({
      at: at('2026-11-05T17:00'),
      projected: false,
    });
  });

  test.each([0, -1, 1.5, Number.NaN])('refuse %d working days', (workingDays) => {
    expect(() => calendar.dueAt(at('2026-11-02T08:00'), workingDays)).toThrow(RangeError);
  });

  test('move by the working days of a pause', () => {
    const due = at('2026-11-20T17:00');
    const pausedAt = at('2026-11-13T09:00');
    expect(calendar.dueAfterPause(due, pausedAt, at('2026-11-18T09:00')).at).toEqual(at('2026-11-26T17:00'));
    expect(calendar.dueAfterPause(due, pausedAt, at('2026-11-15T09:00')).at).toEqual(due);
  });
});

describe('working days left', () => {
  test.each([
    ['2026-11-20T08:00', '2026-11-25T17:00', 2],
    ['2026-11-25T16:59', '2026-11-25T17:00', 0],
    ['2026-11-25T17:00', '2026-11-25T17:00', 0],
    ['2026-11-25T17:01', '2026-11-25T17:00', -1],
    ['2026-11-28T09:00', '2026-11-27T17:00', -1],
    ['2026-11-30T09:00', '2026-11-27T17:00', -1],
    ['2026-12-01T09:00', '2026-11-27T17:00', -2],
  ])('from %s to %s: %d', (now, due, left) => {
    expect(calendar.workingDaysLeft(at(now), at(due))).toBe(left);
  });
});

describe('opening', () => {
  test.each([
    ['2026-11-02T07:00', true],
    ['2026-11-02T06:59', false],
    ['2026-11-02T11:30', false],
    ['2026-11-02T13:30', true],
    ['2026-11-02T17:00', false],
    ['2026-11-07T08:00', true],
    ['2026-11-07T14:00', false],
    ['2026-08-22T14:00', true],
    ['2026-11-24T08:00', false],
  ])('%s: %s', (time, open) => {
    expect(calendar.isOpen(at(time))).toBe(open);
  });

  test.each([
    ['2026-11-02T06:00', '2026-11-02T07:00'],
    ['2026-11-02T07:00', '2026-11-02T13:30'],
    ['2026-11-02T18:00', '2026-11-03T07:00'],
    ['2026-11-06T18:00', '2026-11-07T07:30'],
    ['2026-11-23T18:00', '2026-11-25T07:00'],
  ])('after %s at %s', (time, opens) => {
    expect(calendar.opensAt(at(time))).toEqual(at(opens));
  });

  test('is not made up where no office hours are configured', () => {
    expect(withoutHours.opensAt(at('2026-11-02T06:00'))).toBeNull();
    expect(withoutHours.isOpen(at('2026-11-02T20:00'))).toBe(true);
    expect(withoutHours.isOpen(at('2026-11-24T08:00'))).toBe(false);
  });
});

describe('half days and closures', () => {
  const storm = aDay({ day: '2026-11-04', agencyId: 'ly-son' });
  const days = [...shipped, aDay({ day: '2026-11-03', part: 'afternoon' }), storm];
  const everybody = createCalendar({ days, hours: HOURS });
  const island = createCalendar({ days, hours: HOURS, agencyId: 'ly-son' });

  test('an afternoon off ends the day at noon and is still a working day', () => {
    expect(everybody.isWorkingDay('2026-11-03')).toBe(true);
    expect(everybody.dueAt(at('2026-11-02T08:00'), 1).at).toEqual(at('2026-11-03T11:30'));
    expect(everybody.opensAt(at('2026-11-03T08:00'))).toEqual(at('2026-11-04T07:00'));
  });

  test('a closure of one agency is nobody else’s', () => {
    expect([everybody, island].map((one) => one.isWorkingDay('2026-11-04'))).toEqual([true, false]);
    expect(island.dueAt(at('2026-11-03T08:00'), 1).at).toEqual(at('2026-11-05T17:00'));
  });

  test('a morning worked instead', () => {
    const saturday = createCalendar({
      days: [aDay({ day: '2026-11-07', kind: 'work', part: 'morning' })],
      hours: HOURS,
    });
    expect(saturday.dueAt(at('2026-11-06T08:00'), 1).at).toEqual(at('2026-11-07T11:30'));
  });
});

describe('laws of counting', () => {
  const anyCalendar = record({
    days: uniqueArray(
      record({
        day: integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days)),
        kind: constantFrom('off' as const, 'work' as const),
        part: constantFrom(null, 'morning' as const, 'afternoon' as const),
      }).map(aDay),
      { selector: ({ day }) => day },
    ),
    hours: constantFrom(null, HOURS),
  }).map(createCalendar);
  const anyTime = date({ min: at('2025-12-20T00:00'), max: at('2027-02-20T00:00'), noInvalidDate: true });
  const someDays = integer({ min: 1, max: 40 });

  function holds(law: (calendar: Calendar, time: Date, other: Date, some: number, more: number) => void) {
    assert(property(anyCalendar, anyTime, anyTime, someDays, someDays, law));
  }

  test('a day and then b days are a + b days', () => {
    holds((any, from, _, a, b) => {
      expect(any.dueAt(any.dueAt(from, a).at, b).at).toEqual(any.dueAt(from, a + b).at);
    });
  });

  test('later in, later due; more days, later due', () => {
    holds((any, one, other, a, b) => {
      const [early, late] = one <= other ? [one, other] : [other, one];
      expect(any.dueAt(early, a).at.getTime()).toBeLessThanOrEqual(any.dueAt(late, a).at.getTime());
      expect(any.dueAt(one, a + b).at.getTime()).toBeGreaterThan(any.dueAt(one, a).at.getTime());
    });
  });

  test('what is due lies ahead, on a working day, with just the days left that were given', () => {
    holds((any, from, _, days) => {
      const { at: due } = any.dueAt(from, days);
      expect(due > from).toBe(true);
      expect(any.workingDaysLeft(from, due)).toBe(days);
      expect(any.workingDaysLeft(due, due)).toBe(0);
    });
  });

  test('what is left is negative only once it has passed', () => {
    holds((any, now, due) => {
      expect(any.workingDaysLeft(now, due) < 0).toBe(now > due);
    });
  });

  test('a pause never brings a date forward', () => {
    holds((any, due, pausedAt, days) => {
      const { at: resumedAt } = any.dueAt(pausedAt, days);
      expect(any.dueAfterPause(due, pausedAt, resumedAt).at).toEqual(any.dueAt(due, days).at);
      expect(any.dueAfterPause(due, resumedAt, pausedAt).at).toEqual(due);
    });
  });

  test('the office opens in the future, and is open then', () => {
    holds((any, now) => {
      const opens = any.opensAt(now);
      if (opens !== null) expect([opens > now, any.isOpen(opens)]).toEqual([true, true]);
    });
  });
});
