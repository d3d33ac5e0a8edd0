// The cookie that holds a session: for our own pages only, out of reach of their scripts.

import type { Request, Response } from 'express';
import { LONGEST_MS } from './sessions.ts';

export type SessionCookie = ReturnType<typeof createSessionCookie>;

/** `https`: the public address is one; then no other host and no plain connection can set or see the cookie. */
export function createSessionCookie({ https }: { https: boolean }) {
  const name = https ? '__Host-session' : 'session';
  const rules = { path: '/', httpOnly: true, sameSite: 'strict', secure: https } as const;
  return {
    /** The token that a browser sent, or null. */
    read(request: Request): string | null {
      const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
      return pairs.find(([key]) => key === name)?.[1] || null;
    },
    set: (response: Response, token: string): void =>
      void response.cookie(name, token, { ...rules, maxAge: LONGEST_MS }),
    clear: (response: Response): void => void response.clearCookie(name, rules),
  };
}
