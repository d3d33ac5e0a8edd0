// The ticket desk as the bot sees it: opening a ticket, following it, adding to it, rating it, reopening it.

import { timingSafeEqual } from 'node:crypto';
import type { TicketDesk } from '../../bot/ports.ts';
import { storableText } from '../../bot/storable.ts';
import { dayOf } from '../../knowledge/day.ts';
import type { Phrase } from '../../knowledge/phrases.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { createTries } from '../tries.ts';
import { leastLoaded, staffName } from './assignment.ts';
import { attach } from './attachments.ts';
import { standingAfter } from './clock.ts';
import { hashKey, readTicketCode } from './codes.ts';
import { continueIn } from './continuing.ts';
import { findMove } from './moves.ts';
import { newsOfConversation, newsOrDecoy } from './news.ts';
import { prepareTicket } from './opening.ts';
import type { TicketParts } from './parts.ts';
import { findSimilar } from './similar.ts';
import { changeTicket, lockTicket, type Ticket, tell } from './tickets.ts';
import { searchWords } from './words.ts';

/** `fillers`: words that say nothing about what a complaint is about. */
export function createTicketDesk({
  fillers,
  ...parts
}: TicketParts & { fillers: readonly Phrase[] }): TicketDesk {
  const { database, notices, calendar, rules } = parts;
  const tries = createTries({ database, of: 'ticket', settings: rules.tries });

  /** What a citizen does to a ticket; to one that is gone nothing is done. */
  function withTicket(code: string, work: (tx: Queryable, ticket: Ticket) => Promise<void>) {
    return async (tx: Queryable): Promise<void> => {
      const ticket = await lockTicket(tx, code);
      if (ticket !== null) await work(tx, ticket);
    };
  }

  function standingFor(ticket: Ticket, to: Ticket['status'], now: Date) {
    const move = findMove(ticket.status, to, 'citizen');
    return move && standingAfter(ticket, move, { calendar, days: rules.days, now });
  }

  return {
    prepare: (draft, now) => prepareTicket(parts, { draft, loggedBy: null, now }),

    similar: (draft) => findSimilar(database, draft, { fillers, now: parts.now() }),

    ofConversation: (conversationId) => newsOfConversation(database, conversationId),

    // The same steps whether the code is unknown or the key wrong: only a right one does more.
    async lookUp({ code, key, conversationId, address, now }) {
      const { lockedUntil } = await tries.spend(conversationId, address, now);
      if (lockedUntil !== null) return { kind: 'locked', until: lockedUntil };
      const known = readTicketCode(storableText(code));
      const found = await newsOrDecoy(database, { code: known, conversationId });
      const hash = hashKey(known ?? '', key);
      const fits = timingSafeEqual(hash, found?.keyHash ?? Buffer.alloc(hash.length));
      if (found === null || !fits || found.news.code !== known) return { kind: 'no_match' };
      await tries.giveBack(conversationId, address);
      return { kind: 'found', news: found.news };
    },

    continueIn: (conversationId, code, now) => continueIn(parts, { conversationId, code, now }),

    addInformation: (code, said, now) =>
      withTicket(code, async (tx, ticket) => {
        const text = storableText(said.text);
        const standing = standingFor(ticket, 'info_given', now);
        const changed = standing === null ? ticket : await changeTicket(tx, ticket, standing);
        const steps = standing === null ? {} : { from: ticket.status, to: changed.status };
        await tell(tx, notices, changed, { kind: 'info_given', by: 'citizen', at: now, text, ...steps });
        await tx.query(
          'update ticket_texts set words = words || array_to_tsvector($2::text[]) where ticket_id = $1',
          [ticket.id, searchWords([text])],
        );
        const { attachments: ids, conversationId } = said;
        await attach(tx, { ticketId: ticket.id, conversationId, ids });
      }),

    rate: (code, rating, now) =>
      withTicket(code, async (tx, ticket) => {
        const answered = ticket.status === 'answered' || ticket.status === 'published';
        if (!answered || ticket.rating !== null) return;
        const changed = await changeTicket(tx, ticket, { rating });
        await tell(tx, notices, changed, { kind: 'rated', by: 'citizen', at: now, to: rating });
      }),

    reopen: (code, why, now) =>
      withTicket(code, async (tx, ticket) => {
        const text = storableText(why);
        const standing = standingFor(ticket, 'processing', now);
        // Said all the same: whoever has the ticket reads it.
        if (standing === null || ticket.reopened >= rules.reopenings)
          return void (await tell(tx, notices, ticket, { kind: 'noted', by: 'citizen', at: now, text }));
        const { agencyId, assigneeId } = ticket;
        const next =
          (agencyId === null ? null : await leastLoaded(tx, { agencyId, except: assigneeId })) ??
          (await leastLoaded(tx, { agencyId: null, except: assigneeId }));
        const changed = await changeTicket(tx, ticket, {
          ...standing,
          cameAt: now,
          rating: null,
          reopened: ticket.reopened + 1,
          mayTransfer: false,
          assigneeId: next?.id ?? null,
        });
        const { status: from } = ticket;
        await tell(tx, notices, changed, {
          kind: 'reopened',
          by: 'citizen',
          at: now,
          from,
          to: changed.status,
          text,
        });
        const before = await staffName(tx, assigneeId);
        await tell(tx, notices, changed, {
          kind: 'assigned',
          by: 'system',
          at: now,
          from: before,
          to: next?.name,
        });
      }),

    count: (kind, channel, now) => async (tx) => {
      await tx.query(
        `insert into guided_elsewhere (kind, channel, day, count) values ($1, $2, $3, 1)
         on conflict (day, kind, channel) do update set count = guided_elsewhere.count + 1`,
        [kind, channel, dayOf(now)],
      );
    },
  };
}
