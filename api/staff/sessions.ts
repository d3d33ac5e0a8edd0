// Who is signed in, on which device, until when. Owns the table sessions.

import type { Database, Queryable } from '../../knowledge/ports.ts';
import type { Caller, Role } from '../route.ts';
import { hashOf, newToken } from './tokens.ts';

/** Without a request for so long a session ends; and after a working day in any case. */
export const IDLE_MS = 60 * 60_000;
export const LONGEST_MS = 12 * 3_600_000;
/** How exactly it is kept when a session was last used: a write for every request would be too much. */
const SEEN_EVERY_MS = 60_000;

export interface Session {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  userAgent: string | null;
}

const LIVE = 's.seen_at > $2 and s.created_at > $3';

const FIND = `
select s.id, s.seen_at as "seenAt", m.id as "staffId", m.name, m.role, m.agency_id as "agencyId"
from sessions s join staff m on m.id = s.staff_id
where s.token_hash = $1 and m.active and ${LIVE}`;

const LIST = `
select s.id, s.created_at as "createdAt", s.seen_at as "lastSeenAt", s.user_agent as "userAgent"
from sessions s where s.staff_id = $1 and ${LIVE} order by s.seen_at desc, s.id desc`;

export type Sessions = ReturnType<typeof createSessions>;

export function createSessions({ database, now }: { database: Database; now: () => Date }) {
  function since(): [Date, Date] {
    const at = now().getTime();
    return [new Date(at - IDLE_MS), new Date(at - LONGEST_MS)];
  }

  /** Resolves to the token, which is told once. */
  async function open(tx: Queryable, staffId: string, userAgent: string | undefined): Promise<string> {
    const token = newToken();
    await tx.query('delete from sessions where seen_at <= $1 or created_at <= $2', since());
    await tx.query(
      `insert into sessions (token_hash, staff_id, created_at, seen_at, user_agent) values ($1, $2, $3, $3, $4)`,
      [hashOf(token), staffId, now(), userAgent?.slice(0, 300) ?? null],
    );
    return token;
  }

  /** Who the token stands for now; null when the session has ended or the account is closed. */
  async function find(token: string): Promise<{ sessionId: string; caller: Caller } | null> {
    const { rows } = await database.query<{
      id: string;
      seenAt: Date;
      staffId: string;
      name: string;
      role: Role;
      agencyId: string | null;
    }>(FIND, [hashOf(token), ...since()]);
    if (!rows[0]) return null;
    const { id, seenAt, ...caller } = rows[0];
    const at = now();
    if (at.getTime() - seenAt.getTime() >= SEEN_EVERY_MS)
      await database.query('update sessions set seen_at = greatest(seen_at, $2) where id = $1', [id, at]);
    return { sessionId: id, caller };
  }

  async function list(staffId: string): Promise<Session[]> {
    const { rows } = await database.query<Session>(LIST, [staffId, ...since()]);
    return rows;
  }

  /** Ends one session of a member. Resolves to false when it is none of theirs. */
  async function end(tx: Queryable, staffId: string, sessionId: string): Promise<boolean> {
    const { rowCount } = await tx.query('delete from sessions where id = $1 and staff_id = $2', [
      sessionId,
      staffId,
    ]);
    return rowCount > 0;
  }

  async function endAll(tx: Queryable, staffId: string): Promise<void> {
    await tx.query('delete from sessions where staff_id = $1', [staffId]);
  }

  return { open, find, list, end, endAll };
}
