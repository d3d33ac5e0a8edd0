// The right to embed the catalogue: one process at a time, for a while, since every request may cost money.

import type { Queryable } from '../ports.ts';

/** Longer than a batch takes; when a process dies, the others wait this long before one of them goes on. */
export const WORK_LEASE_MS = 60_000;

export interface WorkLease {
  /** Takes or prolongs it; false while another process has it. */
  take(): Promise<boolean>;
  release(): Promise<void>;
}

export function createWorkLease({
  database,
  owner,
  now,
}: {
  database: Queryable;
  owner: string;
  now: () => Date;
}): WorkLease {
  return {
    async take() {
      const time = now();
      const { rowCount } = await database.query(
        `insert into index_facts (name, value)
         values ('embedding_work', jsonb_build_object('owner', $1::text, 'until', $2::timestamptz))
         on conflict (name) do update set value = excluded.value
         where index_facts.value ->> 'owner' = $1 or (index_facts.value ->> 'until')::timestamptz <= $3`,
        [owner, new Date(time.getTime() + WORK_LEASE_MS), time],
      );
      return rowCount === 1;
    },
    async release() {
      await database.query(
        `delete from index_facts where name = 'embedding_work' and value ->> 'owner' = $1`,
        [owner],
      );
    },
  };
}
