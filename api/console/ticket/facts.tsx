// What the citizen said, and how the desk has put it.
/** @jsxImportSource react */

import { Anchor, Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TicketView } from '../client/shapes.ts';
import { sayDate, sayMoment } from '../client/time.ts';
import { ticket as texts } from '../texts/ticket.ts';
import { channelWord, words } from '../texts/words.ts';

const { facts } = texts;

export function Facts({ ticket }: { ticket: TicketView }) {
  const { citizen } = ticket;
  const rows: [string, ReactNode][] = [
    [facts.where, ticket.where ?? facts.unsaid],
    [facts.when, ticket.when ?? facts.unsaid],
    ...(ticket.dossierCode
      ? [
          [
            facts.dossier,
            <span key="code" className="code">
              {ticket.dossierCode}
            </span>,
          ] satisfies [string, ReactNode],
        ]
      : []),
    [facts.citizen, ticket.anonymous ? words.anonymous : (citizen.name ?? facts.unsaid)],
    ...(citizen.phone
      ? [
          [
            facts.phone,
            <Anchor key="phone" href={`tel:${citizen.phone.replace(/\s/g, '')}`}>
              {citizen.phone}
            </Anchor>,
          ] satisfies [string, ReactNode],
        ]
      : []),
    [facts.channel, channelWord(ticket.channel)],
    [facts.category, words.category[ticket.category]],
    [facts.class, words.class[ticket.class]],
    [facts.agency, ticket.agency?.name ?? facts.unsaid],
    [facts.assignee, ticket.assignee?.name ?? facts.unassigned],
    [facts.opened, sayMoment(ticket.openedAt)],
    ...(ticket.dueAt ? [[facts.due, sayDate(ticket.dueAt)] satisfies [string, ReactNode]] : []),
    ...(ticket.rating ? [[facts.rating, words.rating[ticket.rating]] satisfies [string, ReactNode]] : []),
  ];
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="facts-title">
      <h2 id="facts-title">{facts.title}</h2>
      <p className="what">{ticket.what}</p>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}
