// The way in at first: as long as nobody has ever signed up, every start makes a one-time link for an administrator.

import type { Database } from '../../knowledge/ports.ts';
import { recordAudit } from './audit.ts';
import { hasAnyCredentials } from './credentials.ts';
import type { Invitations } from './invitations.ts';
import { addMember, findMember } from './staff.ts';

const FIRST = { username: 'quantri', name: 'Quản trị viên', role: 'administrator', agencyId: null } as const;

/**
 * Resolves to the address of the link, or to null where somebody has signed up already. Links of earlier starts stay
 * good until they are too old or one is used: several processes start together, and each prints its own.
 */
export async function inviteFirstAdministrator({
  database,
  invitations,
  now,
}: {
  database: Database;
  invitations: Invitations;
  now: () => Date;
}): Promise<string | null> {
  if (await hasAnyCredentials(database)) return null;
  return database.transaction(async (tx) => {
    const added = await addMember(tx, { ...FIRST, now: now() });
    const id = added ?? (await findMember(tx, FIRST))?.id;
    if (id === undefined) return null;
    await recordAudit(tx, { staffId: null, action: 'staff.invited', subject: `staff:${id}`, at: now() });
    return (await invitations.issue(tx, id)).url;
  });
}
