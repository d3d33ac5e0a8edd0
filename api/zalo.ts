// Brings up what of Zalo is configured: webhooks in, one sender out, and what the operator sees of them.

import { Router } from 'express';
import type { Logger } from 'pino';
import { createZaloBot, ZALO_BOT_PATH, ZaloBotSetup } from '../bot/channels/zalo-bot/zalo-bot.ts';
import { catchUpPatiently } from '../bot/channels/zalo-oa/catch-up.ts';
import type { Rich } from '../bot/channels/zalo-oa/rich.ts';
import { type Echoes, type WebhookReport, ZALO_OA_PATH } from '../bot/channels/zalo-oa/router.ts';
import { createTokens, type Tokens } from '../bot/channels/zalo-oa/tokens.ts';
import { createWindows } from '../bot/channels/zalo-oa/windows.ts';
import { createZaloOa, type ZaloSettings } from '../bot/channels/zalo-oa/zalo-oa.ts';
import type { LoadLibrary } from '../bot/channels/zalo-personal/library.ts';
import { createSessionStore, type SessionStore } from '../bot/channels/zalo-personal/session-store.ts';
import { createZaloPersonal } from '../bot/channels/zalo-personal/zalo-personal.ts';
import type { Channel, Conversations } from '../bot/conversations.ts';
import { createDeliveries, type Deliveries } from '../bot/deliveries.ts';
import type { Handovers } from '../bot/handover.ts';
import type { Notices } from '../bot/notices.ts';
import { createSender, type Outlet } from '../bot/sender.ts';
import type { Database } from '../knowledge/ports.ts';
import { createPersonalSignIn, type PersonalSignIn } from './channels/personal-sign-in.ts';
import type { Config } from './config.ts';
import type { OpenDatabase } from './database/connect.ts';
import type { Metrics } from './metrics.ts';
import { createSealing } from './sealing.ts';
import { keepSecret } from './secrets.ts';
import { zaloAccount } from './staff/staff.ts';

const COUNT_EVERY_MS = 15_000;
/** Events come out of order: what lies so close before the last one is looked at again. */
const OVERLAP_MS = 60 * 60 * 1000;

type Surroundings = {
  database: OpenDatabase;
  conversations: Conversations;
  notices: Notices;
  handovers: Pick<Handovers, 'saidElsewhere'>;
  loadPersonal: LoadLibrary;
  owner: string;
  publicUrl: string;
  metrics: Pick<Metrics, 'webhooks' | 'outboundQueued' | 'plainInstead'>;
  logger: Logger;
  now: () => Date;
};

/** Nothing configured gives a router that takes nothing and no sender. */
export async function bringUpZalo({
  settings,
  ...around
}: Surroundings & { settings: Config['zalo'] }): Promise<{
  router: Router;
  /** Null: no personal account is served. */
  personalSignIn: PersonalSignIn | null;
  close(): Promise<void>;
}> {
  const { database, owner, publicUrl, conversations, notices, handovers, metrics, logger, now } = around;
  const router = Router();
  const outlets: Outlet<unknown>[] = [];
  const releases: (() => Promise<void>)[] = [];
  const deliveries = createDeliveries({ database, owner, now });
  let personalSignIn: PersonalSignIn | null = null;
  let sendWhatWaits = () => {};

  /** Zalo does not tell which officer it was, so all of them are one to us. */
  async function officerWrote(
    channel: 'zalo-oa' | 'zalo-personal',
    citizenId: string,
    text: string,
    messageId: string,
  ): Promise<void> {
    const holder = { staffId: await zaloAccount(database, now()), shownAs: 'cán bộ' };
    await handovers.saidElsewhere(`${channel}:${citizenId}`, holder, text, messageId);
  }

  if (settings.account !== null) {
    const account = await bringUpAccount({
      ...around,
      settings: settings.account,
      deliveries,
      officerWrote: (...said) => officerWrote('zalo-oa', ...said),
    });
    router.use(ZALO_OA_PATH, account.router);
    outlets.push(account.outlet);
    const since = await lastHeard(database, 'zalo-oa');
    if (since !== null) {
      const stopping = new AbortController();
      void catchUpPatiently(() => account.catchUp(since), { logger, stopped: stopping.signal });
      releases.push(async () => stopping.abort());
    }
  }
  if (settings.bot !== null) {
    const bot = createZaloBot({ settings: settings.bot, conversations, notices, publicUrl, logger });
    router.use(ZALO_BOT_PATH, bot.router);
    outlets.push(bot.outlet);
    releases.push(bot.close);
    // The portal goes on being served whatever is wrong at Zalo.
    bot.start().catch((error: unknown) => {
      const reason = error instanceof ZaloBotSetup ? error.message : (error as Error).name;
      logger.error({ reason }, 'the bot of Zalo cannot be served');
    });
  }
  if (settings.personal) {
    logger.warn('a personal account of Zalo is served: Zalo does not allow it and may lock the account');
    const store = await personalStore({ database, owner, now });
    const personal = createZaloPersonal({
      load: around.loadPersonal,
      store,
      conversations,
      wasSentByUs: deliveries.wasSent,
      officerWrote: (citizenId, text, messageId) => officerWrote('zalo-personal', citizenId, text, messageId),
      onConnected: () => sendWhatWaits(),
      logger,
    });
    outlets.push(personal.outlet);
    personal.start();
    const unsubscribe = notices.subscribe(({ kind, subject }) => {
      if (kind === 'channel' && subject === 'zalo-personal') personal.start();
    });
    releases.push(personal.close, async () => unsubscribe());
    const secret = await keepSecret({ database, name: 'sealing' });
    personalSignIn = createPersonalSignIn({
      database,
      load: around.loadPersonal,
      store,
      sealing: createSealing({ secret, purpose: 'zalo-personal sign-in' }),
      onSignedIn: () => notices.tellAll('channel', 'zalo-personal'),
      logger,
      now,
    });
    releases.push(personalSignIn.close);
  }
  if (outlets.length > 0) {
    if (database.kind === 'embedded') await deliveries.clear();
    const sender = createSender({
      deliveries,
      outlets,
      notices,
      arrivalsPress: conversations.arePressing,
      logger,
      now,
    });
    sender.start();
    sendWhatWaits = sender.wake;
    const counting = setInterval(() => void countQueued(), COUNT_EVERY_MS);
    releases.push(async () => clearInterval(counting), sender.close);
  }

  async function countQueued(): Promise<void> {
    const channels = outlets.map(({ channel }) => channel);
    await deliveries.queued(channels).then(
      (count) => metrics.outboundQueued.set(count),
      (error) => logger.warn({ err: error }, 'cannot count what waits to be sent'),
    );
  }

  return {
    router,
    personalSignIn,
    async close() {
      for (const release of releases.reverse()) await release();
    },
  };
}

