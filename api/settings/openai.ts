// What an OpenAI-compatible endpoint may do for us: word answers, help officers, hear voices; each switched on whole or not at all.

import { MODEL_MODES } from '../../knowledge/language-model/consult.ts';
import type { Config } from '../config.ts';
import type { Judge } from './variables.ts';

const OPENAI = 'https://api.openai.com/v1';

type Endpoint = { baseUrl: string; apiKey: string | null };

/** A key or a name that lies in the environment for something else switches nothing on. */
export function openAi(variables: Judge): Pick<Config, 'model' | 'copilot' | 'transcription'> {
  const { faults, text, secret, httpUrl } = variables;
  const endpoint = {
    baseUrl: httpUrl('OPENAI_BASE_URL') ?? OPENAI,
    apiKey: text('OPENAI_API_KEY') === null ? null : secret('OPENAI_API_KEY', 1),
  };
  const { isOn, ...models } = languageModels(variables, endpoint);
  const transcription = transcriptionModel(variables, endpoint);
  if ((isOn || transcription !== null) && endpoint.apiKey === null && text('OPENAI_BASE_URL') === null)
    faults.push('OPENAI_API_KEY: expected a key, or in OPENAI_BASE_URL an endpoint that wants none');
  return { ...models, transcription };
}

/** One chat model and one budget, for wording answers and for officers. */
function languageModels(
  { faults, text, integer, oneOf }: Judge,
  endpoint: Endpoint,
): Pick<Config, 'model' | 'copilot'> & { isOn: boolean } {
  const mode = oneOf('MODEL_MODE', MODEL_MODES, 'off');
  const copilot = oneOf('COPILOT', ['off', 'on'] as const, 'off');
  const model = text('CHAT_MODEL');
  const timeoutMs = integer('MODEL_TIMEOUT_MS', { standard: 6_000, min: 200, max: 30_000 });
  const copilotMs = integer('COPILOT_TIMEOUT_MS', { standard: 30_000, min: 500, max: 120_000 });
  const limits = {
    tokensPerDay: integer('MODEL_TOKENS_PER_DAY', { standard: 500_000, min: 1, max: 1_000_000_000 }),
    tokensPerConversation: integer('MODEL_TOKENS_PER_CONVERSATION', {
      standard: 30_000,
      min: 1,
      max: 1_000_000_000,
    }),
  };
  const isOn = mode !== 'off' || copilot !== 'off';
  const why = mode === 'off' ? 'COPILOT is on' : `MODEL_MODE is ${mode}`;
  if (isOn && model === null) faults.push(`CHAT_MODEL: expected the name of a model, since ${why}`);
  if (model === null) return { model: null, copilot: null, isOn };
  const named = { model, ...endpoint, ...limits };
  return {
    model: mode === 'off' ? null : { mode, ...named, timeoutMs },
    copilot: copilot === 'off' ? null : { ...named, timeoutMs: copilotMs },
    isOn,
  };
}

function transcriptionModel({ text, integer }: Judge, endpoint: Endpoint): Config['transcription'] {
  const model = text('TRANSCRIPTION_MODEL');
  const timeoutMs = integer('TRANSCRIPTION_TIMEOUT_MS', { standard: 20_000, min: 100, max: 25_000 });
  return model === null ? null : { ...endpoint, model, timeoutMs };
}
