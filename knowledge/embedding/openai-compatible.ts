// An embedder behind an endpoint that speaks OpenAI's `/v1/embeddings`; texts leave the server.

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Embedder } from '../ports.ts';
import { type EmbeddingEndpoint, openEmbeddingEndpoint, type SendTexts } from './embedding-endpoint.ts';
import { EmbeddingFailed } from './embedding-failed.ts';
import { vectorsOf } from './embedding-reply.ts';
import { maskDigits } from './mask-digits.ts';

/** What pgvector can store. */
const MOST_DIMENSIONS = 16_000;
const PROBE = 'đăng ký khai sinh';
const HAS_WORD = /[\p{L}\d]/u;
const ATTEMPTS = 3;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** A text refused as too long is halved down to this many characters before we give up. */
const SHORTEST_TEXT = 200;
const TOO_LONG: readonly (number | null)[] = [400, 413, 422];

type Send = (texts: readonly string[], signal: AbortSignal | undefined) => Promise<Float32Array[]>;

/**
 * Asks the endpoint for one vector to learn its dimensions. Throws EmbeddingFailed when that cannot be had. What
 * `withoutPersonalData` leaves of a text is sent, less any long number; `wait` replaces the pauses before another attempt.
 */
export async function connectEmbeddingEndpoint(
  endpoint: EmbeddingEndpoint,
  {
    signal,
    withoutPersonalData = (text) => text,
    wait = (ms, stop) => sleep(ms, undefined, { signal: stop }),
  }: {
    signal?: AbortSignal;
    withoutPersonalData?: (text: string) => string;
    wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  } = {},
): Promise<Embedder> {
  const request = await openEmbeddingEndpoint(endpoint);
  const { dimensions, askForThem } = await probe(endpoint, request, signal);
  const sendOnce: Send = async (texts, stop) =>
    vectorsOf(await request(texts, askForThem ? dimensions : null, stop), {
      texts: texts.length,
      dimensions,
    });

  /** Halves what is refused as too long: first the batch, then the text, whose first phrases say most. */
  async function sendWhatFits(
    texts: readonly string[],
    stop: AbortSignal | undefined,
  ): Promise<Float32Array[]> {
    try {
      return await patiently(
        () => sendOnce(texts, stop),
        (ms) => wait(ms, stop),
      );
    } catch (error) {
      if (!(error instanceof EmbeddingFailed) || !TOO_LONG.includes(error.status)) throw error;
      const middle = Math.ceil(texts.length / 2);
      if (texts.length > 1)
        return [
          ...(await sendWhatFits(texts.slice(0, middle), stop)),
          ...(await sendWhatFits(texts.slice(middle), stop)),
        ];
      const [text = ''] = texts;
      if (text.length < SHORTEST_TEXT * 2) throw error;
      return sendWhatFits([text.slice(0, text.length / 2)], stop);
    }
  }

  return {
    name: nameOf(endpoint, dimensions),
    dimensions,
    async embed(texts, { as = 'document', signal: stop } = {}) {
      const prefix = as === 'question' ? endpoint.questionPrefix : endpoint.documentPrefix;
      const vectors = texts.map((): Float32Array => new Float32Array(dimensions));
      // Endpoints refuse a whole batch for one empty text.
      const told = texts
        .map((text, at) => ({ at, text: maskDigits(withoutPersonalData(text).normalize('NFC')) }))
        .filter(({ text }) => HAS_WORD.test(text))
        .map(({ at, text }) => ({ at, text: prefix === null ? text : `${prefix} ${text}` }));
      for (let from = 0; from < told.length; from += endpoint.batch) {
        const batch = told.slice(from, from + endpoint.batch);
        const send = as === 'question' ? sendOnce : sendWhatFits;
        const given = await send(
          batch.map(({ text }) => text),
          stop,
        );
        batch.forEach(({ at }, i) => {
          vectors[at] = given[i]!;
        });
      }
      return vectors;
    },
  };
}

function nameOf({ model, questionPrefix, documentPrefix }: EmbeddingEndpoint, dimensions: number): string {
  const prefixes = JSON.stringify([questionPrefix, documentPrefix]);
  const suffix =
    prefixes === '[null,null]' ? '' : `-${createHash('sha256').update(prefixes).digest('hex').slice(0, 8)}`;
  return `openai-compatible:${model}-${dimensions}${suffix}`;
}

async function probe(
  { dimensions }: EmbeddingEndpoint,
  request: SendTexts,
  signal: AbortSignal | undefined,
): Promise<{ dimensions: number; askForThem: boolean }> {
  const given = vectorsOf(await request([PROBE], null, signal), { texts: 1, dimensions: null })[0]!.length;
  if (dimensions === null || given === dimensions) {
    if (given <= MOST_DIMENSIONS) return { dimensions: given, askForThem: false };
    throw new EmbeddingFailed(
      `The model gives ${given} dimensions; at most ${MOST_DIMENSIONS} can be stored`,
    );
  }
  const asked = vectorsOf(await request([PROBE], dimensions, signal), { texts: 1, dimensions: null })[0]!
    .length;
  if (asked === dimensions) return { dimensions, askForThem: true };
  throw new EmbeddingFailed(`Expected vectors of ${dimensions} dimensions from the endpoint, got ${asked}`);
}

/** Tries again what may pass by itself: no answer, a busy or a failing server. */
async function patiently<T>(attempt: () => Promise<T>, wait: (ms: number) => Promise<unknown>): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof EmbeddingFailed) || !mayPass(error) || number === ATTEMPTS) throw error;
      await wait(Math.min(error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (number - 1), LONGEST_WAIT_MS));
    }
  }
}

function mayPass({ status }: EmbeddingFailed): boolean {
  return status === null || status === 408 || status === 429 || status >= 500;
}
