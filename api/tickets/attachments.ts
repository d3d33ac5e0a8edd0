// Which files belong to which ticket. The bytes are kept by the store of attachments.

import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import type { TicketParts } from './parts.ts';
import { ticketIdFor } from './sight.ts';

export interface Attachment {
  id: string;
  name: string;
  type: string;
  bytes: number;
}

/** Puts files to a ticket; one from another conversation, or one that has a ticket already, stays where it is. */
export async function attach(
  tx: Queryable,
  {
    ticketId,
    conversationId,
    ids,
  }: { ticketId: string; conversationId: string | null; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update attachments set ticket_id = $1
     where id = any($2::text[]) and ticket_id is null and conversation_id is not distinct from $3`,
    [ticketId, ids, conversationId],
  );
}

export async function attachmentsOf(database: Queryable, ticketId: string): Promise<Attachment[]> {
  const { rows } = await database.query<Attachment>(
    'select id, name, type, bytes from attachments where ticket_id = $1 order by created_at, id',
    [ticketId],
  );
  return rows;
}

/** Where the bytes lie; null for a file that is gone. */
export interface AttachmentFiles {
  read(path: string): Promise<Uint8Array | null>;
}

/** A file of a ticket, and that it was read is remembered. Throws Problem `no_such_ticket` or `no_such_attachment`. */
export async function openAttachment(
  { database, now }: Pick<TicketParts, 'database' | 'now'>,
  files: AttachmentFiles,
  caller: Caller,
  { code, id }: { code: string; id: string },
): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const ticketId = await ticketIdFor(database, caller, code);
  if (ticketId === null) throw new Problem('no_such_ticket');
  const { rows } = await database.query<{ name: string; type: string; path: string }>(
    'select name, type, path from attachments where ticket_id = $1 and id = $2',
    [ticketId, id],
  );
  const bytes = rows[0] ? await files.read(rows[0].path) : null;
  if (rows[0] === undefined || bytes === null) throw new Problem('no_such_attachment');
  const { staffId } = caller;
  const entry = {
    staffId,
    action: 'ticket.attachment_read',
    subject: `ticket:${code}`,
    detail: id,
    at: now(),
  };
  await recordAudit(database, entry);
  return { name: rows[0].name, type: rows[0].type, bytes };
}
