// The composition root: everything is made here, once, top to bottom, and taken down in reverse.

import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { Logger } from 'pino';
import { TranscriptAdapter, type TurnHandler } from '../bot/adapter.ts';
import {
  createDirectLine,
  DIRECT_LINE_PATH,
  type DirectLine,
} from '../bot/channels/direct-line/direct-line.ts';
import { type LoadLibrary, loadLibrary } from '../bot/channels/zalo-personal/library.ts';
import { createConversations } from '../bot/conversations.ts';
import { createHandovers } from '../bot/handover.ts';
import { createLeases } from '../bot/leases.ts';
import { createNotices } from '../bot/notices.ts';
import { replies } from '../bot/replies.ts';
import { createTurns } from '../bot/turns.ts';
import { buildWidget } from '../bot/widget/build.ts';
import { createDemoPageRouter } from '../bot/widget/demo-page.ts';
import { createWidgetRouter } from '../bot/widget/serve.ts';
import { catalogueSummary } from '../knowledge/catalogue.ts';
import { shippedFillers } from '../knowledge/question.ts';
import { bringUpAnswers } from './answering-up.ts';
import { createAttachmentStore } from './attachments/store.ts';
import { openCalendar } from './calendar/live-calendar.ts';
import type { Config } from './config.ts';
import { buildConsole } from './console/build.ts';
import { createConsoleRouter } from './console/serve.ts';
import { type OpenDatabase, openDatabase } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { isUnreachable, untilReachable } from './database/until-reachable.ts';
import { createDesk, type Desk } from './desk.ts';
import { connectRegistry } from './dossiers/connect-registry.ts';
import { keepHouse } from './housekeeping.ts';
import { createLogger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createSharedLimiter } from './rate-limit.ts';
import { createReadiness } from './readiness.ts';
import type { Identify } from './route.ts';
import { createRoutes } from './routes.ts';
import { keepSecret } from './secrets.ts';
import { createSenses } from './senses.ts';
import { createHttpApp, listen, localUrl, stopListening } from './server.ts';
import { createTicketOffice } from './tickets/ticket-office.ts';
import { openWording } from './wording/live-wording.ts';
import { bringUpZalo } from './zalo.ts';

/** What a test replaces. A given database is used as it is and left open. */
export type Outside = {
  database?: OpenDatabase;
  logger?: Logger;
  now?: () => Date;
  /** Answers citizens in place of the assistant, which then needs no catalogue. */
  handleTurn?: TurnHandler;
  /** Tells who sent a request of the staff, in place of their signing in. */
  identify?: Identify;
  /** Talks to Zalo for a personal account in place of zca-js on the network. */
  loadPersonal?: LoadLibrary;
};

/**
 * `ready` resolves when everything is up, to the one-time link of the first administrator or null, and rejects when
 * something cannot come up; `close` may be called at any time.
 */
export type App = {
  url: string;
  ready: Promise<{ firstInvitation: string | null }>;
  close(): Promise<void>;
};

const PATIENCE_MS = 10_000;

