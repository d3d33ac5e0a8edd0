// Which tickets a member of staff has in sight, as conditions of a query.

import type { Queryable } from '../../knowledge/ports.ts';
import type { Caller } from '../route.ts';
import { readTicketCode } from './codes.ts';
import { scopeOf } from './scope.ts';

/** Conditions on tickets `t` with their parameters; `value` takes a value in and gives its place. */
export function conditionsFor(caller: Caller) {
  const values: unknown[] = [];
  const all: string[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const scope = scopeOf(caller);
  if (scope !== null) all.push(`t.${scope.column} = ${value(scope.value)}`);
  return { values, all, value };
}

/** The ticket of this code; null when there is none in the caller's sight. */
export async function ticketIdFor(database: Queryable, caller: Caller, code: string): Promise<string | null> {
  const { values, all, value } = conditionsFor(caller);
  all.push(`t.code = ${value(readTicketCode(code) ?? code)}`);
  const { rows } = await database.query<{ id: string }>(
    `select t.id from tickets t where ${all.join(' and ')}`,
    values,
  );
  return rows[0]?.id ?? null;
}
