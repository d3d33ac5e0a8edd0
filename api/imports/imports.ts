// The import that an administrator has in hand: planned from a file, looked at, then written while everybody goes on asking.

import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type ImportPlan, type Incoming, planImport } from '../../knowledge/catalogue.ts';
import type { Gathered } from '../../knowledge/import/gather.ts';
import {
  type Indexing,
  importCatalogue,
  PlanChanged,
  repealsTooMuch,
} from '../../knowledge/import/import-catalogue.ts';
import { dataDateOf, incomingOf } from '../../knowledge/import/incoming.ts';
import type { PreparedIndex } from '../../knowledge/indexing.ts';
import type { Database, Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';

export interface PendingImport {
  id: string;
  name: string;
  gathered: Gathered;
  incoming: Incoming;
  plan: ImportPlan;
  tooMany: boolean;
  /** `changed`: others changed the catalogue meanwhile, and the plan is now another. */
  state: 'planned' | 'changed' | 'running' | 'done' | 'failed';
  progress: { done: number; total: number };
}

const PAST = `
select source, kind, data_date as "dataDate", finished_at as "finishedAt", counts
from imports order by id desc limit 20`;

export interface PastImport {
  source: string;
  kind: 'starter' | 'import';
  dataDate: string;
  finishedAt: Date;
  counts: Record<string, number>;
}

export type Imports = ReturnType<typeof createImports>;

/** One at a time in this process, and in memory: whoever starts the server again has the file still, and uploads it again. */
export function createImports({
  database,
  indexing,
  logger,
  now,
}: {
  database: Database;
  indexing: Indexing<PreparedIndex>;
  logger: Logger;
  now: () => Date;
}) {
  let current: PendingImport | null = null;

  function find(id: string): PendingImport {
    if (current?.id !== id) throw new Problem('no_such_import');
    return current;
  }

  function refuseWhileRunning(): void {
    if (current?.state === 'running') throw new Problem('import_running');
  }

  return {
    current: (): PendingImport | null => current,
    refuseWhileRunning,

    /** Takes the place of what was planned before. Throws Problem `import_running`. */
    async plan(gathered: Gathered, { name, partial }: { name: string; partial: boolean }) {
      const incoming = incomingOf(gathered, { partial });
      const plan = await planImport(database, incoming);
      refuseWhileRunning();
      current = {
        id: randomUUID(),
        name,
        gathered,
        incoming,
        state: 'planned',
        ...planned(plan),
      };
      return current;
    },

    /**
     * Begins to write what was planned; `also` is written with it. Throws Problem `no_such_import`, `import_running` or
     * `too_many_repealed`. What goes wrong later is the state `changed` or `failed`, and the catalogue is as before.
     */
    apply(
      id: string,
      { allowRepeal }: { allowRepeal: boolean },
      also: (tx: Queryable, plan: ImportPlan) => Promise<void>,
    ): PendingImport {
      const pending = find(id);
      if (pending.state === 'running' || pending.state === 'done') throw new Problem('import_running');
      if (pending.tooMany && !allowRepeal) throw new Problem('too_many_repealed');
      const { plan, incoming, gathered, name: source } = pending;
      pending.state = 'running';
      importCatalogue({
        database,
        indexing: {
          ...indexing,
          async write(tx, prepared) {
            await indexing.write(tx, prepared);
            await also(tx, plan);
          },
        },
        incoming,
        about: { source, kind: 'import', dataDate: dataDateOf(gathered, now()), at: now() },
        allowRepeal,
        only: plan,
        onProgress: (done, total) => {
          pending.progress = { done, total };
        },
      }).then(
        () => {
          pending.state = 'done';
          logger.info({ new: plan.new.length, changed: plan.changed.length }, 'catalogue imported');
        },
        (error: unknown) => {
          if (error instanceof PlanChanged)
            Object.assign(pending, { state: 'changed', ...planned(error.plan) });
          else {
            pending.state = 'failed';
            logger.error({ err: error }, 'the catalogue was not imported');
          }
        },
      );
      return pending;
    },

    /** Forgets what was planned or is done. Throws Problem `no_such_import` or `import_running`. */
    drop(id: string): void {
      find(id);
      refuseWhileRunning();
      current = null;
    },

    async past(): Promise<PastImport[]> {
      return (await database.query<PastImport>(PAST)).rows;
    },
  };
}

function planned(plan: ImportPlan): Pick<PendingImport, 'plan' | 'tooMany' | 'progress'> {
  const total = plan.new.length + plan.changed.length;
  return { plan, tooMany: repealsTooMuch(plan), progress: { done: 0, total } };
}