async function bringUpAccount({
  settings,
  metrics,
  ...around
}: Surroundings & {
  settings: ZaloSettings;
  deliveries: Deliveries;
  officerWrote: Echoes['officerWrote'];
}) {
  const { database, logger, now } = around;
  const tokens = await zaloTokens({ settings, ...around });
  const windows = createWindows({ database, freeMessages: settings.freeMessages, now });
  const fitting = new Set<string>();
  return createZaloOa({ ...around, tokens, windows, settings, report, onPlain });

  function onPlain(kind: Rich['kind'], code: number): void {
    metrics.plainInstead.inc({ kind, code });
  }

  /** Which of the disputed signatures Zalo uses is told once, and counted always. */
  function report(what: WebhookReport): void {
    const { news, variant } = what.kind === 'event' ? what : { news: 'none', variant: 'none' };
    metrics.webhooks.inc({ kind: what.kind, news, variant });
    if (what.kind !== 'event' || fitting.has(variant)) return;
    fitting.add(variant);
    logger.info({ variant }, 'this signature of Zalo fits');
  }
}

/** Nobody waits two days for an answer to a question; and the first start has nothing to catch up with. */
const LONGEST_OUTAGE_MS = 48 * 60 * 60 * 1000;

/** A little before the newest message that came in on a channel; null when none ever did. */
async function lastHeard(database: Database, channel: Channel): Promise<Date | null> {
  const { rows } = await database.query<{ at: Date | null }>(
    'select max(last_active_at) as at from conversations where channel = $1',
    [channel],
  );
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(Math.max(at.getTime() - OVERLAP_MS, Date.now() - LONGEST_OUTAGE_MS));
}

/** The token store of an account: the same for the running process and for whoever sets it up. */
export async function zaloTokens({
  settings: { oaId, appId, appSecret, oauthUrl },
  database,
  ...around
}: Pick<Surroundings, 'owner' | 'logger' | 'now'> & {
  settings: ZaloSettings;
  database: Database;
}): Promise<Tokens> {
  const secret = await keepSecret({ database, name: 'sealing' });
  const sealing = createSealing({ secret, purpose: 'zalo-oa tokens' });
  return createTokens({
    database,
    account: `zalo-oa:${oaId}`,
    appId,
    appSecret,
    oauthUrl,
    ...sealing,
    owner: around.owner,
    logger: around.logger,
    now: around.now,
  });
}

/** Where the session of the personal account lies: the same for the running process and for whoever signs in. */
export async function personalStore({
  database,
  owner,
  now,
}: Pick<Surroundings, 'owner' | 'now'> & { database: Database }): Promise<SessionStore> {
  const secret = await keepSecret({ database, name: 'sealing' });
  return createSessionStore({
    database,
    ...createSealing({ secret, purpose: 'zalo-personal session' }),
    owner,
    now,
  });
}
