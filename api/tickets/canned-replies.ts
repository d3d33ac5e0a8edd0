// Replies that officers write again and again, kept ready. Owns the table canned_replies.

import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { fieldsOf, fillFields, refuseUnknownFields } from './fields.ts';
import type { TicketParts } from './parts.ts';
import { ticketIdFor } from './sight.ts';

export interface CannedReply {
  id: string;
  title: string;
  text: string;
}

type Input = Omit<CannedReply, 'id'>;

export function createCannedReplies({ database, now }: Pick<TicketParts, 'database' | 'now'>) {
  /** All of them by title; for a ticket with its fields filled. Throws Problem `no_such_ticket`. */
  async function list(caller: Caller, ticket?: string): Promise<CannedReply[]> {
    const { rows } = await database.query<CannedReply>(
      'select id, title, text from canned_replies order by title, id',
    );
    if (ticket === undefined) return rows;
    const id = await ticketIdFor(database, caller, ticket);
    if (id === null) throw new Problem('no_such_ticket');
    const fields = await fieldsOf(database, id);
    return rows.map((row) => ({ ...row, text: fillFields(row.text, fields) }));
  }

  /** Throws Problem `unknown_field`. */
  async function add(caller: Caller, { title, text }: Input): Promise<CannedReply> {
    refuseUnknownFields(text);
    return changing(caller, 'added', (tx) =>
      tx.query<CannedReply>(
        'insert into canned_replies (title, text) values ($1, $2) returning id, title, text',
        [title, text],
      ),
    );
  }

  /** Throws Problem `unknown_field` or `no_such_canned_reply`. */
  async function replace(caller: Caller, id: string, { title, text }: Input): Promise<CannedReply> {
    refuseUnknownFields(text);
    return changing(caller, 'changed', (tx) =>
      tx.query<CannedReply>(
        'update canned_replies set title = $2, text = $3 where id = $1 returning id, title, text',
        [id, title, text],
      ),
    );
  }

  /** Throws Problem `no_such_canned_reply`. */
  async function remove(caller: Caller, id: string): Promise<void> {
    await changing(caller, 'deleted', (tx) =>
      tx.query<CannedReply>('delete from canned_replies where id = $1 returning id, title, text', [id]),
    );
  }

  async function changing(
    { staffId }: Caller,
    what: 'added' | 'changed' | 'deleted',
    change: (tx: Queryable) => Promise<{ rows: CannedReply[] }>,
  ): Promise<CannedReply> {
    return database.transaction(async (tx) => {
      const [changed] = (await change(tx)).rows;
      if (changed === undefined) throw new Problem('no_such_canned_reply');
      const subject = `canned_reply:${changed.id}`;
      await recordAudit(tx, { staffId, action: `canned_reply.${what}`, subject, at: now() });
      return changed;
    });
  }

  return { list, add, replace, remove };
}
