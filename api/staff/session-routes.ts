// /api/session: signing in and out, the sessions of one's own, and what an invitation leads to.

import type { Request, Response } from 'express';
import { networkOf } from '../../bot/network.ts';
import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Spend } from '../rate-limit.ts';
import { ROLES, type Role, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from './audit.ts';
import type { SessionCookie } from './cookie.ts';
import type { Sessions } from './sessions.ts';
import type { SignIn } from './sign-in.ts';
import { findMember } from './staff.ts';
import { csrfTokenOf } from './tokens.ts';
import * as views from './views.ts';

/** `permissionsOf`: what a role may call; `spend` counts tries by network, right or wrong. */
export function sessionRoutes({
  database,
  signIn,
  sessions,
  cookie,
  permissionsOf,
  spend,
  now,
}: {
  database: Database;
  signIn: SignIn;
  sessions: Sessions;
  cookie: SessionCookie;
  permissionsOf: (role: Role) => string[];
  spend: Spend;
  now: () => Date;
}): Route[] {
  async function deviceOf(request: Request) {
    const network = networkOf(request.ip);
    await spend(network);
    return { network, userAgent: request.get('user-agent') };
  }

  async function show(token: string) {
    const session = await sessions.find(token);
    const member = session && (await findMember(database, { id: session.caller.staffId }));
    if (!member) throw new Problem('session_expired');
    const { id, name, username, role, agency } = member;
    return {
      staff: { id, name, username, role, agency },
      csrfToken: csrfTokenOf(token),
      permissions: permissionsOf(role),
    };
  }

  function begin(response: Response, token: string) {
    cookie.set(response, token);
    return show(token);
  }

  async function end(staffId: string, sessionId: string): Promise<boolean> {
    return database.transaction(async (tx) => {
      if (!(await sessions.end(tx, staffId, sessionId))) return false;
      await recordAudit(tx, { staffId, action: 'session.ended', subject: `staff:${staffId}`, at: now() });
      return true;
    });
  }

  /** Null for a program, which has no session. */
  async function ownSession(request: Request): Promise<string | null> {
    const token = cookie.read(request);
    return token === null ? null : ((await sessions.find(token))?.sessionId ?? null);
  }

  return [
    route({
      method: 'post',
      path: '/api/session',
      roles: 'everybody',
      summary: 'Đăng nhập bằng tên, mật khẩu và mã xác thực.',
      body: views.SignIn,
      output: views.Session,
      handle: async ({ body, request, response }) =>
        begin(response, await signIn.signIn(body, await deviceOf(request))),
    }),
    route({
      method: 'get',
      path: '/api/session',
      roles: ROLES,
      summary: 'Ai đang đăng nhập và được làm gì.',
      output: views.Session,
      async handle({ request }) {
        const token = cookie.read(request);
        if (token === null) throw new Problem('unauthenticated');
        return show(token);
      },
    }),
    route({
      method: 'delete',
      path: '/api/session',
      roles: ROLES,
      summary: 'Đăng xuất.',
      async handle({ caller, request, response }) {
        const sessionId = await ownSession(request);
        if (sessionId !== null) await end(staffOf(caller).staffId, sessionId);
        cookie.clear(response);
      },
    }),
    route({
      method: 'get',
      path: '/api/session/list',
      roles: ROLES,
      summary: 'Các phiên làm việc của chính mình.',
      output: views.OwnSessions,
      async handle({ caller, request }) {
        const current = await ownSession(request);
        const own = await sessions.list(staffOf(caller).staffId);
        return {
          sessions: own.map(({ createdAt, lastSeenAt, ...session }) => ({
            ...session,
            createdAt: createdAt.toISOString(),
            lastSeenAt: lastSeenAt.toISOString(),
            current: session.id === current,
          })),
        };
      },
    }),
    route({
      method: 'delete',
      path: '/api/session/list/:id',
      roles: ROLES,
      summary: 'Kết thúc một phiên làm việc của chính mình.',
      params: views.IdPath,
      async handle({ caller, params }) {
        if (!(await end(staffOf(caller).staffId, params.id))) throw new Problem('no_such_session');
      },
    }),
    route({
      method: 'post',
      path: '/api/session/invitation',
      roles: 'everybody',
      summary: 'Chọn mật khẩu bằng đường dẫn mời; nhận mã QR cho ứng dụng xác thực.',
      body: views.TakeInvitation,
      output: views.Enrolment,
      async handle({ body, request }) {
        await deviceOf(request);
        return signIn.choosePassword(body);
      },
    }),
    route({
      method: 'post',
      path: '/api/session/second-factor',
      roles: 'everybody',
      summary: 'Xác nhận ứng dụng xác thực của đường dẫn mời và đăng nhập.',
      body: views.ConfirmInvitation,
      output: views.Session,
      handle: async ({ body, request, response }) =>
        begin(response, await signIn.confirm(body, await deviceOf(request))),
    }),
  ];
}
