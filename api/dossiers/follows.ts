// Conversations that follow a dossier, and the news they get with the change itself. Owns the table dossier_follows.

import type { Activity } from 'botbuilder-core';
import { addressOf, type ConversationId, type Conversations } from '../../bot/conversations.ts';
import type { Writing } from '../../bot/ports.ts';
import type { Queryable } from '../../knowledge/ports.ts';

const FOLLOW = `
insert into dossier_follows (code, conversation_id, status, since)
select code, $2, status, $3 from dossiers where code = $1
on conflict (code, conversation_id) do nothing`;

const TELL = `
update dossier_follows f set status = d.status from dossiers d
where d.code = f.code and f.code = any($1) and f.status <> d.status
returning f.code, f.conversation_id as "conversationId", d.status, d.agency, d.made_up as "madeUp"`;

export interface StatusNews {
  code: string;
  conversationId: ConversationId;
  status: number;
  agency: string;
  madeUp: boolean;
}

export function follow(code: string, conversationId: string, now: Date): Writing {
  return async (tx) => {
    await tx.query(FOLLOW, [code, conversationId, now]);
  };
}

export function unfollow(code: string, conversationId: string): Writing {
  return async (tx) => {
    await tx.query('delete from dossier_follows where code = $1 and conversation_id = $2', [
      code,
      conversationId,
    ]);
  };
}

/**
 * Within the transaction that changed these dossiers: everybody who follows one whose status is another than they have
 * heard is told. Resolves to the conversations that are to be told of it here once it has committed.
 */
export async function tellFollowers(
  tx: Queryable,
  codes: readonly string[],
  { conversations, word }: { conversations: Conversations; word: (news: StatusNews) => Partial<Activity> },
): Promise<ConversationId[]> {
  if (codes.length === 0) return [];
  const { rows } = await tx.query<StatusNews>(TELL, [codes]);
  for (const news of rows) {
    await conversations.appendIn(tx, addressOf(news.conversationId), [word(news)]);
  }
  return rows.map(({ conversationId }) => conversationId);
}
