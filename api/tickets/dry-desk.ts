// A desk that keeps nothing: for the command line and the evaluation, where nobody waits for an answer.

import type { TicketDesk } from '../../bot/ports.ts';

const nothing = async (): Promise<void> => {};

/** Codes are of the right form and lead nowhere; there are never tickets to show. */
export function createDryDesk(): TicketDesk {
  return {
    prepare: async ({ anonymous }, now) => ({
      code: 'PA-0000-000000',
      key: '0000-0000',
      dueAt: anonymous ? null : now,
      projected: true,
      write: nothing,
    }),
    similar: async () => [],
    ofConversation: async () => [],
    lookUp: async () => ({ kind: 'no_match' }),
    continueIn: () => nothing,
    addInformation: () => nothing,
    rate: () => nothing,
    reopen: () => nothing,
    count: () => nothing,
  };
}
