// Signing in, in reading order: not too many tries, the password, the second factor, a session; and how an invitation becomes that.

import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { recordAudit } from './audit.ts';
import { findAccount, spendStep, storeCredentials } from './credentials.ts';
import type { Failures } from './failures.ts';
import type { Invitations } from './invitations.ts';
import { hashPassword, isCommon, isPassword } from './passwords.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';
import { findMember } from './staff.ts';

export type SignIn = ReturnType<typeof createSignIn>;

/** Where somebody signs in from. `network` is a key for an address. */
export type Device = { network: string; userAgent: string | undefined };

export function createSignIn({
  database,
  failures,
  invitations,
  secondFactor,
  sessions,
  now,
}: {
  database: Database;
  failures: Failures;
  invitations: Invitations;
  secondFactor: SecondFactor;
  sessions: Sessions;
  now: () => Date;
}) {
  /**
   * Resolves to the token of a new session. Throws Problem `locked`, `wrong_credentials`, `second_factor_needed`,
   * `wrong_code` or `code_used`. An unknown name and a wrong password give the same answer after the same work.
   */
  async function signIn(
    { username, password, code }: { username: string; password: string; code?: string | undefined },
    { network, userAgent }: Device,
  ): Promise<string> {
    const keys = [
      { kind: 'account', name: username },
      { kind: 'network', name: network },
    ] as const;
    const until = await failures.take(keys);
    if (until !== null) throw lockedUntil(until);

    const account = await findAccount(database, username);
    if (!(await isPassword(password, account?.passwordHash ?? null)) || account === null) {
      await refused(account?.id ?? null, 'password');
      throw new Problem('wrong_credentials');
    }
    if (code === undefined) {
      await failures.giveBack(database, keys);
      throw new Problem('second_factor_needed');
    }
    const step = secondFactor.stepOf({ code, sealed: account.totpSecret, staffId: account.id, now: now() });
    if (step === null) {
      await refused(account.id, 'code');
      throw new Problem('wrong_code');
    }
    const token = await database.transaction(async (tx) => {
      if (!(await spendStep(tx, account.id, step))) return null;
      await failures.giveBack(tx, keys);
      await failures.forget(tx, username);
      await recordAudit(tx, {
        staffId: account.id,
        action: 'session.opened',
        subject: `staff:${account.id}`,
        at: now(),
      });
      return sessions.open(tx, account.id, userAgent);
    });
    if (token !== null) return token;
    await refused(account.id, 'used code');
    throw new Problem('code_used');
  }

  async function refused(staffId: string | null, detail: string): Promise<void> {
    const subject = staffId === null ? null : `staff:${staffId}`;
    await recordAudit(database, { staffId: null, action: 'session.refused', subject, detail, at: now() });
  }

  function lockedUntil(until: Date): Problem {
    const seconds = Math.ceil((until.getTime() - now().getTime()) / 1000);
    return new Problem('locked', { retryAfterSeconds: Math.max(seconds, 1) });
  }

  /** What an authenticator app needs; nothing is valid before `confirm`. Throws Problem `invitation_spent` or `weak_password`. */
  async function choosePassword({ token, password }: { token: string; password: string }) {
    const invitation = await invitations.find(token);
    const member = invitation && (await findMember(database, { id: invitation.staffId }));
    if (!member) throw new Problem('invitation_spent');
    if (isCommon(password, member.username)) throw new Problem('weak_password');
    const { sealed, otpauthUrl, qrSvg } = await secondFactor.enrol(member);
    await invitations.keepChoice(invitation.id, {
      passwordHash: await hashPassword(password),
      totpSecret: sealed,
    });
    return { username: member.username, otpauthUrl, qrSvg };
  }

  /**
   * The first code makes what was chosen valid, ends all other sessions and links of the member, and resolves to the
   * token of a new session. Throws Problem `invitation_spent` or `wrong_code`.
   */
  async function confirm(
    { token, code }: { token: string; code: string },
    { userAgent }: Device,
  ): Promise<string> {
    const invitation = await invitations.find(token);
    const member = invitation && (await findMember(database, { id: invitation.staffId }));
    const { passwordHash = null, totpSecret = null } = invitation ?? {};
    if (!invitation || !member || passwordHash === null || totpSecret === null)
      throw new Problem('invitation_spent');
    const step = secondFactor.stepOf({ code, sealed: totpSecret, staffId: member.id, now: now() });
    if (step === null) throw new Problem('wrong_code');
    return database.transaction(async (tx) => {
      if (!(await invitations.use(tx, invitation))) throw new Problem('invitation_spent');
      await invitations.withdraw(tx, member.id);
      await storeCredentials(tx, member.id, { passwordHash, totpSecret, step, now: now() });
      await sessions.endAll(tx, member.id);
      await failures.forget(tx, member.username);
      await recordAudit(tx, {
        staffId: member.id,
        action: 'staff.signed_up',
        subject: `staff:${member.id}`,
        at: now(),
      });
      return sessions.open(tx, member.id, userAgent);
    });
  }

  return { signIn, choosePassword, confirm };
}
