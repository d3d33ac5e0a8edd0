// What a conversation remembers about tickets already sent: what was asked for, and which one was shown.

import { z } from 'zod';

export const TicketMemory = z.object({
  version: z.literal(1),
  /** What the next message is taken for. */
  step: z.enum(['code', 'key', 'information', 'reason']).nullable(),
  code: z.string().nullable(),
  /** Shown with its key: it may be rated and added to here as well, and go on here. */
  proven: z.object({ code: z.string(), rateable: z.boolean(), waits: z.boolean() }).nullable(),
  /** What was said when it was unclear whether it adds to a ticket. */
  unclear: z.string().nullable(),
});
export type TicketMemory = z.infer<typeof TicketMemory>;

export function freshTicketMemory(): TicketMemory {
  return { version: 1, step: null, code: null, proven: null, unclear: null };
}
