// What staff use besides tickets: conversations and their live hints, the hotline, overview and reports, versions of procedures.

import type { Logger } from 'pino';
import type { Handovers } from '../bot/handover.ts';
import type { Notices } from '../bot/notices.ts';
import type { Answerer } from '../knowledge/answer.ts';
import type { Calendar } from '../knowledge/calendar.ts';
import type { Database } from '../knowledge/ports.ts';
import type { Config } from './config.ts';
import { createLive } from './conversations/live.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { shownAs } from './conversations/shown-as.ts';
import { procedureVersionRoutes } from './gaps/versions.ts';
import { hotlineRoutes } from './hotline/routes.ts';
import { regularly } from './regularly.ts';
import { reportRoutes } from './reports/routes.ts';
import { forgetOld } from './retention.ts';
import type { Identify, Route } from './route.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface Desk {
  routes: Route[];
  /** Ends open streams; to be called before the server is asked to close. */
  endStreams(): void;
  /** Ends regular work; resolves when what is under way has ended. */
  close(): Promise<void>;
}

/**
 * `callerSecret` keys the digests of callers' numbers; `dueSoonDays`: a clock with at most so many working days left is
 * due soon. Regular work begins at once: conversations that officers forgot, words kept long enough.
 */
export function createDesk({
  database,
  notices,
  handovers,
  answerer,
  calendar,
  dueSoonDays,
  callerSecret,
  config,
  identify,
  logger,
  now,
}: {
  database: Database;
  notices: Notices;
  handovers: Handovers;
  answerer: Answerer;
  calendar: Pick<Calendar, 'dueAt'>;
  dueSoonDays: number;
  callerSecret: string;
  config: Pick<Config, 'handover' | 'retention'>;
  identify: Identify;
  logger: Logger;
  now: () => Date;
}): Desk {
  const live = createLive({ database, notices, identify, logger });
  const forgotten = regularly({
    name: 'conversations that officers forgot',
    everyMs: MINUTE_MS,
    work: () =>
      handovers.giveBackForgotten(new Date(now().getTime() - config.handover.quietMinutes * MINUTE_MS)),
    logger,
  });
  const retention = regularly({
    name: 'words kept long enough',
    everyMs: DAY_MS,
    work: () => forgetOld({ database, days: config.retention.days, now: now() }),
    logger,
  });
  return {
    routes: [
      live.route,
      ...conversationRoutes({
        database,
        handovers,
        shownAs: (caller) => shownAs(config.handover.shownAs, caller),
        now,
      }),
      ...hotlineRoutes({ database, answerer, callerSecret, now }),
      ...reportRoutes({ database, calendar, dueSoonDays, now }),
      ...procedureVersionRoutes({ database }),
    ],
    endStreams: live.close,
    async close() {
      await Promise.all([forgotten.close(), retention.close()]);
    },
  };
}
