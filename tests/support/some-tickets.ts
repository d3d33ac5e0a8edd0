// Tickets put straight into their table, for reports that only read them.

import fc from 'fast-check';
import { CATEGORIES } from '../../bot/understand.ts';
import type { Database } from '../../knowledge/ports.ts';

const DAY_MS = 24 * 60 * 60_000;

export interface SomeTicket {
  category: string;
  class: string;
  channel: string;
  status: string;
  agencyId: string | null;
  conversationId: string | null;
  phone: string | null;
  openedAt: Date;
  dueAt: Date | null;
  decidedAt: Date | null;
  onTime: boolean | null;
  rating: string | null;
}

const OPEN = ['received', 'info_requested', 'info_given', 'processing'];

export function aTicket(differing: Partial<SomeTicket> = {}): SomeTicket {
  return {
    category: 'land',
    class: 'service',
    channel: 'direct-line',
    status: 'processing',
    agencyId: null,
    conversationId: null,
    phone: null,
    openedAt: new Date('2026-11-02T08:00:00+07:00'),
    dueAt: new Date('2026-11-23T17:00:00+07:00'),
    decidedAt: null,
    onTime: null,
    rating: null,
    ...differing,
  };
}

/** Tickets of all kinds, opened within `days` days after `from`; always the same. */
export function ticketsOfAllKinds(count: number, from: Date, days: number): SomeTicket[] {
  const arbitrary = fc
    .record({
      category: fc.constantFrom(...CATEGORIES.filter((category) => category !== 'distress')),
      class: fc.constantFrom('regulation', 'conduct', 'service', 'praise'),
      channel: fc.constantFrom('direct-line', 'phone'),
      agencyId: fc.constantFrom('agency-one', 'agency-two', null),
      opened: fc.integer({ min: 0, max: days }),
      took: fc.integer({ min: 0, max: 40 }),
      isOpen: fc.boolean(),
      timed: fc.boolean(),
      openStatus: fc.constantFrom(...OPEN),
      endStatus: fc.constantFrom('returned', 'refused', 'answered', 'published'),
      rating: fc.constantFrom(null, 'very_satisfied', 'satisfied', 'dissatisfied'),
    })
    .map((one) => {
      const openedAt = new Date(from.getTime() + one.opened * DAY_MS);
      const dueAt = one.timed ? new Date(openedAt.getTime() + 21 * DAY_MS) : null;
      const decidedAt = one.isOpen ? null : new Date(openedAt.getTime() + one.took * DAY_MS);
      return aTicket({
        ...one,
        status: one.isOpen ? one.openStatus : one.endStatus,
        rating: one.isOpen ? null : one.rating,
        openedAt,
        dueAt,
        decidedAt,
        onTime: decidedAt === null || dueAt === null ? null : decidedAt <= dueAt,
      });
    });
  return fc.sample(arbitrary, { numRuns: count, seed: 2026 });
}

/** Resolves to the codes, in order. */
export async function addTickets(database: Database, tickets: readonly SomeTicket[]): Promise<string[]> {
  const codes: string[] = [];
  for (const ticket of tickets) {
    const { rows } = await database.query<{ code: string }>(
      `with added as (
         insert into tickets (id, code, status, category, class, channel, agency_id, conversation_id, urgent, anonymous,
           opened_at, came_at, clock, due_at, paused_at, decided_at, on_time, rating, summary)
         select nr, 'PA-2026-' || lpad(nr::text, 6, '0'), $1, $2, $3, $4, $5, $6, false, false,
           $7, $7, $8, $9, $10, $11, $12, $13, 'một việc'
         from nextval('ticket_numbers') as nr returning id, code
       ), texts as (
         insert into ticket_texts (ticket_id, what, phone, key_hash, words) select id, 'một việc', $14, '\\x00', '' from added
       ), published as (
         insert into ticket_events (ticket_id, at, kind, actor, to_value, version)
         select id, $11, 'moved', 'system', 'published', 2 from added where $1 = 'published'
       )
       select code from added`,
      [
        ticket.status,
        ticket.category,
        ticket.class,
        ticket.channel,
        ticket.agencyId,
        ticket.conversationId,
        ticket.openedAt,
        ticket.dueAt === null ? 'none' : ticket.decidedAt !== null ? 'stopped' : clockOf(ticket),
        ticket.dueAt,
        ticket.dueAt !== null && clockOf(ticket) === 'paused' ? ticket.openedAt : null,
        ticket.decidedAt,
        ticket.onTime,
        ticket.rating,
        ticket.phone,
      ],
    );
    codes.push(rows[0]!.code);
  }
  return codes;
}

function clockOf({ status }: SomeTicket): 'paused' | 'running' {
  return status === 'info_requested' ? 'paused' : 'running';
}
