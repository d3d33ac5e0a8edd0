// What members of staff sign in with. Owns the table credentials.

import type { Queryable } from '../../knowledge/ports.ts';
import { findMember, type ListedMember } from './staff.ts';

export interface Account extends ListedMember {
  passwordHash: string;
  /** Sealed. */
  totpSecret: string;
}

/** The account that may sign in under this name; null where there is none, it is closed, or its invitation still waits. */
export async function findAccount(database: Queryable, username: string): Promise<Account | null> {
  const member = await findMember(database, { username });
  const { rows } = await database.query<Pick<Account, 'passwordHash' | 'totpSecret'>>(
    `select password_hash as "passwordHash", totp_secret as "totpSecret" from credentials where staff_id = $1`,
    [member?.id ?? null],
  );
  return member?.active && rows[0] ? { ...member, ...rows[0] } : null;
}

/** `step`: of the code that confirmed them, which is good no more. */
export async function storeCredentials(
  tx: Queryable,
  staffId: string,
  given: { passwordHash: string; totpSecret: string; step: number; now: Date },
): Promise<void> {
  await tx.query(
    `insert into credentials (staff_id, password_hash, totp_secret, totp_step, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (staff_id) do update set password_hash = excluded.password_hash, totp_secret = excluded.totp_secret,
       totp_step = excluded.totp_step, changed_at = excluded.changed_at`,
    [staffId, given.passwordHash, given.totpSecret, given.step, given.now],
  );
}

/** A code is good once, whichever process it comes to. Resolves to false when this or a later one was used. */
export async function spendStep(tx: Queryable, staffId: string, step: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update credentials set totp_step = $2 where staff_id = $1 and (totp_step is null or totp_step < $2)',
    [staffId, step],
  );
  return rowCount > 0;
}

/** Whether anybody has ever taken up an invitation. */
export async function hasAnyCredentials(database: Queryable): Promise<boolean> {
  const { rows } = await database.query('select from credentials limit 1');
  return rows.length > 0;
}
