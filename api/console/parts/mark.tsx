// A word in a coloured pill; the word says all, the colour only helps to find it.
/** @jsxImportSource react */

import type { ReactNode } from 'react';
import type { TicketStatus } from '../../../bot/ports.ts';
import type { TicketRow } from '../client/shapes.ts';
import { sayDate } from '../client/time.ts';
import { words } from '../texts/words.ts';
import { Icon, type IconName } from './icons.tsx';

export type Tone = 'plain' | 'calm' | 'busy' | 'soon' | 'late' | 'good';

export function Mark({
  tone,
  icon,
  title,
  children,
}: {
  tone: Tone;
  icon?: IconName;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className="mark" data-tone={tone} title={title}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}

const STATUS_TONES: Readonly<Record<TicketStatus, Tone>> = {
  received: 'calm',
  info_requested: 'plain',
  info_given: 'calm',
  processing: 'busy',
  returned: 'plain',
  refused: 'plain',
  answered: 'good',
  published: 'good',
};

export function StatusMark({ status }: { status: TicketStatus }) {
  return <Mark tone={STATUS_TONES[status]}>{words.status[status]}</Mark>;
}

const CLOCK_TONES: Readonly<Record<TicketRow['clock'], { tone: Tone; icon?: IconName }>> = {
  none: { tone: 'plain' },
  running: { tone: 'plain' },
  due_soon: { tone: 'soon', icon: 'soon' },
  overdue: { tone: 'late', icon: 'late' },
  paused: { tone: 'plain', icon: 'paused' },
  stopped: { tone: 'good', icon: 'done' },
};

/** How much of the time limit is left, in working days. */
export function ClockMark({ ticket }: { ticket: Pick<TicketRow, 'clock' | 'workingDaysLeft' | 'dueAt'> }) {
  const { tone, icon } = CLOCK_TONES[ticket.clock];
  const due = ticket.dueAt === null ? undefined : words.clock.due(sayDate(ticket.dueAt));
  return (
    <Mark tone={tone} {...(icon && { icon })} {...(due && { title: due })}>
      {sayClock(ticket)}
    </Mark>
  );
}

function sayClock({ clock, workingDaysLeft }: Pick<TicketRow, 'clock' | 'workingDaysLeft'>): string {
  if (clock === 'none' || clock === 'paused' || clock === 'stopped') return words.clock[clock];
  const days = workingDaysLeft === null ? 0 : Math.trunc(workingDaysLeft);
  if (clock === 'overdue') return days < 0 ? words.clock.over(-days) : words.clock.late;
  return days > 0 ? words.clock.left(days) : words.clock.today;
}
