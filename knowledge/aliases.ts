// How citizens ask for a procedure: the shipped files and what officers add. Owns the tables aliases and demand.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Queryable } from './ports.ts';

/** From 0 (rare, specialists) to 3 (every day), judged by the authors; breaks ties between equals. */
export type Demand = 0 | 1 | 2 | 3;

export interface AliasEntry {
  code: string;
  demand: Demand;
  phrases: string[];
  /** Phrases declared to fit other procedures too. */
  shared: string[];
}

const FOLDER = new URL('./catalogue/aliases/', import.meta.url);
const HEADER = /^\[(\d\.\d{6,9})\]/;
const DEMAND = /^nhu cầu: ([0-3])$/;

/**
 * Reads one alias file: `[code] title`, then `nhu cầu: 0–3`, then a phrase a line; `~` before a phrase declares it
 * shared with other procedures; `#` starts a comment. Throws naming file and line when a line stands outside an entry.
 */
export function parseAliases(file: string, text: string): AliasEntry[] {
  const entries: AliasEntry[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const code = HEADER.exec(line)?.[1];
    if (code) {
      entries.push({ code, demand: 0, phrases: [], shared: [] });
      return;
    }
    const entry = entries.at(-1);
    if (!entry) throw new Error(`${file} line ${index + 1}: a phrase before the first [code]: "${line}"`);
    const demand = DEMAND.exec(line)?.[1];
    if (demand) entry.demand = Number(demand) as Demand;
    else if (line.startsWith('~')) entry.shared.push(line.slice(1).trim());
    else entry.phrases.push(line);
  });
  return entries;
}

/** All shipped entries, file by file. */
export function shippedAliases(): AliasEntry[] {
  return shippedAliasFiles().flatMap(({ entries }) => entries);
}

/** The shipped files: one for each publisher's fields, named after it ("tu-phap"). */
export function shippedAliasFiles(): { name: string; entries: AliasEntry[] }[] {
  return aliasFiles().map(({ name, text }) => ({
    name: name.replace(/\.txt$/, ''),
    entries: parseAliases(name, text),
  }));
}

function aliasFiles(): { name: string; text: string }[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));
}

/** Fingerprint of the shipped files: when it differs from the stored one, `storeShippedAliases` has work to do. */
export function shippedAliasesDigest(): string {
  const hash = createHash('sha256');
  for (const { name, text } of aliasFiles()) hash.update(name).update(text);
  return hash.digest('hex');
}

/** Replaces what was shipped before; phrases added by officers stay. Call inside a transaction. */
export async function storeShippedAliases(tx: Queryable, entries: readonly AliasEntry[]): Promise<void> {
  await tx.query(`delete from aliases where source = 'shipped'`);
  await tx.query(
    `insert into aliases (code, phrase, source)
     select code, phrase, 'shipped' from unnest($1::text[], $2::text[]) as shipped (code, phrase)
     on conflict do nothing`,
    [
      entries.flatMap(({ code, phrases, shared }) => [...phrases, ...shared].map(() => code)),
      entries.flatMap(({ phrases, shared }) => [...phrases, ...shared]),
    ],
  );
  await tx.query('delete from demand');
  await tx.query(
    'insert into demand (code, demand) select * from unnest($1::text[], $2::smallint[]) on conflict do nothing',
    [entries.map(({ code }) => code), entries.map(({ demand }) => demand)],
  );
}

export interface Asked {
  phrases: string[];
  demand: Demand;
}

/** Phrases (oldest first) and demand of the given procedures; a code nobody wrote for is absent. */
export async function askedFor(database: Queryable, codes: readonly string[]): Promise<Map<string, Asked>> {
  const { rows } = await database.query<{ code: string; phrases: string[]; demand: Demand }>(
    `select code, array_agg(phrase order by added_at, phrase) as phrases,
       coalesce((select demand from demand where demand.code = asked.code), 0) as demand
     from (
       select code, phrase, min(added_at) as added_at from aliases where code = any($1) group by code, phrase
     ) as asked group by code`,
    [codes],
  );
  return new Map(rows.map(({ code, phrases, demand }) => [code, { phrases, demand }]));
}

/** Phrases that officers added, oldest first, by code. */
export async function officerAliases(
  database: Queryable,
  codes: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await database.query<{ code: string; phrases: string[] }>(
    `select code, array_agg(phrase order by added_at, phrase) as phrases
     from aliases where code = any($1) and source = 'officer' group by code`,
    [codes],
  );
  return new Map(rows.map(({ code, phrases }) => [code, phrases]));
}

/** Stores an officer's phrase; nothing happens when it is there. The index must follow in the same transaction. */
export async function storeOfficerAlias(tx: Queryable, code: string, phrase: string): Promise<void> {
  await tx.query(
    `insert into aliases (code, phrase, source) values ($1, $2, 'officer') on conflict do nothing`,
    [code, phrase],
  );
}

/** Takes an officer's phrase away; 'shipped' when only we ship it, and then it stays. */
export async function dropOfficerAlias(
  tx: Queryable,
  code: string,
  phrase: string,
): Promise<'dropped' | 'shipped' | 'missing'> {
  const dropped = await tx.query(
    `delete from aliases where code = $1 and phrase = $2 and source = 'officer'`,
    [code, phrase],
  );
  if (dropped.rowCount > 0) return 'dropped';
  const shipped = await tx.query('select from aliases where code = $1 and phrase = $2', [code, phrase]);
  return shipped.rowCount > 0 ? 'shipped' : 'missing';
}
