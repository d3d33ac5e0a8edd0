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

  /** Moves a running one on; false when it runs no more, and then nothing is changed. `by`: who ends it. */
  async function change(
    id: string,
    state: Running | Ended,
    { code = null, until = null, by }: { code?: string | null; until?: Date | null; by?: string } = {},
  ): Promise<boolean> {
    return database.transaction(async (tx) => {
      const at = now();
      const values = [ACCOUNT, id, state, code && seal(code), until, at, RUNNING];
      const { rows } = await tx.query<{ staffId: string }>(CHANGE, values);
      if (rows[0] === undefined) return false;
      const entry = { staffId: by ?? rows[0].staffId, subject: SUBJECT, at };
      if (state === 'cancelled') await recordAudit(tx, { ...entry, action: 'channel.sign_in_cancelled' });
      else if (isEnded(state))
        await recordAudit(tx, { ...entry, action: 'channel.sign_in_ended', detail: state });
      return true;
    });
  }

  async function run(id: string, stop: AbortController): Promise<void> {
    const over = new AbortController();
    let telling: Promise<void> = Promise.resolve();
    const tell = (state: Running, more?: { code: string; until: Date }) => {
      telling = telling
        .then(() => change(id, state, more))
        // Nobody could see the code: it is not waited for.
        .catch(() => false)
        .then((goesOn) => {
          if (!goesOn) stop.abort();
        });
    };
    void watch(id, stop, AbortSignal.any([over.signal, stop.signal]));
    try {
      const end = await signIn({
        library: await load(),
        store,
        show: (code) => tell('waiting', { code, until: new Date(now().getTime() + CODE_MS) }),
        onScanned: () => tell('scanned'),
        cancelled: stop.signal,
      });
      await telling;
      // Whoever has cancelled it has written so; what still runs then is ended with this process, or could not be shown.
      await change(id, end === 'cancelled' ? 'failed' : end);
      if (end === 'signed_in') await onSignedIn();
    } finally {
      over.abort();
    }
  }

  /** Stops what was ended in another process. */
  async function watch(id: string, stop: AbortController, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: over }).catch(() => {});
      const row = over.aborted ? null : await find().catch(() => null);
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
      if (row === null || !isRunning(row) || !(await change(row.id, 'cancelled', { by: staffId })))
        throw new Problem('no_sign_in');
      here.get(row.id)?.stop.abort();
    },

    /** Ends what runs here. */
    async close(): Promise<void> {
      const all = [...here.values()];
      for (const { stop } of all) stop.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

function isEnded(state: Running | Ended): state is Ended {
  return ENDED.some((ended) => ended === state);
}
