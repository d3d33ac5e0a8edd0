// Where the session of the personal account is kept: sealed, and with the right of one process to use it.

import { z } from 'zod';
import type { Database } from '../../../knowledge/ports.ts';

/** What a sign-in leaves: useless apart from each other. `cookie` as tough-cookie serialises it. */
export const Credentials = z.object({
  imei: z.string().min(1),
  userAgent: z.string().min(1),
  cookie: z.array(z.looseObject({})),
});
export type Credentials = z.infer<typeof Credentials>;

export type SessionStore = ReturnType<typeof createSessionStore>;

const ACCOUNT = 'zalo-personal';
export const LEASE_MS = 60_000;

/** Why the account is not served: opened elsewhere, or its session is over; or nobody knows, and it is tried again. */
export type SessionTrouble = 'replaced' | 'signed_out' | 'not_connected';

const NOTE_TROUBLE = `
update channel_sessions set trouble = $2,
  trouble_since = case when $2::text is null then null else coalesce(trouble_since, $3::timestamptz) end
where account = $1`;

const LEASE = `
insert into channel_sessions as s (account, changed_at, lease_owner, lease_until) values ($1, $2, $3, $4)
on conflict (account) do update set lease_owner = $3, lease_until = $4
where s.lease_owner is null or s.lease_owner = $3 or s.lease_until <= $2
returning account`;

/** `owner` names this process and no other. */
export function createSessionStore({
  database,
  seal,
  unseal,
  owner,
  now,
}: {
  database: Database;
  seal: (text: string) => string;
  unseal: (sealed: string) => string;
  owner: string;
  now: () => Date;
}) {
  /** The session and the newest message seen in it; null before the first sign-in. */
  async function load(): Promise<{ credentials: Credentials; lastMessageId: string | null } | null> {
    const { rows } = await database.query<{ credentials: string | null; last_message_id: string | null }>(
      'select credentials, last_message_id from channel_sessions where account = $1',
      [ACCOUNT],
    );
    const [row] = rows;
    if (row === undefined || row.credentials === null) return null;
    const credentials = Credentials.parse(JSON.parse(unseal(row.credentials)));
    return { credentials, lastMessageId: row.last_message_id };
  }

  return {
    /** Takes or keeps the account for a minute; false while another process has it. */
    async hold(): Promise<boolean> {
      const until = new Date(now().getTime() + LEASE_MS);
      const { rowCount } = await database.query(LEASE, [ACCOUNT, now(), owner, until]);
      return rowCount > 0;
    },

    async letGo(): Promise<void> {
      await database.query(
        'update channel_sessions set lease_owner = null, lease_until = null where account = $1 and lease_owner = $2',
        [ACCOUNT, owner],
      );
    },

    load,

    async save(credentials: Credentials): Promise<void> {
      await database.query(
        `insert into channel_sessions (account, credentials, changed_at) values ($1, $2, $3)
         on conflict (account) do update set credentials = excluded.credentials, changed_at = excluded.changed_at`,
        [ACCOUNT, seal(JSON.stringify(credentials)), now()],
      );
    },

    /** What distinguishes one sign-in from another; null before the first. */
    async device(): Promise<string | null> {
      return (await load())?.credentials.imei ?? null;
    },

    /** For those who look after the account; null: it is served. */
    async noteTrouble(trouble: SessionTrouble | null): Promise<void> {
      await database.query(NOTE_TROUBLE, [ACCOUNT, trouble, now()]);
    },

    async noteMessage(id: string): Promise<void> {
      await database.query('update channel_sessions set last_message_id = $2 where account = $1', [
        ACCOUNT,
        id,
      ]);
    },
  };
}
