// Brings the index to the embedder that is configured, in the background, while questions are answered from what is there.

import { setTimeout as sleep } from 'node:timers/promises';
import { keepGraphIndexes } from '../graph-indexes.ts';
import type { Database, Embedder } from '../ports.ts';
import type { QuestionVectors } from './question-vectors.ts';
import {
  countDocuments,
  INDEX_CHANNEL,
  indexEmbedder,
  keepVectors,
  textsWithoutVector,
  useVectors,
} from './vectors.ts';
import { createWorkLease } from './work-lease.ts';

/** What happens, for log and metrics. 'failed' and 'recovered' come once per change; 'superseded': another process has put a third embedder in place, and this one lets it be. */
export type EmbeddingEvent =
  | { event: 'connected'; embedder: string; dimensions: number }
  | { event: 'begun'; from: string | null; to: string; missing: number; total: number }
  | { event: 'progress'; to: string; done: number; total: number }
  | { event: 'changed'; to: string; total: number }
  | { event: 'superseded'; to: string }
  | { event: 'failed'; error: unknown }
  | { event: 'recovered' };

export interface EmbeddingProgress {
  /** Null while the endpoint has not answered once. */
  embedder: string | null;
  state: 'connecting' | 'embedding' | 'whole' | 'waiting' | 'failing' | 'superseded';
  /** Documents that have a vector of `embedder`, of all. */
  done: number;
  total: number;
}

export interface EmbeddingChange {
  /** Makes questions embeddable by the configured embedder. Rejects when it cannot be reached. */
  connect(): Promise<void>;
  /** Works until the index uses the configured embedder, wholly; false when another process is at it or has decided otherwise. Rejects when the embedder or the database fails; what was embedded is kept. */
  bring(): Promise<boolean>;
  /** The same again and again: after failures, after imports, until `close`; with graph indexes where they are worth it. */
  start(): Promise<void>;
  close(): Promise<void>;
  progress(): EmbeddingProgress;
}

const EMBEDDED_AT_ONCE = 64;
const LOOK_AGAIN_MS = { whole: 60_000, elsewhere: 2_000, failedFirst: 1_000, failedLongest: 60_000 };

/** `owner` names this process among those that share the database; `pause` replaces waiting. */
export function createEmbeddingChange({
  database,
  questionVectors,
  connect,
  owner,
  atOnce = EMBEDDED_AT_ONCE,
  now = () => new Date(),
  pause = (ms, signal) => sleep(ms, undefined, { signal }),
  onEvent = () => {},
}: {
  database: Database;
  questionVectors: Pick<QuestionVectors, 'add'>;
  connect: (signal: AbortSignal) => Promise<Embedder>;
  owner: string;
  atOnce?: number;
  now?: () => Date;
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  onEvent?: (event: EmbeddingEvent) => void;
}): EmbeddingChange {
  const lease = createWorkLease({ database, owner, now });
  const stopping = new AbortController();
  let progress: EmbeddingProgress = { embedder: null, state: 'connecting', done: 0, total: 0 };
  let target: Embedder | null = null;
  /** What the index used when this process came; undefined until it has looked. */
  let from: string | null | undefined;
  let working: Promise<void> | null = null;
  let changed = false;
  let wake = () => {};

  async function connected(): Promise<Embedder> {
    if (target === null) {
      target = await connect(stopping.signal);
      questionVectors.add(target);
      onEvent({ event: 'connected', embedder: target.name, dimensions: target.dimensions });
    }
    return target;
  }

  async function bring(): Promise<boolean> {
    const embedder = await connected();
    const { name: to } = embedder;
    const { total, missing } = await countDocuments(database, to);
    const wasSuperseded = progress.state === 'superseded';
    progress = { embedder: to, state: missing > 0 ? 'embedding' : 'whole', done: total - missing, total };
    if (total === 0) return true;
    const current = await indexEmbedder(database);
    if (from === undefined) from = current;
    if (current !== from && current !== to) {
      if (!wasSuperseded) onEvent({ event: 'superseded', to });
      progress.state = 'superseded';
      return false;
    }
    if (!(await lease.take())) {
      progress.state = 'waiting';
      return false;
    }
    try {
      if (missing > 0) onEvent({ event: 'begun', from, to, missing, total });
      await embedWhatLacks(embedder);
      const outcome = await useVectors(database, { from, to });
      // Documents or the embedder were changed meanwhile: look anew.
      if (outcome === 'incomplete' || outcome === 'other') return await bring();
      if (outcome === 'changed') onEvent({ event: 'changed', to, total });
      progress.state = 'whole';
      return true;
    } finally {
      await lease.release();
    }
  }

  async function embedWhatLacks(embedder: Embedder): Promise<void> {
    for (let after = ''; ; ) {
      stopping.signal.throwIfAborted();
      const texts = await textsWithoutVector(database, { embedder: embedder.name, after, limit: atOnce });
      if (texts.length === 0) return;
      after = texts.at(-1)!.code;
      const vectors = await embedder.embed(
        texts.map(({ text }) => text),
        { as: 'document', signal: stopping.signal },
      );
      await keepVectors(
        database,
        embedder.name,
        texts.map(({ digest }) => digest),
        vectors,
      );
      await lease.take();
      progress.done += texts.length;
      onEvent({ event: 'progress', to: embedder.name, done: progress.done, total: progress.total });
    }
  }

  async function work(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      let next: number;
      changed = false;
      try {
        const whole = await bring();
        if (whole) await keepGraphIndexes(database);
        if (failures > 0) onEvent({ event: 'recovered' });
        failures = 0;
        next = whole || progress.state === 'superseded' ? LOOK_AGAIN_MS.whole : LOOK_AGAIN_MS.elsewhere;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures++;
        progress = { ...progress, state: 'failing' };
        if (failures === 1) onEvent({ event: 'failed', error });
        next = Math.min(LOOK_AGAIN_MS.failedFirst * 2 ** (failures - 1), LOOK_AGAIN_MS.failedLongest);
      }
      await woken(next);
    }
  }

  /** After `ms`, or as soon as documents have changed. */
  async function woken(ms: number): Promise<void> {
    if (changed || stopping.signal.aborted) return;
    const ended = new AbortController();
    wake = () => ended.abort();
    await pause(ms, ended.signal).catch(() => {});
  }

  let stopListening = async () => {};
  return {
    connect: async () => void (await connected()),
    bring,
    async start() {
      stopListening = await database.listen(INDEX_CHANNEL, () => {
        changed = true;
        wake();
      });
      working ??= work();
    },
    async close() {
      stopping.abort();
      wake();
      await working;
      await stopListening();
    },
    progress: () => progress,
  };
}
