// What officers do with a ticket besides moving it: triage, assigning, passing on, noting, linking to an incident.

import { CATEGORY_FACTS } from '../../bot/complaints/categories.ts';
import type { TicketClass } from '../../bot/ports.ts';
import type { Category } from '../../bot/understand.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { type Assignee, agencyName, assigneeFor, leastLoaded, staffName } from './assignment.ts';
import { incidentFor, isIncident } from './incidents.ts';
import type { TicketParts } from './parts.ts';
import { scopeOf } from './scope.ts';
import { changeTicket, lockForStaff, type Ticket, type TicketEventDraft, tell } from './tickets.ts';

type Named = { code: string; version: number };

/** Each throws Problem `no_such_ticket`, `conflict` or what its doc says, with nothing changed. */
export function createHandling({
  database,
  notices,
  now,
}: Pick<TicketParts, 'database' | 'notices' | 'now'>) {
  /** One change of a ticket as its officer saw it, with the event that tells of it. */
  async function change(
    caller: Caller,
    named: Named,
    work: (
      tx: Queryable,
      ticket: Ticket,
      at: Date,
    ) => Promise<{ changes: Partial<Ticket>; event: Omit<TicketEventDraft, 'by' | 'at'> }>,
  ): Promise<void> {
    await database.transaction(async (tx) => {
      const ticket = await lockForStaff(tx, { caller, ...named });
      const at = now();
      const { changes, event } = await work(tx, ticket, at);
      await tell(tx, notices, await changeTicket(tx, ticket, changes), { ...event, by: caller, at });
    });
  }

  return {
    /** A person confirms or corrects what was proposed. Also `no_such_agency`, `may_not_transfer`. */
    triage(
      caller: Caller,
      input: Named & { category: Category; class: TicketClass; agencyId: string | null; urgent: boolean },
    ): Promise<void> {
      return change(caller, input, async (tx, ticket, at) => {
        const { category, class: ofClass, agencyId, urgent } = input;
        const moves = agencyId !== ticket.agencyId;
        if (moves) refuseUnlessMovable(ticket, caller);
        const name = agencyId === null ? null : await knownAgency(tx, agencyId);
        return {
          changes: {
            category,
            class: ofClass,
            agencyId,
            urgent,
            ...(moves && { assigneeId: null, cameAt: at }),
          },
          event: {
            kind: 'triaged',
            from: CATEGORY_FACTS[ticket.category].label,
            to: CATEGORY_FACTS[category].label,
            text: name,
          },
        };
      });
    },

    /** Of an open ticket. Also `move_not_allowed`, `no_such_assignee`, `nobody_to_assign`. */
    assign(caller: Caller, input: Named & { assigneeId: string | null }): Promise<void> {
      return change(caller, input, async (tx, ticket) => {
        if (!isOpen(ticket)) throw new Problem('move_not_allowed');
        const next = input.assigneeId === null ? null : await choose(tx, ticket, input.assigneeId);
        const from = await staffName(tx, ticket.assigneeId);
        return {
          changes: { assigneeId: next?.id ?? null },
          event: { kind: 'assigned', from, to: next?.name ?? null },
        };
      });
    },

    /** To another agency, where it belongs to nobody yet. Also `move_not_allowed`, `may_not_transfer`, `no_such_agency`. */
    transfer(caller: Caller, input: Named & { agencyId: string; why: string }): Promise<void> {
      return change(caller, input, async (tx, ticket, at) => {
        if (!isOpen(ticket) || input.agencyId === ticket.agencyId) throw new Problem('move_not_allowed');
        refuseUnlessMovable(ticket, caller);
        const to = await knownAgency(tx, input.agencyId);
        const from = ticket.agencyId === null ? null : await agencyName(tx, ticket.agencyId);
        return {
          changes: { agencyId: input.agencyId, assigneeId: null, cameAt: at },
          event: { kind: 'transferred', from, to, text: input.why },
        };
      });
    },

    /** Changes nothing of the ticket, so it needs no version. */
    async note(caller: Caller, { code, text }: { code: string; text: string }): Promise<void> {
      await database.transaction(async (tx) => {
        const ticket = await lockForStaff(tx, { caller, code });
        await tell(tx, notices, ticket, { kind: 'noted', by: caller, at: now(), text });
      });
    },

    /** To the incident that `incidentCode` is or belongs to; null takes it out again. Also `no_such_incident`, `link_not_allowed`. */
    link(caller: Caller, input: Named & { incidentCode: string | null }): Promise<void> {
      return change(caller, input, async (tx, ticket) => {
        if (input.incidentCode === null)
          return { changes: { incidentId: null }, event: { kind: 'linked', to: null } };
        if (await isIncident(tx, ticket.id)) throw new Problem('link_not_allowed');
        const incident = await incidentFor(tx, input.incidentCode, scopeOf(caller));
        if (incident === null) throw new Problem('no_such_incident');
        if (incident.id === ticket.id) throw new Problem('link_not_allowed');
        return { changes: { incidentId: incident.id }, event: { kind: 'linked', to: incident.code } };
      });
    },
  };
}

async function choose(tx: Queryable, { agencyId }: Ticket, assigneeId: string): Promise<Assignee> {
  const next =
    assigneeId === 'least_loaded'
      ? agencyId === null
        ? null
        : await leastLoaded(tx, { agencyId })
      : await assigneeFor(tx, { id: assigneeId, agencyId });
  if (next === null)
    throw new Problem(assigneeId === 'least_loaded' ? 'nobody_to_assign' : 'no_such_assignee');
  return next;
}

async function knownAgency(tx: Queryable, id: string): Promise<string> {
  const name = await agencyName(tx, id);
  if (name === null) throw new Problem('no_such_agency');
  return name;
}

/** What a citizen had reopened stays where it is; only an administrator mends a mistake. */
function refuseUnlessMovable({ mayTransfer }: Ticket, { role }: Caller): void {
  if (!mayTransfer && role !== 'administrator') throw new Problem('may_not_transfer');
}

function isOpen({ decidedAt }: Ticket): boolean {
  return decidedAt === null;
}
