// One-time links with which a person chooses a password and a second factor, at first or anew. Owns the table invitations.

import type { Database, Queryable } from '../../knowledge/ports.ts';
import { hashOf, newToken } from './tokens.ts';

export const VALID_MS = 24 * 3_600_000;

export interface Invitation {
  id: string;
  staffId: string;
  /** What was chosen and waits for its confirmation; both or neither. */
  passwordHash: string | null;
  totpSecret: string | null;
}

const FIND = `
select i.id, i.staff_id as "staffId", i.password_hash as "passwordHash", i.totp_secret as "totpSecret"
from invitations i join staff s on s.id = i.staff_id
where i.token_hash = $1 and i.used_at is null and i.expires_at > $2 and s.active`;

export type Invitations = ReturnType<typeof createInvitations>;

/** `publicUrl` has no slash at its end. */
export function createInvitations({
  database,
  publicUrl,
  now,
}: {
  database: Database;
  publicUrl: string;
  now: () => Date;
}) {
  /** The address is told once; the token stands behind the #, where no server and no log sees it. */
  async function issue(tx: Queryable, staffId: string): Promise<{ url: string; expiresAt: Date }> {
    const token = newToken();
    const at = now();
    const expiresAt = new Date(at.getTime() + VALID_MS);
    await tx.query(
      'insert into invitations (token_hash, staff_id, created_at, expires_at) values ($1, $2, $3, $4)',
      [hashOf(token), staffId, at, expiresAt],
    );
    return { url: `${publicUrl}/console/invitation#${token}`, expiresAt };
  }

  /** Links of a member that were given out before are good no more. */
  async function withdraw(tx: Queryable, staffId: string): Promise<void> {
    await tx.query('update invitations set used_at = $2 where staff_id = $1 and used_at is null', [
      staffId,
      now(),
    ]);
  }

  /** Null when it was never given out, was used, or is too old. */
  async function find(token: string): Promise<Invitation | null> {
    const { rows } = await database.query<Invitation>(FIND, [hashOf(token), now()]);
    return rows[0] ?? null;
  }

  /** Until it is confirmed, what was valid before stays so; a second choice takes the place of the first. */
  async function keepChoice(
    id: string,
    { passwordHash, totpSecret }: { passwordHash: string; totpSecret: string },
  ): Promise<void> {
    await database.query(
      'update invitations set password_hash = $2, totp_secret = $3 where id = $1 and used_at is null',
      [id, passwordHash, totpSecret],
    );
  }

  /** Resolves to false when somebody was faster, or another choice was made meanwhile. */
  async function use(tx: Queryable, { id, totpSecret }: Invitation): Promise<boolean> {
    const { rowCount } = await tx.query(
      `update invitations set used_at = $3, password_hash = null, totp_secret = null
       where id = $1 and totp_secret = $2 and used_at is null`,
      [id, totpSecret, now()],
    );
    return rowCount > 0;
  }

  return { issue, withdraw, find, keepChoice, use };
}
