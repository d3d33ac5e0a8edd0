// What an OpenAI-compatible endpoint may do for us: word answers, hear voices; each switched on whole or not at all.

import { MODEL_MODES } from '../../knowledge/language-model/consult.ts';
import type { Config } from '../config.ts';
import type { Judge } from './variables.ts';

const OPENAI = 'https://api.openai.com/v1';

/** A key or a name that lies in the environment for something else switches nothing on. */
export function openAi(variables: Judge): Pick<Config, 'model' | 'transcription'> {
  const { faults, text, secret, httpUrl } = variables;
  const endpoint = {
    baseUrl: httpUrl('OPENAI_BASE_URL') ?? OPENAI,
    apiKey: text('OPENAI_API_KEY') === null ? null : secret('OPENAI_API_KEY', 1),
  };
  const model = languageModel(variables, endpoint);
  const transcription = transcriptionModel(variables, endpoint);
  const isUsed = transcription !== null || (text('MODEL_MODE') ?? 'off') !== 'off';
  if (isUsed && endpoint.apiKey === null && text('OPENAI_BASE_URL') === null)
    faults.push('OPENAI_API_KEY: expected a key, or in OPENAI_BASE_URL an endpoint that wants none');
  return { model, transcription };
}

type Endpoint = { baseUrl: string; apiKey: string | null };

function languageModel({ faults, text, integer, oneOf }: Judge, endpoint: Endpoint): Config['model'] {
  const mode = oneOf('MODEL_MODE', MODEL_MODES, 'off');
  const model = text('CHAT_MODEL');
  const limits = {
    timeoutMs: integer('MODEL_TIMEOUT_MS', { standard: 6_000, min: 200, max: 30_000 }),
    tokensPerDay: integer('MODEL_TOKENS_PER_DAY', { standard: 500_000, min: 1, max: 1_000_000_000 }),
    tokensPerConversation: integer('MODEL_TOKENS_PER_CONVERSATION', {
      standard: 30_000,
      min: 1,
      max: 1_000_000_000,
    }),
  };
  if (mode === 'off') return null;
  if (model === null) faults.push(`CHAT_MODEL: expected the name of a model, since MODEL_MODE is ${mode}`);
  return model === null ? null : { mode, model, ...endpoint, ...limits };
}

function transcriptionModel({ text, integer }: Judge, endpoint: Endpoint): Config['transcription'] {
  const model = text('TRANSCRIPTION_MODEL');
  const timeoutMs = integer('TRANSCRIPTION_TIMEOUT_MS', { standard: 20_000, min: 100, max: 25_000 });
  return model === null ? null : { ...endpoint, model, timeoutMs };
}
