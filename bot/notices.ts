// Who is told that something happened, mostly in a conversation: this process at once, the others through the database.

import { z } from 'zod';
import type { Database } from '../knowledge/ports.ts';

const KINDS = ['arrived', 'said', 'typing', 'writing', 'socket', 'queue', 'ticket', 'channel'] as const;

/**
 * `arrived`, `said`: the transcript has grown; `typing`: a turn takes its time; `writing`: and a part of its answer stands;
 * `socket`: a newer one was opened; `queue`: a conversation waits for an officer, or has or loses one; `ticket`: something
 * happened to a ticket; `channel`: somebody has signed in its account.
 */
export type NoticeKind = (typeof KINDS)[number];

/** An answer as far as it stands: the `nr`-th part of its stream has all that the ones before had. */
export interface Part {
  stream: string;
  nr: number;
  text: string;
}

/**
 * `subject`: the conversation's id, the ticket's code, or the channel; `here`: it happened in this process; `at`: when, in
 * milliseconds, by the clock of the process where it did.
 */
export type Notice = { kind: NoticeKind; subject: string; here: boolean; at: number; part?: Part };

export type Notices = ReturnType<typeof createNotices>;

/** The channel of `pg_notify` for statements that tell other processes as part of what they write. */
export const NOTICE_CHANNEL = 'conversations';

/** A payload must be shorter than 8,000 bytes (PostgreSQL, NOTIFY). */
const LONGEST_NOTICE = 7_999;

const TOLD = z.object({
  origin: z.string(),
  kind: z.enum(KINDS),
  at: z.number(),
  subject: z.string().min(1),
  part: z.object({ stream: z.string(), nr: z.number(), text: z.string() }).optional(),
});
type Told = z.infer<typeof TOLD>;

/** The origin of what every process hears. */
const NOBODY = '-';

/**
 * Notices are hints to look, never the only word: one sent while a connection is down is lost. `processId` tells the
 * notices of this process from the others'.
 */
export function createNotices({
  database,
  processId,
  now,
}: {
  database: Database;
  processId: string;
  now: () => Date;
}) {
  const listeners = new Set<(notice: Notice) => void>();
  let stop: (() => Promise<void>) | null = null;

  function tell(notice: Notice): void {
    for (const listener of listeners) listener(notice);
  }

  function hear(payload: string): void {
    const heard = read(payload);
    if (!heard || heard.origin === processId) return;
    const { kind, subject, at, part } = heard;
    tell({ kind, subject, here: false, at, ...(part && { part }) });
  }

  function write(origin: string, kind: NoticeKind, subject: string, part?: Part): string {
    return JSON.stringify({ origin, kind, at: now().getTime(), subject, part } satisfies Told);
  }

  function payload(kind: NoticeKind, subject: string): string {
    return write(processId, kind, subject);
  }

  function tellHere(kind: NoticeKind, subject: string): void {
    tell({ kind, subject, here: true, at: now().getTime() });
  }

  return {
    /** Begins to hear other processes. */
    async start(): Promise<void> {
      stop = await database.listen(NOTICE_CHANNEL, hear);
    },
    async close(): Promise<void> {
      listeners.clear();
      await stop?.();
    },
    /** Calls `listener` for every notice from here or elsewhere; returns a function that ends it. */
    subscribe(listener: (notice: Notice) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** What a statement passes to `pg_notify` beside NOTICE_CHANNEL. */
    payload,
    /** The same for statements whose commit nobody here waits for: this process hears of it with the others. */
    payloadForAll: (kind: NoticeKind, subject: string): string => write(NOBODY, kind, subject),
    /** Tells this process; for what a statement has told the others already. */
    tellHere,
    /** Tells this process and the others; a part that is too long for a notification only this one. */
    async tellAll(kind: NoticeKind, subject: string, part?: Part): Promise<void> {
      tell({ kind, subject, here: true, at: now().getTime(), ...(part && { part }) });
      const told = write(processId, kind, subject, part);
      if (Buffer.byteLength(told) > LONGEST_NOTICE) return;
      await database.query('select pg_notify($1, $2)', [NOTICE_CHANNEL, told]);
    },
  };
}

/** What another process wrote, or null: one of another version may write what we cannot read, and that is only a hint. */
function read(payload: string): Told | null {
  try {
    const told = TOLD.safeParse(JSON.parse(payload));
    return told.success ? told.data : null;
  } catch {
    return null;
  }
}
