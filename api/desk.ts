// Where staff work: who they are, every route of theirs in one list, and the hints that keep their screens fresh.

import { Router } from 'express';
import type { Logger } from 'pino';
import type { Handovers } from '../bot/handover.ts';
import type { Notices } from '../bot/notices.ts';
import type { Database } from '../knowledge/ports.ts';
import type { Answering } from './answering.ts';
import type { LiveCalendar } from './calendar/live-calendar.ts';
import { holidayRoutes } from './calendar/routes.ts';
import type { PersonalSignIn } from './channels/personal-sign-in.ts';
import { channelRoutes, channelsOf } from './channels/routes.ts';
import { signInRoutes } from './channels/sign-in-routes.ts';
import type { Config } from './config.ts';
import { createLive } from './conversations/live.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { shownAs } from './conversations/shown-as.ts';
import { bringUpCopilot } from './copilot/bring-up.ts';
import { copilotRoutes } from './copilot/routes.ts';
import { aliasRoutes } from './gaps/aliases.ts';
import { gapRoutes } from './gaps/gaps.ts';
import { procedureRoutes } from './gaps/procedures.ts';
import { procedureVersionRoutes } from './gaps/versions.ts';
import { hotlineRoutes } from './hotline/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { modelTurnRoutes } from './model-turns/routes.ts';
import { withDescription } from './openapi.ts';
import { reportRoutes } from './reports/routes.ts';
import { type Identify, mountRoutes, permissionsOf, type Role, type Route } from './route.ts';
import { keepSecret } from './secrets.ts';
import { createStaffAccess } from './staff/staff-access.ts';
import type { LiveWording } from './wording/live-wording.ts';
import { wordingRoutes } from './wording/routes.ts';

export interface Desk {
  router: Router;
  /** One-time link for the first administrator; null once somebody has signed up. */
  firstInvitation: string | null;
  /** Ends the open streams of hints; to be called before the server is asked to close. */
  closeStreams(): void;
}

/** `answering` null: the catalogue is not served, and neither is what needs it. `url` is where people reach us. */
export async function createDesk({
  config,
  url,
  database,
  notices,
  handovers,
  calendar,
  wording,
  ticketRoutes,
  answering,
  personalSignIn,
  identifyInstead,
  logger,
  now,
}: {
  config: Config;
  url: string;
  database: Database;
  notices: Notices;
  handovers: Handovers;
  calendar: Pick<LiveCalendar, 'calendar' | 'reload'>;
  wording: Pick<LiveWording, 'reload'>;
  ticketRoutes: readonly Route[];
  answering: Answering | null;
  /** Null: no personal account of Zalo is served. */
  personalSignIn: PersonalSignIn | null;
  /** In place of signing in, for tests. */
  identifyInstead: Identify | undefined;
  logger: Logger;
  now: () => Date;
}): Promise<Desk> {
  const { guard, firstInvitation, ...staff } = await createStaffAccess({
    database,
    config,
    url,
    permissionsOf: (role: Role) => permissionsOf(all, role),
    now,
  });
  const identify = identifyInstead ?? staff.identify;
  const live = createLive({ database, notices, identify, logger });
  const all: Route[] = withDescription([
    ...staff.routes,
    ...ticketRoutes,
    live.route,
    ...conversationRoutes({
      database,
      handovers,
      shownAs: (caller) => shownAs(config.handover.shownAs, caller),
      now,
    }),
    ...reportRoutes({ database, calendar: calendar.calendar, dueSoonDays: config.tickets.dueSoonDays, now }),
    ...channelRoutes({ database, channels: channelsOf(config.zalo), now }),
    ...signInRoutes({ signIn: personalSignIn }),
    ...procedureVersionRoutes({ database }),
    ...holidayRoutes({ database, reload: calendar.reload, now }),
    ...wordingRoutes({ database, reload: wording.reload, now }),
    ...modelTurnRoutes({ database }),
    ...copilotRoutes({
      database,
      copilot: bringUpCopilot({
        config,
        database,
        notices,
        calendar: calendar.calendar,
        answering,
        logger,
        now,
      }),
    }),
    ...(answering === null
      ? []
      : [
          ...gapRoutes({ database, now, ...answering }),
          ...importRoutes({ database, indexing: answering.indexing, logger, now }),
          ...aliasRoutes({ now, ...answering }),
          ...procedureRoutes({ database, ...answering }),
          ...hotlineRoutes({
            database,
            answerer: answering.answerer,
            callerSecret: await keepSecret({ database, name: 'caller-numbers' }),
            now,
          }),
        ]),
  ]);
  if (firstInvitation !== null)
    logger.warn({ firstInvitation }, 'nobody can sign in yet: this link makes the first administrator');
  const router = Router();
  router.use('/api', guard);
  router.use(mountRoutes(all, identify));
  return { router, firstInvitation, closeStreams: live.close };
}
