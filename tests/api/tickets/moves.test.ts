// The table of moves by itself: no way in twice, every status reached, and the clock that belongs to each.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLate, readClock, type Standing, standingAfter } from '../../../api/tickets/clock.ts';
import { findMove, MOVES, type Mover, movesFrom } from '../../../api/tickets/moves.ts';
import { TICKET_STATUSES, type TicketStatus } from '../../../bot/ports.ts';
import { createCalendar } from '../../../knowledge/calendar.ts';

const calendar = createCalendar({ days: [], hours: null });
const days = { refuse: 2, ask: 5, answer: 15, publish: 2 };
const HOUR_MS = 60 * 60 * 1000;
const start = new Date('2026-11-02T08:00:00+07:00');
const CLOCK_OF: Record<TicketStatus, Standing['clock']> = {
  received: 'running',
  info_requested: 'paused',
  info_given: 'running',
  processing: 'running',
  returned: 'stopped',
  refused: 'stopped',
  answered: 'running',
  published: 'stopped',
};
const OPEN: readonly TicketStatus[] = ['received', 'info_requested', 'info_given', 'processing'];

function opened(now: Date): Standing {
  const { at } = calendar.dueAt(now, days.answer);
  return { status: 'received', clock: 'running', dueAt: at, pausedAt: null, decidedAt: null, onTime: null };
}

describe('the table of moves', () => {
  it('has every pair once, reaches every status and leaves none without a way on but the last', () => {
    const pairs = MOVES.map(({ from, to }) => `${from} → ${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(new Set(MOVES.flatMap(({ from, to }) => [from, to]))).toEqual(new Set(TICKET_STATUSES));
    for (const { from, to, who } of MOVES) {
      expect(from).not.toBe(to);
      expect(who.length).toBeGreaterThan(0);
    }
  });

  it('answers a citizen only together with a reply, and offers no such move beside', () => {
    for (const move of MOVES) expect(move.byReply).toBe(move.to === 'answered');
    for (const status of TICKET_STATUSES) expect(movesFrom(status, 'officer')).not.toContain('answered');
  });

  it('lets a citizen give what was asked for and have an answer looked at again, and nothing else', () => {
    const citizens = MOVES.filter(({ who }) => who.includes('citizen')).map(({ from, to }) => [from, to]);
    expect(citizens).toEqual([
      ['info_requested', 'info_given'],
      ['answered', 'processing'],
      ['published', 'processing'],
    ]);
    expect(findMove('received', 'processing', 'citizen')).toBeNull();
    expect(findMove('answered', 'published', 'officer')).toBeNull();
    expect(findMove('received', 'processing', 'operator')).toBeNull();
  });
});

describe('the clock', () => {
  const movers = fc.constantFrom<Mover>('citizen', 'operator', 'officer', 'coordinator', 'administrator');
  const walks = fc.array(fc.record({ mover: movers, pick: fc.nat(), hours: fc.nat(200) }), { maxLength: 12 });

  it('is one, fits the status, and never runs shorter than promised, whatever way a ticket goes', () => {
    fc.assert(
      fc.property(walks, fc.boolean(), (walk, anonymous) => {
        let now = start;
        let standing: Standing = anonymous ? { ...opened(now), clock: 'none', dueAt: null } : opened(now);
        for (const { mover, pick, hours } of walk) {
          now = new Date(now.getTime() + hours * HOUR_MS);
          const ways = MOVES.filter(({ from, who }) => from === standing.status && who.includes(mover));
          const move = ways[pick % Math.max(1, ways.length)];
          if (move === undefined) continue;
          const before = standing;
          standing = standingAfter(before, move, { calendar, days, now });
          expect(standing.status).toBe(move.to);
          expect(standing.clock).toBe(anonymous ? 'none' : CLOCK_OF[move.to]);
          expect(standing.dueAt === null).toBe(anonymous);
          expect(standing.pausedAt === null).toBe(standing.clock !== 'paused');
          expect(standing.decidedAt === null).toBe(OPEN.includes(move.to));
          if (anonymous) expect(standing.onTime).toBeNull();
          if (move.clock === 'resume' && before.dueAt !== null && before.pausedAt !== null) {
            expect(standing.dueAt!.getTime()).toBeGreaterThanOrEqual(before.dueAt.getTime());
            const left = (at: Date, due: Date) => calendar.workingDaysLeft(at, due);
            if (before.pausedAt <= before.dueAt)
              expect(left(now, standing.dueAt!)).toBe(left(before.pausedAt, before.dueAt));
          }
        }
      }),
    );
  });

  it('counts 15 working days, says when they are nearly over, and stands still while the citizen is asked', () => {
    const setting = { calendar, dueSoonDays: 2 };
    const standing = opened(start);
    expect(standing.dueAt).toEqual(new Date('2026-11-23T17:00:00+07:00'));
    const at = (time: string) => readClock(standing, { ...setting, now: new Date(time) });
    expect(at('2026-11-02T08:00:00+07:00')).toMatchObject({ clock: 'running', workingDaysLeft: 15 });
    expect(at('2026-11-18T23:00:00+07:00')).toMatchObject({ clock: 'running', workingDaysLeft: 3 });
    expect(at('2026-11-19T00:00:00+07:00')).toMatchObject({ clock: 'due_soon', workingDaysLeft: 2 });
    expect(at('2026-11-23T17:00:00+07:00')).toMatchObject({ clock: 'due_soon', workingDaysLeft: 0 });
    expect(at('2026-11-23T17:00:01+07:00')).toMatchObject({ clock: 'overdue', workingDaysLeft: -1 });

    const asked = standingAfter(standing, findMove('received', 'info_requested', 'officer')!, {
      calendar,
      days,
      now: new Date('2026-11-04T10:00:00+07:00'),
    });
    const weeksLater = new Date('2027-01-04T09:00:00+07:00');
    expect(readClock(asked, { ...setting, now: weeksLater })).toEqual({
      clock: 'paused',
      dueAt: null,
      workingDaysLeft: 13,
    });
    const given = standingAfter(asked, findMove('info_requested', 'info_given', 'citizen')!, {
      calendar,
      days,
      now: weeksLater,
    });
    expect(readClock(given, { ...setting, now: weeksLater })).toMatchObject({
      clock: 'running',
      workingDaysLeft: 13,
    });
  });

  it('judges asking and refusing by their own limits, from when the ticket came to its agency', () => {
    const standing = opened(start);
    const late = (to: TicketStatus, time: string) =>
      isLate(standing, findMove('received', to, 'officer')!, {
        calendar,
        days,
        cameAt: start,
        now: new Date(time),
      });
    expect(late('refused', '2026-11-04T17:00:00+07:00')).toBe(false);
    expect(late('refused', '2026-11-04T17:00:01+07:00')).toBe(true);
    expect(late('info_requested', '2026-11-09T17:00:00+07:00')).toBe(false);
    expect(late('info_requested', '2026-11-10T08:00:00+07:00')).toBe(true);
    expect(late('answered', '2026-11-23T16:00:00+07:00')).toBe(false);
    expect(late('answered', '2026-11-25T16:00:00+07:00')).toBe(true);
    expect(late('processing', '2027-11-25T16:00:00+07:00')).toBeNull();
  });
});
