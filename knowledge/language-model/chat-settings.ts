// How LangChain's chat model is set up for an endpoint of ours, and kept from telling anybody else.

import { cappedFetch } from './capped-fetch.ts';
import type { ModelEndpoint } from './openai-compatible.ts';

/** An answer in bytes as they come; a streamed token takes some 250. */
const MOST_BYTES = 512 * 1024;

export function chatSettings({ baseUrl, apiKey, model }: Omit<ModelEndpoint, 'timeoutMs'>) {
  return {
    model,
    apiKey: apiKey ?? 'none',
    // Its retries wait as long as the server says, and nobody here does.
    maxRetries: 0,
    configuration: {
      baseURL: baseUrl,
      organization: null,
      project: null,
      logLevel: 'off' as const,
      fetch: cappedFetch(MOST_BYTES),
    },
  };
}

/** Callbacks without a tracer. One of this name keeps LangChain from adding its own, which sends everything to LangSmith where it is asked to. */
export async function untraced() {
  const { BaseCallbackHandler } = await import('@langchain/core/callbacks/base');
  class NoTracer extends BaseCallbackHandler {
    name = 'langchain_tracer';
    /** The graph beneath an agent asks its tracer. */
    getRunTreeWithTracingConfig(): undefined {}
  }
  return [new NoTracer()];
}
