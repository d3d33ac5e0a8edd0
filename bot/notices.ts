// Who is told that something happened in a conversation: this process at once, the others through the database.

import type { Database } from '../knowledge/ports.ts';

const KINDS = ['arrived', 'said', 'typing', 'socket'] as const;

/** `arrived`, `said`: the transcript has grown; `typing`: a turn takes its time; `socket`: a newer one was opened. */
export type NoticeKind = (typeof KINDS)[number];

/** `here`: it happened in this process; `at`: when, in milliseconds, by the clock of the process where it did. */
export type Notice = { kind: NoticeKind; conversationId: string; here: boolean; at: number };

export type Notices = ReturnType<typeof createNotices>;

/** The channel of `pg_notify` for statements that tell other processes as part of what they write. */
export const NOTICE_CHANNEL = 'conversations';

/**
 * Notices are hints to look, never the only word: one sent while a connection is down is lost. `processId` tells the
 * notices of this process from the others' and holds no space.
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
    const [origin, kind, at, conversationId] = payload.split(' ');
    if (origin !== processId && isKind(kind) && conversationId)
      tell({ kind, conversationId, here: false, at: Number(at) });
  }

  function payload(kind: NoticeKind, conversationId: string): string {
    return `${processId} ${kind} ${now().getTime()} ${conversationId}`;
  }

  function tellHere(kind: NoticeKind, conversationId: string): void {
    tell({ kind, conversationId, here: true, at: now().getTime() });
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
    /** Tells this process; for what a statement has told the others already. */
    tellHere,
    /** Tells this process and the others. */
    async tellAll(kind: NoticeKind, conversationId: string): Promise<void> {
      tellHere(kind, conversationId);
      await database.query('select pg_notify($1, $2)', [NOTICE_CHANNEL, payload(kind, conversationId)]);
    },
  };
}

function isKind(kind: string | undefined): kind is NoticeKind {
  return KINDS.some((known) => known === kind);
}
