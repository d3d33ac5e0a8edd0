// One ticket as a line of the queue.
/** @jsxImportSource react */

import { Checkbox } from '@mantine/core';
import { Link } from 'wouter';
import type { TicketRow } from '../client/shapes.ts';
import { sayBriefly, sayMoment } from '../client/time.ts';
import { Icon } from '../parts/icons.tsx';
import { ClockMark, Mark, StatusMark } from '../parts/mark.tsx';
import { queue } from '../texts/queue.ts';
import { channelWord, words } from '../texts/words.ts';

export function TicketLine({
  ticket,
  selected,
  onSelect,
}: {
  ticket: TicketRow;
  /** Null where nothing can be selected. */
  selected: boolean | null;
  onSelect?(selected: boolean): void;
}) {
  return (
    <li className="line" data-code={ticket.code} data-selected={selected === true}>
      {selected !== null && (
        <Checkbox
          className="line-select"
          aria-label={queue.select(ticket.code)}
          checked={selected}
          onChange={(event) => onSelect?.(event.currentTarget.checked)}
        />
      )}
      <div className="line-main">
        <Link href={`/tickets/${ticket.code}`} className="line-title">
          {ticket.summary}
        </Link>
        <p className="line-meta">
          <span className="code">{ticket.code}</span>
          <span>{words.category[ticket.category]}</span>
          <span>{channelWord(ticket.channel)}</span>
          <time dateTime={ticket.openedAt} title={sayMoment(ticket.openedAt)}>
            {queue.opened(sayBriefly(ticket.openedAt, new Date()))}
          </time>
          {ticket.anonymous && <span>{words.anonymous}</span>}
          {ticket.linked > 0 && (
            <span className="with-icon">
              <Icon name="link" size={14} />
              {queue.linked(ticket.linked)}
            </span>
          )}
        </p>
      </div>
      <div className="line-who">
        <span>{ticket.agency?.name ?? queue.noAgency}</span>
        <span className="dim">{ticket.assignee?.name ?? queue.noAssignee}</span>
      </div>
      <div className="line-marks">
        {ticket.urgent && (
          <Mark tone="late" icon="urgent">
            {words.urgent}
          </Mark>
        )}
        {ticket.reopened > 0 && <Mark tone="soon">{queue.reopened(ticket.reopened)}</Mark>}
        <StatusMark status={ticket.status} />
        <ClockMark ticket={ticket} />
      </div>
    </li>
  );
}
