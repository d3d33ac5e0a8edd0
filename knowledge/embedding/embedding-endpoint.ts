// One request to an endpoint that speaks OpenAI's `/v1/embeddings`, with a time limit that holds.

import { openAiClient } from '../openai-client.ts';
import { EmbeddingFailed } from './embedding-failed.ts';

export interface EmbeddingEndpoint {
  /** Up to and with the version: `http://localhost:11434/v1`. */
  baseUrl: string;
  apiKey: string | null;
  model: string;
  /** Null: as many as the model gives. Asked of the endpoint only when its model gives another number unasked. */
  dimensions: number | null;
  /** For one request with its whole answer. */
  timeoutMs: number;
  /** Most texts in one request. */
  batch: number;
  /** Models of the e5 kind want "query:" and "passage:" before the text. */
  questionPrefix: string | null;
  documentPrefix: string | null;
}

/** One request; resolves to the reply as it came. */
export type SendTexts = (
  texts: readonly string[],
  dimensions: number | null,
  signal: AbortSignal | undefined,
) => Promise<unknown>;

/** A client of the endpoint; every failure of it is an EmbeddingFailed. The SDK is loaded only here: who needs no endpoint does not pay for it. */
export async function openEmbeddingEndpoint({
  baseUrl,
  apiKey,
  model,
  timeoutMs,
}: EmbeddingEndpoint): Promise<SendTexts> {
  const { APIError } = await import('openai');
  // Its retries wait as long as the server says, without a limit: ours are in `patiently`.
  const client = await openAiClient({ baseUrl, apiKey });
  return async (texts, dimensions, signal) => {
    signal?.throwIfAborted();
    // The SDK's own time limit ends with the headers; ours covers the body. Not AbortSignal.any: Node 20 may collect it
    // as garbage while the request waits for it.
    const stop = new AbortController();
    const unwanted = () => stop.abort();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      stop.abort();
    }, timeoutMs);
    signal?.addEventListener('abort', unwanted, { once: true });
    const body = {
      model,
      input: [...texts],
      // Without it the SDK asks for base64 and reads garbage from servers that send numbers all the same.
      encoding_format: 'float' as const,
      ...(dimensions !== null && { dimensions }),
    };
    try {
      return await client.embeddings.create(body, { signal: stop.signal, timeout: timeoutMs });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (late) throw new EmbeddingFailed(`The embedding endpoint did not answer within ${timeoutMs} ms`);
      if (error instanceof APIError && typeof error.status === 'number')
        throw new EmbeddingFailed(`The embedding endpoint answered ${error.status}`, {
          status: error.status,
          retryAfterMs: retryAfter(error.headers?.get('retry-after') ?? null),
        });
      throw new EmbeddingFailed(
        `The embedding endpoint could not be reached or broke off: ${reasonOf(error)}`,
      );
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', unwanted);
    }
  };
}

/** An answer's text may repeat the question, so only the system's code or the kind of error is told. */
function reasonOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

function retryAfter(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) * 1000 : null;
}
