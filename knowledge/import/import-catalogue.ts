// Brings procedures into the catalogue: plan, prepare the index outside, then everything in one transaction.

import {
  type ImportPlan,
  type ImportRecord,
  type Incoming,
  isEmpty,
  lockCatalogue,
  planImport,
  writeImport,
} from '../catalogue.ts';
import { AliasesChanged } from '../indexing.ts';
import type { Database, Queryable } from '../ports.ts';
import { digestOf, type Procedure } from '../procedure.ts';
import { readStarter } from '../starter.ts';

/** How new and changed procedures get into the search index. */
export interface Indexing<Prepared extends { embedded: number }> {
  /** Outside of any transaction, since an embedder may be slow. */
  prepare(
    procedures: readonly Procedure[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<Prepared>;
  /** Inside the transaction of the import; also drops what is no longer current. */
  write(tx: Queryable, prepared: Prepared): Promise<void>;
}

export interface ImportOutcome {
  plan: ImportPlan;
  /** How many texts had to be embedded. */
  embedded: number;
}

/** The import would repeal more of the catalogue than is plausible; nothing was changed. */
export class TooManyRepealed extends Error {
  readonly plan: ImportPlan;

  constructor(plan: ImportPlan) {
    const { current, repealed } = plan.established;
    super(`The import would repeal ${repealed} of ${current} procedures`);
    this.name = 'TooManyRepealed';
    this.plan = plan;
  }
}

/** The import would do something else than what was looked at; nothing was changed. `plan` is what it would do now. */
export class PlanChanged extends Error {
  override readonly name = 'PlanChanged';
  readonly plan: ImportPlan;

  constructor(plan: ImportPlan) {
    super('The catalogue was changed by others since the import was planned');
    this.plan = plan;
  }
}

/** A whole-catalogue import that repeals more than this share of what was imported before is taken for a mistake. */
const PLAUSIBLE_REPEAL = 0.3;

export function repealsTooMuch({ established: { current, repealed } }: ImportPlan): boolean {
  return repealed > current * PLAUSIBLE_REPEAL;
}

const ATTEMPTS = 3;

/**
 * Imports procedures; unless they are partial, current codes missing among them are repealed. Readers see the catalogue
 * before or after, with its index. When another import or an officer's alias came in between planning and writing, the
 * plan is made anew; with `only`, a plan that somebody has looked at, it throws PlanChanged instead. Throws
 * TooManyRepealed unless `allowRepeal`.
 */
export async function importCatalogue<Prepared extends { embedded: number }>(input: {
  database: Database;
  indexing: Indexing<Prepared>;
  incoming: Incoming;
  about: ImportRecord;
  allowRepeal: boolean;
  only?: ImportPlan;
  onProgress?: (done: number, total: number) => void;
}): Promise<ImportOutcome> {
  const { database, indexing, incoming, only } = input;
  let embedded = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const plan = await planImport(database, incoming);
    if (only !== undefined && !samePlan(plan, only)) throw new PlanChanged(plan);
    if (!input.allowRepeal && repealsTooMuch(plan)) throw new TooManyRepealed(plan);
    const prepared = await indexing.prepare([...plan.new, ...plan.changed], input.onProgress);
    embedded += prepared.embedded;
    const written = await database
      .transaction(async (tx) => {
        await lockCatalogue(tx);
        if (!samePlan(plan, await planImport(tx, incoming))) return false;
        await writeImport(tx, plan, input.about);
        await indexing.write(tx, prepared);
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof AliasesChanged) return false;
        throw error;
      });
    if (written) return { plan, embedded };
  }
  throw new Error(`Others changed the catalogue during each of ${ATTEMPTS} attempts; nothing was changed`);
}

/** Fills an empty database with the starter catalogue. Resolves to null when something was imported before. */
export async function loadStarter<Prepared extends { embedded: number }>(input: {
  database: Database;
  indexing: Indexing<Prepared>;
  now: Date;
}): Promise<ImportOutcome | null> {
  const { database, indexing, now } = input;
  if (!(await isEmpty(database))) return null;
  const { dataDate, procedures } = await readStarter();
  const prepared = await indexing.prepare(procedures);
  return database.transaction(async (tx) => {
    await lockCatalogue(tx);
    if (!(await isEmpty(tx))) return null;
    const plan = await planImport(tx, { procedures, partial: true, spared: [] });
    await writeImport(tx, plan, { source: 'starter', kind: 'starter', dataDate, at: now });
    await indexing.write(tx, prepared);
    return { plan, embedded: prepared.embedded };
  });
}

function samePlan(a: ImportPlan, b: ImportPlan): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint(plan: ImportPlan): string {
  const digests = (procedures: readonly Procedure[]) =>
    procedures.map((procedure) => `${procedure.code} ${digestOf(procedure)}`);
  return JSON.stringify([digests(plan.new), digests(plan.changed), plan.unchanged, plan.repealed]);
}
