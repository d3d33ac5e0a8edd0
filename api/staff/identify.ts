// Who sends a request to the staff's interface: a member of staff by the cookie of a session, or a program by its token.

import type { RequestHandler } from 'express';
import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Spend } from '../rate-limit.ts';
import type { Identify } from '../route.ts';
import type { SessionCookie } from './cookie.ts';
import type { Sessions } from './sessions.ts';
import { integrationAccount } from './staff.ts';
import { csrfTokenOf, isSame } from './tokens.ts';

/** `token` null: no program may call. `spend` counts the requests of one member of staff. */
export function createIdentify({
  database,
  sessions,
  cookie,
  token,
  spend,
  now,
}: {
  database: Database;
  sessions: Sessions;
  cookie: SessionCookie;
  token: string | null;
  spend: Spend;
  now: () => Date;
}): Identify {
  let integration: string | null = null;

  return async (request) => {
    const authorization = request.get('authorization');
    if (authorization !== undefined) {
      if (token === null || !isSame(authorization, `Bearer ${token}`)) return null;
      integration ??= await integrationAccount(database, now());
      await spend(integration);
      return { staffId: integration, name: 'Hệ thống tích hợp', role: 'coordinator', agencyId: null };
    }
    const given = cookie.read(request);
    if (given === null) return null;
    const session = await sessions.find(given);
    if (session === null) throw new Problem('session_expired');
    await spend(session.caller.staffId);
    if (request.method !== 'GET' && !isSame(request.get('x-csrf-token') ?? '', csrfTokenOf(given)))
      throw new Problem('forged');
    return session.caller;
  };
}

/**
 * Lets changes come from our own pages only. Browsers say where a page is from; programs say nothing and carry their
 * token. `origin` null: the address is not configured, and a page of the host that was asked is ours.
 */
export function refuseForeignOrigins({ origin }: { origin: string | null }): RequestHandler {
  return (request, _response, next) => {
    const { origin: from, host } = request.headers;
    const foreign =
      from === undefined
        ? request.get('sec-fetch-site') === 'cross-site'
        : origin === null
          ? from !== `http://${host}` && from !== `https://${host}`
          : from !== origin;
    if (foreign && request.method !== 'GET') throw new Problem('forged');
    next();
  };
}
