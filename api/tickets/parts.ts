// What every part of the ticket desk works with: the database, the transcript, the calendar and the Center's rules.

import type { ConversationId, Conversations } from '../../bot/conversations.ts';
import type { Notices } from '../../bot/notices.ts';
import type { Calendar } from '../../knowledge/calendar.ts';
import type { Database, Queryable } from '../../knowledge/ports.ts';
import type { TrySettings } from '../tries.ts';
import type { TicketDays } from './clock.ts';

export interface TicketRules {
  days: TicketDays;
  /** A clock with at most so many working days left is due soon. */
  dueSoonDays: number;
  /** How often a citizen may have one ticket reopened. */
  reopenings: number;
  /** How long a reply can be taken back, in seconds; 0 sends at once. */
  undoSeconds: number;
  /** Wrong guesses at a ticket's key. */
  tries: TrySettings;
}

export interface TicketParts {
  database: Database;
  conversations: Pick<Conversations, 'appendIn' | 'heard'>;
  /** Told of every event, with the code. */
  notices: Pick<Notices, 'payloadForAll'>;
  calendar: Calendar;
  rules: TicketRules;
  now: () => Date;
}

/** Notes that a conversation was told something, for when the transaction has committed. */
export type Told = (conversation: ConversationId) => void;

/** A transaction that may say things to citizens: this process hears of them once everything has committed. */
export async function committing<T>(
  { database, conversations }: Pick<TicketParts, 'database' | 'conversations'>,
  work: (tx: Queryable, told: Told) => Promise<T>,
): Promise<T> {
  const told = new Set<ConversationId>();
  const result = await database.transaction((tx) => work(tx, (id) => void told.add(id)));
  for (const id of told) conversations.heard(id);
  return result;
}
