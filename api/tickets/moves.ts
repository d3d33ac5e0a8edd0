// Which way a ticket may go: every allowed move with who may make it and what it does to the clock, in one table.

import type { TicketStatus } from '../../bot/ports.ts';
import type { Role } from '../route.ts';

export type Mover = Role | 'citizen';

/**
 * `publish`: the clock of the answer ends and the one of its publication begins; `restart`: the answer is owed anew;
 * `resume`: the time for which the citizen was waited for is added.
 */
export type ClockEffect = 'keep' | 'pause' | 'resume' | 'publish' | 'stop' | 'restart';

/** Steps that have a time of their own (formulas of QĐ 766/QĐ-TTg), in working days by configuration. */
export const STEPS = ['refuse', 'ask', 'answer', 'publish'] as const;
export type Step = (typeof STEPS)[number];

export interface Move {
  from: TicketStatus;
  to: TicketStatus;
  who: readonly Mover[];
  clock: ClockEffect;
  /** Whose limit it is measured by. */
  step: Step | null;
  /** Only together with a reply to the citizen. */
  byReply: boolean;
}

const DESK: readonly Mover[] = ['officer', 'coordinator', 'administrator'];
const LEAD: readonly Mover[] = ['coordinator', 'administrator'];
const TOLD: readonly Mover[] = ['citizen', 'operator', ...DESK];
const REOPEN: readonly Mover[] = ['citizen', ...LEAD];

function move(
  from: TicketStatus,
  to: TicketStatus,
  who: readonly Mover[],
  clock: ClockEffect,
  step: Step | null = null,
): Move {
  return { from, to, who, clock, step, byReply: to === 'answered' };
}

export const MOVES: readonly Move[] = [
  move('received', 'processing', DESK, 'keep'),
  move('received', 'info_requested', DESK, 'pause', 'ask'),
  move('received', 'returned', DESK, 'stop', 'refuse'),
  move('received', 'refused', DESK, 'stop', 'refuse'),
  move('received', 'answered', DESK, 'publish', 'answer'),
  move('info_requested', 'info_given', TOLD, 'resume'),
  move('info_requested', 'processing', DESK, 'resume'),
  move('info_requested', 'returned', DESK, 'stop', 'refuse'),
  move('info_requested', 'refused', DESK, 'stop', 'refuse'),
  move('info_given', 'processing', DESK, 'keep'),
  move('info_given', 'info_requested', DESK, 'pause'),
  move('info_given', 'returned', DESK, 'stop', 'refuse'),
  move('info_given', 'refused', DESK, 'stop', 'refuse'),
  move('info_given', 'answered', DESK, 'publish', 'answer'),
  move('processing', 'info_requested', DESK, 'pause', 'ask'),
  move('processing', 'returned', DESK, 'stop', 'refuse'),
  move('processing', 'refused', DESK, 'stop', 'refuse'),
  move('processing', 'answered', DESK, 'publish', 'answer'),
  move('answered', 'published', LEAD, 'stop', 'publish'),
  move('answered', 'processing', REOPEN, 'restart'),
  move('published', 'processing', REOPEN, 'restart'),
  move('returned', 'received', LEAD, 'restart'),
  move('refused', 'received', LEAD, 'restart'),
];

/** The move from one status to another that this mover may make; null when there is none. */
export function findMove(from: TicketStatus, to: TicketStatus, mover: Mover): Move | null {
  return MOVES.find((one) => one.from === from && one.to === to && one.who.includes(mover)) ?? null;
}

/** Where a mover may take it without saying anything to the citizen beside. */
export function movesFrom(from: TicketStatus, mover: Mover): TicketStatus[] {
  return MOVES.filter((one) => one.from === from && !one.byReply && one.who.includes(mover)).map(
    ({ to }) => to,
  );
}
