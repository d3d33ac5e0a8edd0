// Everything that happened to the ticket: who, when, what and why; newest first.
/** @jsxImportSource react */

import { Paper, Switch } from '@mantine/core';
import { type ComponentProps, useState } from 'react';
import type { DeliveryState } from '../../tickets/views.ts';
import type { TicketEvent } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { Mark } from '../parts/mark.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { words } from '../texts/words.ts';

const { history } = texts;
/** Of what events come from and go to; agencies and people come by name. */
const NAMES: Readonly<Record<string, string>> = {
  ...words.status,
  ...words.rating,
  ...words.channel,
  ...texts.letterDialog.kinds,
};

export function History({ events }: { events: readonly TicketEvent[] }) {
  const [reads, setReads] = useState(false);
  const shown = events.filter(({ kind }) => reads || kind !== 'read').toReversed();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="history-title">
      <div className="section-head">
        <h2 id="history-title">{history.title}</h2>
        <Switch
          size="xs"
          label={history.reads}
          checked={reads}
          onChange={(event) => setReads(event.currentTarget.checked)}
        />
      </div>
      <ol className="history">
        {shown.map((event) => (
          <li key={event.id} data-kind={event.kind}>
            <p className="history-line">
              <strong>{nameOf(event.by)}</strong> {sayKind(event)}
              {sayChange(event)}
            </p>
            {event.text && <p className="history-text">{event.text}</p>}
            <p className="dim small">
              <time dateTime={event.at}>{sayMoment(event.at)}</time>
              {event.delivery && (
                <>
                  {' · '}
                  <Delivery of={event.delivery} reason={event.deliveryReason} />
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Paper>
  );
}

const MARKS: Readonly<Record<DeliveryState, Pick<ComponentProps<typeof Mark>, 'tone' | 'icon'>>> = {
  queued: { tone: 'plain', icon: 'soon' },
  waiting: { tone: 'soon', icon: 'soon' },
  announced: { tone: 'soon', icon: 'done' },
  no_quota: { tone: 'soon', icon: 'soon' },
  delivered: { tone: 'good', icon: 'done' },
  failed: { tone: 'late', icon: 'late' },
  no_channel: { tone: 'soon', icon: 'hotline' },
};

export function Delivery({ of: delivery, reason = null }: { of: DeliveryState; reason?: string | null }) {
  return (
    <>
      <Mark {...MARKS[delivery]}>{words.delivery[delivery]}</Mark>
      {reason !== null && ` ${reason}`}
    </>
  );
}

function nameOf(by: TicketEvent['by']): string {
  return typeof by === 'string' ? history[by] : by.name;
}

function sayKind({ kind, to }: TicketEvent): string {
  const known = kind === 'linked' && to === null ? 'unlinked' : kind;
  return history.kinds[known] ?? kind;
}

function sayChange({ from, to }: TicketEvent): string {
  if (to === null) return '';
  const named = (value: string) => NAMES[value] ?? value;
  return `: ${from === null || from === to ? named(to) : history.change(named(from), named(to))}`;
}
