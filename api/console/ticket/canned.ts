// Canned replies with their fields filled from the ticket; what the ticket does not know stays to be filled by hand.

import type { TicketView } from '../client/shapes.ts';
import { sayDate } from '../client/time.ts';

const FIELD = /\{([^{}\n]{1,40})\}/g;

/** `{ma}`, `{ten}`, `{han}` and `{co_quan}` in `text` become what the ticket says. */
export function fillFields(text: string, ticket: TicketView): string {
  const known: Readonly<Record<string, string | null>> = {
    ma: ticket.code,
    ten: ticket.citizen.name,
    han: ticket.dueAt && sayDate(ticket.dueAt),
    co_quan: ticket.agency?.name ?? null,
  };
  return text.replace(FIELD, (field, name: string) => known[name] ?? field);
}

/** Fields that are still to be filled. */
export function openFields(text: string): string[] {
  return [...new Set(text.match(FIELD) ?? [])];
}
