// The catalogue of procedures with its versions. Owns the tables procedures and imports.

import { setImmediate as others } from 'node:timers/promises';
import type { Queryable } from './ports.ts';
import { digestOf, type Procedure } from './procedure.ts';

/** A procedure as it stands in the catalogue. */
export interface CatalogueEntry {
  id: string;
  version: number;
  procedure: Procedure;
  validFrom: Date;
  /** The starter catalogue holds facts only; an import holds all that its source says. */
  from: 'starter' | 'import';
  /** Month in which the source was read, `2026-07`. */
  dataDate: string;
}

export interface CatalogueSummary {
  procedures: number;
  /** How many of them still come from the starter catalogue. */
  fromStarter: number;
  /** The newest month of facts, null when the catalogue is empty. */
  dataDate: string | null;
  lastImport: { source: string; at: Date; counts: Record<string, number> } | null;
}

/** What an import would do. Codes in `repealed` are current now and not among the incoming procedures. */
export interface ImportPlan {
  new: Procedure[];
  changed: Procedure[];
  unchanged: number;
  repealed: string[];
  /** How many current procedures do not come from the starter catalogue, and how many of them would be repealed. */
  established: { current: number; repealed: number };
}

export interface ImportRecord {
  source: string;
  kind: 'starter' | 'import';
  /** Month of the facts, `2026-07`. */
  dataDate: string;
  at: Date;
}

const WRITTEN_AT_ONCE = 250;

const ENTRY = `
  select p.id, p.version, p.body as procedure, p.valid_from as "validFrom", i.kind as "from", i.data_date as "dataDate"
  from procedures p join imports i on i.id = p.import_id`;

/** The current version of a procedure, or null. */
export async function currentProcedure(database: Queryable, code: string): Promise<CatalogueEntry | null> {
  const { rows } = await database.query<CatalogueEntry>(
    `${ENTRY} where p.code = $1 and p.status = 'current'`,
    [code],
  );
  return rows[0] ?? null;
}

/** A version of a procedure with the days of its validity; `validTo` null while it is current. */
export type CatalogueVersion = CatalogueEntry & {
  status: 'current' | 'superseded' | 'repealed';
  validTo: Date | null;
};

/** Every version of a procedure, oldest first; none for an unknown code. */
export async function procedureVersions(database: Queryable, code: string): Promise<CatalogueVersion[]> {
  const { rows } = await database.query<CatalogueVersion>(
    `select p.id, p.version, p.body as procedure, p.status, p.valid_from as "validFrom", p.valid_to as "validTo",
       i.kind as "from", i.data_date as "dataDate"
     from procedures p join imports i on i.id = p.import_id where p.code = $1 order by p.version`,
    [code],
  );
  return rows;
}

/** Entries of the given ids (of any version), in the order of the ids; unknown ids are left out. */
export async function proceduresByIds(
  database: Queryable,
  ids: readonly string[],
): Promise<CatalogueEntry[]> {
  const { rows } = await database.query<CatalogueEntry>(
    `${ENTRY} where p.id = any($1::bigint[]) order by array_position($1::bigint[], p.id)`,
    [ids],
  );
  return rows;
}

/** Codes of all current procedures, sorted. */
export async function currentCodes(database: Queryable): Promise<string[]> {
  const { rows } = await database.query<{ code: string }>(
    `select code from procedures where status = 'current' order by code`,
  );
  return rows.map(({ code }) => code);
}

/** What the catalogue holds and how old it is. */
export async function catalogueSummary(database: Queryable): Promise<CatalogueSummary> {
  const { rows } = await database.query<Omit<CatalogueSummary, 'lastImport'>>(
    `select count(*)::integer as procedures, count(*) filter (where i.kind = 'starter')::integer as "fromStarter",
       max(i.data_date) as "dataDate"
     from procedures p join imports i on i.id = p.import_id where p.status = 'current'`,
  );
  const last = await database.query<NonNullable<CatalogueSummary['lastImport']>>(
    'select source, finished_at as at, counts from imports order by id desc limit 1',
  );
  return { ...rows[0]!, lastImport: last.rows[0] ?? null };
}

