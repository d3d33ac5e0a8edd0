// Brings up the Official Account of Zalo: its webhook, its sender, and what the operator sees of both.

import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Echoes, WebhookReport } from '../bot/channels/zalo-oa/router.ts';
import { createZaloOa, type ZaloHealth, type ZaloSettings } from '../bot/channels/zalo-oa/zalo-oa.ts';
import type { Conversations } from '../bot/conversations.ts';
import { createDeliveries } from '../bot/deliveries.ts';
import type { Notices } from '../bot/notices.ts';
import { createSender } from '../bot/sender.ts';
import type { Database } from '../knowledge/ports.ts';
import type { Metrics } from './metrics.ts';
import { createSealing } from './sealing.ts';
import { keepSecret } from './secrets.ts';

export type Zalo = { router: Router; health(): ZaloHealth; close(): Promise<void> };

export async function bringUpZalo({
  settings,
  database,
  conversations,
  notices,
  officerWrote,
  owner,
  metrics,
  logger,
  now,
}: {
  settings: ZaloSettings;
  database: Database;
  conversations: Conversations;
  notices: Notices;
  officerWrote: Echoes['officerWrote'];
  owner: string;
  metrics: Pick<Metrics, 'webhooks' | 'outboundQueued'>;
  logger: Logger;
  now: () => Date;
}): Promise<Zalo> {
  const sealing = createSealing({
    secret: await keepSecret({ database, name: 'sealing' }),
    purpose: 'zalo-oa tokens',
  });
  const deliveries = createDeliveries({ database, owner, now });
  const seenVariants = new Set<string>();

  function report(what: WebhookReport): void {
    const {
      kind,
      news = 'none',
      variant = 'none',
    } = what as { kind: string; news?: string; variant?: string };
    metrics.webhooks.inc({ kind, news, variant });
    if (what.kind !== 'event' || seenVariants.has(what.variant)) return;
    seenVariants.add(what.variant);
    logger.info({ variant: what.variant }, 'this signature of Zalo fits');
  }

  const zalo = createZaloOa({
    settings,
    database,
    conversations,
    deliveries,
    officerWrote,
    ...sealing,
    owner,
    report,
    logger,
    now,
  });
  const sender = createSender({ deliveries, outlets: [zalo.outlet], notices, logger, now });
  sender.start();
  const counting = setInterval(() => {
    deliveries
      .queued('zalo-oa')
      .then((count) => metrics.outboundQueued.set(count))
      .catch((error) => logger.warn({ err: error }, 'cannot count what waits to be sent'));
  }, 15_000);
  return {
    router: zalo.router,
    health: zalo.health,
    async close() {
      clearInterval(counting);
      await sender.close();
    },
  };
}