/** Listens at once and answers `/healthz` and `/readyz` while the parts come up. Rejects when the port cannot be had. */
export async function createApp(config: Config, outside: Outside = {}): Promise<App> {
  const logger = outside.logger ?? createLogger(config.log);
  const now = outside.now ?? (() => new Date());
  const metrics = createMetrics();
  const readiness = createReadiness();
  const channels = Router();
  const product = Router();
  const stopping = new AbortController();
  const processId = randomUUID();
  const releases: (() => Promise<void>)[] = [];

  const routes = createRoutes({ config, metrics, readiness, product });
  const http = createHttpApp({ config, logger, metrics, channels, routes });
  const { server, port } = await listen(http, config.http);
  const url = config.http.publicUrl ?? localUrl(config.http.host, port);
  let directLine: DirectLine | null = null;
  let desk: Desk | null = null;
  server.on('upgrade', (request, socket, head) => {
    if (!directLine?.upgrade(request, socket, head)) socket.destroy();
  });

  async function bringUp(): Promise<{ firstInvitation: string | null }> {
    const database =
      outside.database ??
      (await untilReachable(() => openDatabase({ ...config.database, logger }), {
        logger,
        signal: stopping.signal,
      }));
    if (!outside.database) releases.push(() => database.close());
    readiness.done('database');

    const migrations = await migrate({ database });
    if (migrations.length > 0) logger.info({ migrations }, 'database migrated');
    readiness.done('migrations');

    const notices = createNotices({ database, processId, now });
    await notices.start();
    releases.push(notices.close);
    const conversations = createConversations({ database, notices, now });
    const { hours } = config.office;
    const liveCalendar = await openCalendar({ database, hours, logger });
    const { calendar } = liveCalendar;
    releases.push(liveCalendar.close);
    const wording = await openWording({ database, logger });
    releases.push(wording.close);
    const handovers = createHandovers({
      database,
      conversations,
      notices,
      hours: hours === null ? null : calendar,
      now,
    });
    const attachments = createAttachmentStore({ database, directory: config.attachments.directory });
    const tickets = createTicketOffice({
      database,
      conversations,
      notices,
      calendar,
      fillers: shippedFillers(),
      rules: config.tickets,
      letterTemplates: config.tickets.letterTemplates,
      files: attachments,
      logger,
      now,
    });
    const dossiers = await connectRegistry({
      database,
      settings: config.dossiers,
      calendar,
      conversations,
      logger,
      now,
    });

    const parts = {
      handOver: handovers.port,
      desk: tickets.desk,
      files: attachments,
      dossiers,
      worded: wording.worded,
    };
    const answering = outside.handleTurn
      ? null
      : await bringUpAnswers({ config, database, parts, processId, metrics, readiness, logger, now });
    if (answering !== null) releases.push(answering.close);
    readiness.done('catalogue');

    const { transcription } = config;
    const mediaHosts = config.zalo.media;
    const senses = createSenses({ files: attachments, mediaHosts, transcription, logger, now });
    releases.push(senses.close);
    const leases = createLeases({ database, notices, now, owner: processId });
    if (database.kind === 'embedded') await leases.clear();
    const turns = createTurns({
      leases,
      adapter: new TranscriptAdapter({ conversations, now }),
      handle: senses.perceiving(outside.handleTurn ?? answering!.handleTurn),
      notices,
      arrivalsPress: conversations.arePressing,
      databaseHungUp: isUnreachable,
      apology: replies.failed,
      logger,
      now,
      onTurn({ intent, outcome, ms }) {
        metrics.turns.inc({ intent, outcome });
        metrics.turnSeconds.observe(ms / 1000);
      },
    });
    turns.start();
    releases.push(turns.close);
    directLine = createDirectLine({
      conversations,
      notices,
      secret: config.directLine.secret ?? (await keepSecret({ database, name: 'direct-line' })),
      publicUrl: url,
      origins: config.directLine.widgetOrigins,
      limits: config.limits,
      tokenLimiter: createSharedLimiter({
        database,
        name: 'tokens',
        points: config.limits.tokensPerHourPerAddress,
        seconds: 3600,
      }),
      attachments: senses.attachments,
      photos: senses.photos,
      transcriber: senses.transcriber,
      logger,
      now,
    });
    releases.push(directLine.close);
    channels.use(DIRECT_LINE_PATH, directLine.router);
    const zalo = await bringUpZalo({
      settings: config.zalo,
      database,
      conversations,
      notices,
      handovers,
      loadPersonal: outside.loadPersonal ?? loadLibrary,
      owner: processId,
      publicUrl: url,
      metrics,
      logger,
      now,
    });
    releases.push(zalo.close);
    channels.use(zalo.router);

    tickets.start();
    releases.push(tickets.close);

    desk = await createDesk({
      config,
      url,
      database,
      notices,
      handovers,
      calendar: liveCalendar,
      wording,
      ticketRoutes: tickets.routes,
      answering,
      personalSignIn: zalo.personalSignIn,
      identifyInstead: outside.identify,
      logger,
      now,
    });
    product.use(desk.router);
    const housekeeping = keepHouse({ config, database, handovers, attachments, logger, now });
    releases.push(housekeeping.close);

    product.use(createWidgetRouter({ widget: await buildWidget() }));
    product.use(
      createDemoPageRouter({ contact: config.contact, catalogue: () => catalogueSummary(database) }),
    );
    product.use(createConsoleRouter({ build: buildConsole }));
    readiness.done('index');
    logger.info({ url, database: database.kind }, 'ready');
    return { firstInvitation: desk.firstInvitation };
  }

  const ready = bringUp();
  // Whoever awaits `ready` hears of a failure; without this, one that comes before would end the process.
  ready.catch(() => {});

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    stopping.abort();
    // An open socket or stream would keep the server from closing.
    desk?.closeStreams();
    await directLine?.close();
    await stopListening(server, { patienceMs: PATIENCE_MS });
    await ready.catch(() => {});
    for (const release of releases.reverse()) await release();
  }

  return {
    url,
    ready,
    close() {
      closing ??= close();
      return closing;
    },
  };
}
