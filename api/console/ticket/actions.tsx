// How the ticket stands, and the buttons for what may be done with it.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import { useStaff } from '../client/session.ts';
import type { TicketView } from '../client/shapes.ts';
import { ClockMark, Mark, StatusMark } from '../parts/mark.tsx';
import { queue } from '../texts/queue.ts';
import { ticket as texts } from '../texts/ticket.ts';
import { words } from '../texts/words.ts';

export type Action = 'triage' | 'assign' | 'transfer' | 'move' | 'note' | 'letter';

export function Actions({
  ticket,
  onChoose,
  onAssignMe,
}: {
  ticket: TicketView;
  onChoose(action: Action): void;
  onAssignMe(): void;
}) {
  const staff = useStaff();
  const mine = ticket.assignee?.id === staff.id;
  const leads = staff.role === 'coordinator' || staff.role === 'administrator';
  const offered: Action[] =
    staff.role === 'operator'
      ? ['note']
      : [
          ...(leads ? (['triage'] as const) : []),
          'assign',
          ...(ticket.mayTransfer ? (['transfer'] as const) : []),
          ...(ticket.moves.length > 0 ? (['move'] as const) : []),
          'note',
          'letter',
        ];
  return (
    <div className="ticket-head">
      <div className="ticket-marks">
        <StatusMark status={ticket.status} />
        <ClockMark ticket={ticket} />
        {ticket.urgent && (
          <Mark tone="late" icon="urgent">
            {words.urgent}
          </Mark>
        )}
        {ticket.anonymous && <Mark tone="plain">{words.anonymous}</Mark>}
        {ticket.reopened > 0 && <Mark tone="soon">{queue.reopened(ticket.reopened)}</Mark>}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: these are buttons, not fields of a form */}
      <div className="ticket-actions" role="group" aria-label={texts.actions}>
        {!mine && staff.role !== 'operator' && (
          <Button size="xs" onClick={onAssignMe}>
            {texts.assignMe}
          </Button>
        )}
        {offered.map((action) => (
          <Button key={action} size="xs" variant="default" onClick={() => onChoose(action)}>
            {texts[action]}
          </Button>
        ))}
      </div>
      {!ticket.mayTransfer && ticket.reopened > 0 && <p className="dim small">{texts.mayNotTransfer}</p>}
    </div>
  );
}
