// The tokens of web chat: who may speak in which conversation, and the ticket that opens a socket.

import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** `conv` is the conversation's id as Direct Line knows it, `user` the citizen's id in it. */
const SessionClaims = z.object({ conv: z.string(), user: z.string() });
const TicketClaims = z.object({ conv: z.string(), from: z.number().int().nonnegative() });

export type Session = z.infer<typeof SessionClaims>;

/** `from`: the position after which a socket tells what happens. */
export type Ticket = z.infer<typeof TicketClaims>;

export type Tokens = ReturnType<typeof createTokens>;

/** Clients renew after 15 minutes, whatever the token says, so it must last well over that. */
export const TOKEN_SECONDS = 60 * 60;
const TICKET_SECONDS = 60;

const SESSION = 'direct-line';
const TICKET = 'direct-line-socket';

/** Signs with HS256 and `secret`, at least 32 characters. What cannot be verified throws a Refusal. */
export function createTokens({ secret, now }: { secret: string; now: () => Date }) {
  const key = new TextEncoder().encode(secret);

  function sign(claims: Session | Ticket, audience: string, seconds: number): Promise<string> {
    const issued = Math.floor(now().getTime() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setIssuedAt(issued)
      .setExpirationTime(issued + seconds)
      .sign(key);
  }

  async function verify<T>(token: string, audience: string, claims: z.ZodType<T>): Promise<T> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience,
        currentDate: now(),
        requiredClaims: ['exp'],
      });
      return claims.parse(payload);
    } catch (error) {
      throw new Refusal(error instanceof errors.JWTExpired ? 'TokenExpired' : 'InvalidToken', {
        cause: error,
      });
    }
  }

  return {
    /** A session nobody has yet: ids that cannot be guessed. */
    newSession(): Session {
      return { conv: randomUUID().replaceAll('-', ''), user: `dl_${randomUUID().replaceAll('-', '')}` };
    },
    signSession: (session: Session) =>
      sign({ conv: session.conv, user: session.user }, SESSION, TOKEN_SECONDS),
    verifySession: (token: string) => verify(token, SESSION, SessionClaims),
    signTicket: (ticket: Ticket) => sign(ticket, TICKET, TICKET_SECONDS),
    verifyTicket: (token: string) => verify(token, TICKET, TicketClaims),
  };
}
