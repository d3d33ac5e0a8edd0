// Signing the personal account of Zalo in from the console: one at a time, seen by every process. Owns the table channel_sign_ins.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LoadLibrary } from '../../bot/channels/zalo-personal/library.ts';
import type { SessionStore } from '../../bot/channels/zalo-personal/session-store.ts';
import { CODE_MS, LIMIT_MS, signIn } from '../../bot/channels/zalo-personal/sign-in.ts';
import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import type { Sealing } from '../sealing.ts';
import { recordAudit } from '../staff/audit.ts';

export const RUNNING = ['starting', 'waiting', 'scanned'] as const;
export const ENDED = ['signed_in', 'declined', 'expired', 'cancelled', 'failed'] as const;
type Running = (typeof RUNNING)[number];
type Ended = (typeof ENDED)[number];

/** `code`: a PNG in base64, while it waits to be scanned; `until`: when a running one ends at the latest. */
export interface SignInShown {
  state: 'none' | Running | Ended;
  code: string | null;
  until: Date | null;
  changedAt: Date | null;
}

export type PersonalSignIn = ReturnType<typeof createPersonalSignIn>;

const ACCOUNT = 'zalo-personal';
const SUBJECT = 'channel:zalo-personal';
/** So soon a sign-in hears that it was cancelled in another process. */
const LOOK_EVERY_MS = 1_000;

const BEGIN = `
insert into channel_sign_ins as s (account, id, state, until, started_by, changed_at)
values ($1, $2, 'starting', $3, $4, $5)
on conflict (account) do update
  set id = $2, state = 'starting', code = null, until = $3, started_by = $4, changed_at = $5
  where s.state <> all($6) or s.until <= $5
returning id`;

const CHANGE = `
update channel_sign_ins set state = $3, code = $4, until = coalesce($5, until), changed_at = $6
where account = $1 and id = $2 and state = any($7)
returning started_by as "staffId"`;

/** `onSignedIn` is told when there is a new session, and tells every process. */
export function createPersonalSignIn({
  database,
  load,
  store,
  sealing: { seal, unseal },
  onSignedIn,
  logger,
  now,
}: {
  database: Database;
  load: LoadLibrary;
  store: Pick<SessionStore, 'save'>;
  sealing: Sealing;
  onSignedIn: () => Promise<void>;
  logger: Logger;
  now: () => Date;
}) {
  const here = new Map<string, { stop: AbortController; ended: Promise<void> }>();

  /** Moves a running one on; false when it runs no more, and then nothing is changed. */
  async function change(
    id: string,
    state: Running | Ended,
    { code = null, until = null }: { code?: string | null; until?: Date | null } = {},
  ): Promise<boolean> {
    return database.transaction(async (tx) => {
      const values = [ACCOUNT, id, state, code && seal(code), until, now(), RUNNING];
      const { rows } = await tx.query<{ staffId: string }>(CHANGE, values);
      if (rows[0] === undefined) return false;
      if (isEnded(state) && state !== 'cancelled') {
        const entry = { action: 'channel.sign_in_ended', subject: SUBJECT, detail: state, at: now() };
        await recordAudit(tx, { staffId: rows[0].staffId, ...entry });
      }
      return true;
    });
  }

  async function run(id: string, stop: AbortController): Promise<void> {
    let told: Promise<unknown> = Promise.resolve();
    const tell = (state: Running, more?: { code: string; until: Date }) => {
      told = told.then(async () => {
        if (!(await change(id, state, more))) stop.abort();
      });
    };
    const over = new AbortController();
    const watching = watch(id, stop, AbortSignal.any([over.signal, stop.signal]));
    const end = await signIn({
      library: await load(),
      store,
      show: (code) => tell('waiting', { code, until: new Date(now().getTime() + CODE_MS) }),
      onScanned: () => tell('scanned'),
      cancelled: stop.signal,
    });
    over.abort();
    await watching;
    await told;
    await change(id, end);
    if (end === 'signed_in') await onSignedIn();
  }

  async function watch(id: string, stop: AbortController, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: over }).catch(() => {});
      const row = over.aborted ? null : await find();
      if (row !== null && (row.id !== id || isEnded(row.state))) stop.abort();
    }
  }

  async function find() {
    const { rows } = await database.query<
      Omit<SignInShown, 'state'> & { id: string; state: Running | Ended; until: Date; changedAt: Date }
    >('select id, state, code, until, changed_at as "changedAt" from channel_sign_ins where account = $1', [
      ACCOUNT,
    ]);
    return rows[0] ?? null;
  }

  function isRunning({ state, until }: { state: Running | Ended; until: Date }): boolean {
    return !isEnded(state) && until > now();
  }

  return {
    /** Asks Zalo for a code. Throws Problem `sign_in_running` while there is one. */
    async start(staffId: string): Promise<void> {
      const id = randomUUID();
      const at = now();
      const until = new Date(at.getTime() + LIMIT_MS);
      await database.transaction(async (tx) => {
        const begun = await tx.query(BEGIN, [ACCOUNT, id, until, staffId, at, RUNNING]);
        if (begun.rowCount === 0) throw new Problem('sign_in_running');
        await recordAudit(tx, { staffId, action: 'channel.sign_in', subject: SUBJECT, at });
      });
      const stop = new AbortController();
      const ended = run(id, stop)
        .catch(async (error: Error) => {
          logger.error({ reason: error.name }, 'a sign-in of the personal account failed');
          await change(id, 'failed').catch(() => {});
        })
        .finally(() => here.delete(id));
      here.set(id, { stop, ended });
    },

    async shown(): Promise<SignInShown> {
      const row = await find();
      if (row === null) return { state: 'none', code: null, until: null, changedAt: null };
      const { state, code, until, changedAt } = row;
      if (isEnded(state)) return { state, code: null, until: null, changedAt };
      // Its process has ended before it did.
      if (!isRunning(row)) return { state: 'expired', code: null, until: null, changedAt: until };
      return { state, code: code && unseal(code), until, changedAt };
    },

    /** Ends the one that runs, wherever it does. Throws Problem `no_sign_in` when none does. */
    async cancel(staffId: string): Promise<void> {
      const row = await find();
      if (row === null || !isRunning(row) || !(await change(row.id, 'cancelled')))
        throw new Problem('no_sign_in');
      await recordAudit(database, {
        staffId,
        action: 'channel.sign_in_cancelled',
        subject: SUBJECT,
        at: now(),
      });
      here.get(row.id)?.stop.abort();
    },

    /** Cancels what runs here. */
    async close(): Promise<void> {
      const all = [...here];
      for (const [id, { stop }] of all) {
        await change(id, 'cancelled').catch(() => {});
        stop.abort();
      }
      await Promise.all(all.map(([, { ended }]) => ended));
    },
  };
}

function isEnded(state: Running | Ended): state is Ended {
  return ENDED.some((ended) => ended === state);
}
