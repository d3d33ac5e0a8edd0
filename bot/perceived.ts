// What was perceived of a message becomes its words in the transcript, and the way to its media is forgotten.

import type { Queryable } from '../knowledge/ports.ts';
import type { Turn } from './turn.ts';

const REPLACE = `
update activities set activity = activity || jsonb_build_object('text', $3::text, 'attachments', '[]'::jsonb)
where conversation_id = $1 and position = $2`;

/** Commits with the turn: `text` stands in the transcript for what was sent, as if it had been typed. */
export function replacePerceived({ conversation, position, together }: Turn, text: string): void {
  together.push(async (tx: Queryable) => {
    await tx.query(REPLACE, [conversation.id, position, text]);
  });
}
