// Whose tickets a member of staff may see: an officer the agency's, an operator those logged in person, others all.

import type { Caller } from '../route.ts';

/** The column that must have this value; null sees everything. */
export type Scope = { column: 'agency_id' | 'logged_by'; value: string } | null;

export function scopeOf({ role, agencyId, staffId }: Caller): Scope {
  // An officer without an agency is nobody's officer: no agency has an empty id.
  if (role === 'officer') return { column: 'agency_id', value: agencyId ?? '' };
  if (role === 'operator') return { column: 'logged_by', value: staffId };
  return null;
}

export function isWithin(
  scope: Scope,
  { agencyId, loggedBy }: { agencyId: string | null; loggedBy: string | null },
): boolean {
  if (scope === null) return true;
  return (scope.column === 'agency_id' ? agencyId : loggedBy) === scope.value;
}
