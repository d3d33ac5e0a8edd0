// Everything that happened to the ticket: who, when, what and why; newest first.
/** @jsxImportSource react */

import { Paper, Switch } from '@mantine/core';
import { useState } from 'react';
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
                  <Delivery of={event.delivery} />
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Paper>
  );
}

export function Delivery({ of: delivery }: { of: NonNullable<TicketEvent['delivery']> }) {
  const tone = { queued: 'plain', delivered: 'good', failed: 'late', no_channel: 'soon' } as const;
  const icon = { queued: 'soon', delivered: 'done', failed: 'late', no_channel: 'hotline' } as const;
  return (
    <Mark tone={tone[delivery]} icon={icon[delivery]}>
      {words.delivery[delivery]}
    </Mark>
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