/** What is brought in. No code may come twice. */
export interface Incoming {
  procedures: readonly Procedure[];
  /** The procedures are only a part of the catalogue: nothing is repealed. */
  partial: boolean;
  /** Codes that the source has but that could not be read: not repealed. */
  spared: readonly string[];
}

/** Compares incoming procedures with the current ones by digest. */
export async function planImport(database: Queryable, incoming: Incoming): Promise<ImportPlan> {
  const { rows } = await database.query<{ code: string; digest: string; kind: ImportRecord['kind'] }>(
    `select p.code, p.digest, i.kind from procedures p join imports i on i.id = p.import_id
     where p.status = 'current' order by p.code`,
  );
  const current = new Map(rows.map(({ code, digest }) => [code, digest]));
  const present = new Set<string>();
  const plan: ImportPlan = {
    new: [],
    changed: [],
    unchanged: 0,
    repealed: [],
    established: { current: 0, repealed: 0 },
  };
  for (const procedure of incoming.procedures) {
    if (present.has(procedure.code)) throw new Error(`Expected every code once, got ${procedure.code} twice`);
    present.add(procedure.code);
    const digest = current.get(procedure.code);
    if (digest === undefined) plan.new.push(procedure);
    else if (digest === digestOf(procedure)) plan.unchanged += 1;
    else plan.changed.push(procedure);
  }
  for (const code of incoming.spared) present.add(code);
  for (const { code, kind } of rows) {
    const repealed = !incoming.partial && !present.has(code);
    if (repealed) plan.repealed.push(code);
    if (kind !== 'import') continue;
    plan.established.current += 1;
    if (repealed) plan.established.repealed += 1;
  }
  return plan;
}

/** Keeps other imports out until the transaction ends; readers are not held up. */
export async function lockCatalogue(tx: Queryable): Promise<void> {
  await tx.query('lock table imports, procedures in share row exclusive mode');
}

/**
 * Writes a plan inside the transaction that also writes the index: old versions are closed and kept, changed and new
 * procedures get a new version, vanished ones are marked repealed. Resolves to the id of the import.
 */
export async function writeImport(tx: Queryable, plan: ImportPlan, about: ImportRecord): Promise<string> {
  const counts = {
    new: plan.new.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged,
    repealed: plan.repealed.length,
  };
  const { rows } = await tx.query<{ id: string }>(
    `insert into imports (source, kind, data_date, finished_at, counts) values ($1, $2, $3, $4, $5::jsonb)
     returning id`,
    [about.source, about.kind, about.dataDate, about.at, JSON.stringify(counts)],
  );
  const importId = rows[0]!.id;
  const changed = plan.changed.map(({ code }) => code);
  await close(tx, 'superseded', changed, about.at);
  await close(tx, 'repealed', plan.repealed, about.at);
  const written = [...plan.new, ...plan.changed];
  for (let at = 0; at < written.length; at += WRITTEN_AT_ONCE) {
    await insertVersions(tx, written.slice(at, at + WRITTEN_AT_ONCE), about.at, importId);
    // The embedded database works within this process: without a pause nobody is served meanwhile.
    await others();
  }
  return importId;
}

async function close(
  tx: Queryable,
  status: 'superseded' | 'repealed',
  codes: readonly string[],
  at: Date,
): Promise<void> {
  await tx.query(
    `update procedures set status = $1, valid_to = $2 where status = 'current' and code = any($3)`,
    [status, at, codes],
  );
}

/** A code that returns after a repeal goes on counting its versions. */
async function insertVersions(
  tx: Queryable,
  procedures: readonly Procedure[],
  at: Date,
  importId: string,
): Promise<void> {
  const rows = procedures.map((body) => ({ code: body.code, digest: digestOf(body), body }));
  await tx.query(
    `insert into procedures (code, version, status, digest, body, valid_from, import_id)
     select r.code, coalesce((select max(p.version) from procedures p where p.code = r.code), 0) + 1,
       'current', r.digest, r.body, $2, $3
     from jsonb_to_recordset($1::jsonb) as r (code text, digest text, body jsonb)`,
    [JSON.stringify(rows), at, importId],
  );
}

/** Whether nothing was ever imported, not even the starter catalogue. */
export async function isEmpty(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ empty: boolean }>(
    'select not exists (select from imports) as empty',
  );
  return rows[0]!.empty;
}
