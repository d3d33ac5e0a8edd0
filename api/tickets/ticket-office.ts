// The ticket desk put together: what the bot asks of it, its routes, and the delivery of replies.

import type { Logger } from 'pino';
import type { TicketDesk } from '../../bot/ports.ts';
import type { Phrase } from '../../knowledge/phrases.ts';
import type { Route } from '../route.ts';
import type { AttachmentFiles } from './attachments.ts';
import { createDelivery } from './delivery.ts';
import { createTicketDesk } from './desk.ts';
import { createTemplates } from './letters/templates.ts';
import type { TicketParts } from './parts.ts';
import { ticketRoutes } from './routes.ts';

export interface TicketOffice {
  desk: TicketDesk;
  routes: readonly Route[];
  /** Begins to deliver replies, also those that an earlier process left. */
  start(): void;
  close(): Promise<void>;
}

/** `letterTemplates`: directory of the office's own templates; `files`: the store of attachments, null where there is none. */
export function createTicketOffice({
  logger,
  letterTemplates,
  files,
  ...parts
}: TicketParts & {
  fillers: readonly Phrase[];
  logger: Logger;
  letterTemplates: string | null;
  files: AttachmentFiles | null;
}): TicketOffice {
  const delivery = createDelivery({ logger, ...parts });
  const templates = createTemplates({ directory: letterTemplates });
  return {
    desk: createTicketDesk(parts),
    routes: ticketRoutes({ ...parts, templates, files, onHeld: delivery.at }),
    start: delivery.start,
    close: delivery.close,
  };
}
