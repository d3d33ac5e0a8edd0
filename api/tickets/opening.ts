// A new ticket: everything that can go wrong goes wrong before, and `write` puts it in with whatever commits beside it.

import { CATEGORY_FACTS } from '../../bot/complaints/categories.ts';
import { maskPersonalData } from '../../bot/personal-data.ts';
import type { PreparedTicket, TicketDraft } from '../../bot/ports.ts';
import { storable } from '../../bot/storable.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { cutAtWord } from '../../knowledge/vietnamese.ts';
import { attach } from './attachments.ts';
import { hashKey, newKey, ticketCode } from './codes.ts';
import { incidentFor } from './incidents.ts';
import type { TicketParts } from './parts.ts';
import { type By, tell } from './tickets.ts';
import { searchWords } from './words.ts';

/** What fits into a line of the queue. */
const LONGEST_SUMMARY = 160;

// An agency that is unknown or closed is left for triage instead of losing the ticket.
const INSERT = `
with ticket as (
  insert into tickets (id, code, status, category, class, channel, agency_id, conversation_id, opened_in, logged_by,
    urgent, anonymous, opened_at, came_at, clock, due_at, summary)
  values ($1, $2, 'received', $3, $4, $5, (select id from agencies where id = $6 and active), $7, $7, $8, $9,
    $10, $11, $11, $12, $13, $14)
)
insert into ticket_texts (ticket_id, what, place, occurred, dossier_code, name, phone, key_hash, words)
values ($1, $15, $16, $17, $18, $19, $20, $21, array_to_tsvector($22::text[]))`;

/** `loggedBy`: the operator who takes it down for a caller. */
export async function prepareTicket(
  { database, notices, calendar, rules }: Pick<TicketParts, 'database' | 'notices' | 'calendar' | 'rules'>,
  input: { draft: TicketDraft; loggedBy: string | null; now: Date },
): Promise<PreparedTicket> {
  const { loggedBy, now } = input;
  const draft = storable(input.draft);
  const { rows } = await database.query<{ id: string }>(`select nextval('ticket_numbers')::text as id`);
  const { id } = rows[0]!;
  const code = ticketCode(id, now);
  const key = newKey();
  const due = draft.anonymous ? null : calendar.dueAt(now, rules.days.answer);
  const name = draft.anonymous ? null : draft.name;
  const phone = draft.anonymous ? null : draft.phone;
  const values = [
    id,
    code,
    draft.category,
    CATEGORY_FACTS[draft.category].class,
    draft.channel,
    draft.agencyId,
    draft.conversationId,
    loggedBy,
    draft.urgent,
    draft.anonymous,
    now,
    due === null ? 'none' : 'running',
    due?.at,
    summaryOf(draft.what),
    draft.what,
    draft.where,
    draft.when,
    draft.dossierCode,
    name,
    phone,
    hashKey(code, key),
    searchWords([draft.what, draft.where, draft.when, draft.dossierCode, name, phone]),
  ];

  async function write(tx: Queryable): Promise<void> {
    const by: By = loggedBy === null ? 'citizen' : { staffId: loggedBy };
    await tx.query(INSERT, values);
    await tell(tx, notices, { id, code, version: 1 }, { kind: 'opened', by, at: now, to: 'received' });
    await attach(tx, { ticketId: id, conversationId: draft.conversationId, ids: draft.attachments });
    const incident = draft.incidentCode === null ? null : await incidentFor(tx, draft.incidentCode);
    if (incident === null) return;
    await tx.query('update tickets set incident_id = $2 where id = $1', [id, incident.id]);
    await tell(tx, notices, { id, code, version: 1 }, { kind: 'linked', by, at: now, to: incident.code });
  }

  return { code, key, dueAt: due?.at ?? null, projected: due?.projected ?? false, write };
}

/** The beginning of what was said, masked: what others than the ticket's own agency may read. */
function summaryOf(what: string): string {
  return cutAtWord(maskPersonalData(what).replace(/\s+/g, ' ').trim(), LONGEST_SUMMARY);
}
