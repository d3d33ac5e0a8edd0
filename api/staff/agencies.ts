// The agencies that answer tickets, and how people call them. Owns the table agencies.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Queryable } from '../../knowledge/ports.ts';

export const AGENCY_KINDS = ['center', 'department', 'commune', 'branch'] as const;

export interface Agency {
  /** Short, stable, readable: 'so-xay-dung'. */
  id: string;
  name: string;
  kind: (typeof AGENCY_KINDS)[number];
  /** How people call it. */
  phrases: string[];
  active: boolean;
}

const LIST = 'select id, name, kind, phrases, active from agencies';

/** Reads `id⇥name⇥kind⇥phrase|phrase` lines; throws naming the line that cannot be read. */
export function parseAgencies(tsv: string): Agency[] {
  return tsv.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [id = '', name = '', kindName, phrases = ''] = line.split('\t');
    const kind = AGENCY_KINDS.find((known) => known === kindName);
    if (!/^[a-z0-9-]+$/.test(id) || name === '' || kind === undefined)
      throw new Error(`agencies.tsv line ${index + 1}: expected id, name, kind, phrases; got "${line}"`);
    return [{ id, name, kind, phrases: phrases.split('|').filter(Boolean), active: true }];
  });
}

/** What the province had after the reorganisation of 2025, as far as it is certain. */
export function shippedAgencies(): Agency[] {
  return parseAgencies(readFileSync(join(import.meta.dirname, 'agencies.tsv'), 'utf8'));
}

/** Adds the shipped agencies that are missing; what administrators have changed stays as they left it. */
export async function seedAgencies(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    for (const agency of shippedAgencies()) await addAgency(tx, agency);
  });
}

/** By kind and name. */
export async function listAgencies(database: Queryable): Promise<Agency[]> {
  const { rows } = await database.query<Agency>(
    `${LIST} order by array_position(array['center', 'department', 'branch', 'commune'], kind), name`,
  );
  return rows;
}

/** Those that work now, with how people call them: what the assistant may propose for a complaint. */
export async function activeAgencies(database: Queryable): Promise<Agency[]> {
  return (await listAgencies(database)).filter(({ active }) => active);
}

export async function findAgency(database: Queryable, id: string): Promise<Agency | null> {
  const { rows } = await database.query<Agency>(`${LIST} where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Resolves to false, with nothing changed, when its id or its name is taken. */
export async function addAgency(tx: Queryable, agency: Omit<Agency, 'active'>): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into agencies (id, name, kind, phrases) values ($1, $2, $3, $4) on conflict do nothing`,
    [agency.id, agency.name, agency.kind, agency.phrases],
  );
  return rowCount > 0;
}

/** Resolves to 'name_taken', with nothing changed, when another agency has the name. */
export async function changeAgency(
  tx: Queryable,
  { id, name, phrases, active }: Omit<Agency, 'kind'>,
): Promise<'changed' | 'name_taken'> {
  const { rowCount } = await tx.query(
    `update agencies set name = $2, phrases = $3, active = $4
     where id = $1 and not exists (select from agencies where name = $2 and id <> $1)`,
    [id, name, phrases, active],
  );
  return rowCount > 0 ? 'changed' : 'name_taken';
}
