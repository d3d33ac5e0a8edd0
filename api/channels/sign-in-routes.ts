// Signing in the personal account of Zalo: start, look how far it is, give it up.

import { Problem } from '../problem.ts';
import { type Role, type Route, route, staffOf } from '../route.ts';
import type { PersonalSignIn } from './personal-sign-in.ts';
import { SignIn } from './views.ts';

const SIGNERS: readonly Role[] = ['administrator'];

/** `signIn` null: no personal account is served, and every route says so. */
export function signInRoutes({ signIn }: { signIn: PersonalSignIn | null }): Route[] {
  function served(): PersonalSignIn {
    if (signIn === null) throw new Problem('channel_not_served');
    return signIn;
  }

  async function shown() {
    const { until, changedAt, ...rest } = await served().shown();
    return {
      ...rest,
      until: until?.toISOString() ?? null,
      changedAt: changedAt?.toISOString() ?? null,
    };
  }

  return [
    route({
      method: 'get',
      path: '/api/channels/zalo-personal/sign-in',
      roles: SIGNERS,
      summary: 'Lần đăng nhập tài khoản Zalo cá nhân đang làm, hoặc lần gần nhất.',
      output: SignIn,
      handle: shown,
    }),
    route({
      method: 'post',
      path: '/api/channels/zalo-personal/sign-in',
      roles: SIGNERS,
      summary: 'Xin Zalo một mã QR để đăng nhập tài khoản cá nhân.',
      output: SignIn,
      status: 201,
      async handle({ caller }) {
        await served().start(staffOf(caller).staffId);
        return shown();
      },
    }),
    route({
      method: 'delete',
      path: '/api/channels/zalo-personal/sign-in',
      roles: SIGNERS,
      summary: 'Thôi đăng nhập; phiên đang dùng không đổi.',
      handle: ({ caller }) => served().cancel(staffOf(caller).staffId),
    }),
  ];
}
