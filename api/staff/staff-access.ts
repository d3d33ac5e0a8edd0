// Puts together how staff come in: who they are, and the routes for signing in, staff, agencies and the audit.

import type { RequestHandler } from 'express';
import type { Database } from '../../knowledge/ports.ts';
import type { Config } from '../config.ts';
import { createSharedLimiter, spendOf } from '../rate-limit.ts';
import type { Identify, Role, Route } from '../route.ts';
import { keepSecret } from '../secrets.ts';
import { seedAgencies } from './agencies.ts';
import { agencyRoutes } from './agency-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { createColleagues } from './colleagues.ts';
import { createSessionCookie } from './cookie.ts';
import { createFailures } from './failures.ts';
import { inviteFirstAdministrator } from './first-administrator.ts';
import { createIdentify, refuseForeignOrigins } from './identify.ts';
import { createInvitations } from './invitations.ts';
import { createSecondFactor } from './second-factor.ts';
import { sessionRoutes } from './session-routes.ts';
import { createSessions } from './sessions.ts';
import { createSignIn } from './sign-in.ts';
import { staffRoutes } from './staff-routes.ts';

export interface StaffAccess {
  identify: Identify;
  /** Before every route under /api. */
  guard: RequestHandler;
  routes: Route[];
  /** One-time link for the first administrator; null once somebody has signed up. */
  firstInvitation: string | null;
}

/** `url` is where people reach us; `permissionsOf` says what a role may call, of all routes that are mounted. */
export async function createStaffAccess({
  database,
  config,
  url,
  permissionsOf,
  now,
}: {
  database: Database;
  config: Pick<Config, 'http' | 'limits' | 'staff'>;
  url: string;
  permissionsOf: (role: Role) => string[];
  now: () => Date;
}): Promise<StaffAccess> {
  await seedAgencies(database);
  const { publicUrl } = config.http;
  const { signInsPerMinutePerAddress, staffRequestsPerMinute } = config.limits;
  const limit = (name: string, points: number) =>
    spendOf(createSharedLimiter({ database, name, points, seconds: 60 }));

  const cookie = createSessionCookie({ https: publicUrl?.startsWith('https:') ?? false });
  const sessions = createSessions({ database, now });
  const invitations = createInvitations({ database, publicUrl: url, now });
  const signIn = createSignIn({
    database,
    failures: createFailures({ database, now }),
    invitations,
    secondFactor: createSecondFactor({ key: await keepSecret({ database, name: 'second-factor' }) }),
    sessions,
    now,
  });
  return {
    identify: createIdentify({
      database,
      sessions,
      cookie,
      token: config.staff.token,
      spend: limit('staff', staffRequestsPerMinute),
      now,
    }),
    guard: refuseForeignOrigins({ origin: publicUrl === null ? null : new URL(publicUrl).origin }),
    routes: [
      ...sessionRoutes({
        database,
        signIn,
        sessions,
        cookie,
        permissionsOf,
        spend: limit('sign-in', signInsPerMinutePerAddress),
        now,
      }),
      ...staffRoutes({
        database,
        colleagues: createColleagues({ database, invitations, sessions, now }),
      }),
      ...agencyRoutes({ database, now }),
      ...auditRoutes({ database, now }),
    ],
    firstInvitation: await inviteFirstAdministrator({ database, invitations, now }),
  };
}
