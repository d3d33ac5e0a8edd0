// The last known state of every dossier. Owns the table dossiers; names and numbers of people never come in here.

import { createHash } from 'node:crypto';
import type { Queryable } from '../../knowledge/ports.ts';
import type { HashedDossier } from './dossier.ts';

export type KnownDossier = HashedDossier & { madeUp: boolean; asOf: Date };

/** What storing did: codes that were new, and those of which something had changed; the rest was so or is older. */
export interface Stored {
  fresh: string[];
  changed: string[];
}

const FIND = `
select code, procedure_code as "procedureCode", procedure_title as "procedureTitle", field, agency, status,
  received_at as "receivedAt", due_at as "dueAt", finished_at as "finishedAt", filed_by as "filedBy",
  returned_by as "returnedBy", phone_hash as "phoneHash", identity_hash as "identityHash", made_up as "madeUp",
  as_of as "asOf"
from dossiers where code = $1`;

const GIVEN = `
with given as (
  select * from jsonb_to_recordset($1::jsonb) as g (code text, procedure_code text, procedure_title text, field text,
    agency text, status smallint, received_at timestamptz, due_at timestamptz, finished_at timestamptz,
    filed_by text, returned_by text, phone_hash text, identity_hash text, digest text)
), before as (
  select d.code, d.digest, d.as_of from dossiers d join given using (code)
)`;

const STORE = `${GIVEN}, stored as (
  insert into dossiers (code, procedure_code, procedure_title, field, agency, status, received_at, due_at, finished_at,
    filed_by, returned_by, phone_hash, identity_hash, digest, made_up, as_of)
  select given.*, $2::boolean, $3::timestamptz from given
  on conflict (code) do update set procedure_code = excluded.procedure_code,
    procedure_title = excluded.procedure_title, field = excluded.field, agency = excluded.agency,
    status = excluded.status, received_at = excluded.received_at, due_at = excluded.due_at,
    finished_at = excluded.finished_at, filed_by = excluded.filed_by, returned_by = excluded.returned_by,
    phone_hash = excluded.phone_hash, identity_hash = excluded.identity_hash, digest = excluded.digest,
    made_up = excluded.made_up, as_of = excluded.as_of
  where dossiers.as_of <= excluded.as_of
  returning code, digest
)
select code, before.code is null as fresh from stored left join before using (code)
where before.digest is distinct from stored.digest order by code`;

const COMPARE = `${GIVEN}
select code, before.code is null as fresh from given left join before using (code)
where before.digest is distinct from given.digest and (before.as_of is null or before.as_of <= $2::timestamptz)
order by code`;

export async function findDossier(database: Queryable, code: string): Promise<KnownDossier | null> {
  return (await database.query<KnownDossier>(FIND, [code])).rows[0] ?? null;
}

export async function anyDossier(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ any: boolean }>('select exists (select from dossiers) as any');
  return rows[0]?.any ?? false;
}

/** One that is not of the demonstration. */
export async function anyRealDossier(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ any: boolean }>(
    'select exists (select from dossiers where not made_up) as any',
  );
  return rows[0]?.any ?? false;
}

/** Forgets everything made up; resolves to how many there were. */
export async function removeMadeUp(tx: Queryable): Promise<number> {
  return (await tx.query('delete from dossiers where made_up')).rowCount;
}

/** Stores what a source says at `asOf`, each code once; what is known from later stays. */
export async function storeDossiers(
  tx: Queryable,
  dossiers: readonly HashedDossier[],
  { madeUp, asOf }: { madeUp: boolean; asOf: Date },
): Promise<Stored> {
  return storedOf(await tx.query(STORE, [rowsOf(dossiers), madeUp, asOf]));
}

/** What `storeDossiers` would do, without doing it. */
export async function compareDossiers(
  database: Queryable,
  dossiers: readonly HashedDossier[],
  { asOf }: { asOf: Date },
): Promise<Stored> {
  return storedOf(await database.query(COMPARE, [rowsOf(dossiers), asOf]));
}

function storedOf({ rows }: { rows: Record<string, unknown>[] }): Stored {
  const codes = (fresh: boolean) => rows.filter((row) => row.fresh === fresh).map(({ code }) => String(code));
  return { fresh: codes(true), changed: codes(false) };
}

function rowsOf(dossiers: readonly HashedDossier[]): string {
  return JSON.stringify(
    dossiers.map((one) => {
      const row = {
        code: one.code,
        procedure_code: one.procedureCode,
        procedure_title: one.procedureTitle,
        field: one.field,
        agency: one.agency,
        status: one.status,
        received_at: one.receivedAt,
        due_at: one.dueAt,
        finished_at: one.finishedAt,
        filed_by: one.filedBy,
        returned_by: one.returnedBy,
        phone_hash: one.phoneHash,
        identity_hash: one.identityHash,
      };
      return { ...row, digest: createHash('sha256').update(JSON.stringify(row)).digest('base64url') };
    }),
  );
}
