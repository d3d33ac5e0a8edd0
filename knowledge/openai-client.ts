// A client of an OpenAI-compatible endpoint, the same for all that asks one; the SDK is loaded only here.

import type OpenAI from 'openai';

/** `baseUrl` up to and with the version. It logs nothing and never tries again: how patient to be is for whoever asks. */
export async function openAiClient({
  baseUrl,
  apiKey,
}: {
  baseUrl: string;
  apiKey: string | null;
}): Promise<OpenAI> {
  const { default: Client } = await import('openai');
  return new Client({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    organization: null,
    project: null,
    logLevel: 'off',
    maxRetries: 0,
  });
}
