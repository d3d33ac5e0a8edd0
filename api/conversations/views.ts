// What the desk shows of conversations and takes about them: the shapes of /api/conversations, shared by server and console.

import { z } from 'zod';
import { DELIVERIES } from '../tickets/views.ts';

const time = z.iso.datetime();
const person = z.object({ id: z.string(), name: z.string() });
const flag = z.literal('1').optional();

/** A line of the list; what the citizen wrote is masked. */
export const ConversationRow = z.object({
  id: z.string(),
  channel: z.string(),
  mode: z.enum(['bot', 'staff']),
  waitingSince: time.nullable(),
  place: z.int().nullable(),
  holder: person.nullable(),
  lastText: z.string().nullable(),
  unread: z.int(),
  ticketCodes: z.array(z.string()),
});

export const ConversationsQuery = z.strictObject({ waiting: flag, mine: flag });
export const ConversationList = z.object({ conversations: z.array(ConversationRow) });

export const ConversationPath = z.strictObject({ id: z.string().max(300) });
/** `before`: a position; the messages before it. */
export const TranscriptQuery = z.strictObject({ before: z.coerce.number().int().min(1).optional() });
export const ConversationView = z.object({
  conversation: ConversationRow,
  activities: z.array(
    z.object({
      position: z.int(),
      from: z.enum(['citizen', 'assistant', 'officer']),
      by: person.nullable(),
      text: z.string(),
      at: time,
      sources: z.array(z.object({ code: z.string(), title: z.string() })),
      delivery: z.enum(DELIVERIES).nullable(),
      deliveryReason: z.string().nullable(),
    }),
  ),
  /** Whether more was said before the first of `activities`. */
  earlier: z.boolean(),
  tickets: z.array(z.object({ code: z.string(), status: z.string(), openedAt: time })),
});

export const Say = z.strictObject({ text: z.string().trim().min(1).max(4000) });
