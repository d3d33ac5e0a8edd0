// The language model: one endpoint and one budget, switched on for wording answers and for officers, each by itself.

import { MODEL_MODES } from '../../knowledge/language-model/consult.ts';
import type { Config } from '../config.ts';
import type { Judge } from './variables.ts';

const OPENAI = 'https://api.openai.com/v1';

/** A key or a name that lies in the environment for something else switches nothing on. */
export function languageModels({
  faults,
  text,
  secret,
  integer,
  oneOf,
  httpUrl,
}: Judge): Pick<Config, 'model' | 'copilot'> {
  const mode = oneOf('MODEL_MODE', MODEL_MODES, 'off');
  const copilot = oneOf('COPILOT', ['off', 'on'] as const, 'off');
  const model = text('CHAT_MODEL');
  const given = httpUrl('OPENAI_BASE_URL');
  const isGiven = text('OPENAI_BASE_URL') !== null;
  const apiKey = text('OPENAI_API_KEY') === null ? null : secret('OPENAI_API_KEY', 1);
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
  if (mode === 'off' && copilot === 'off') return { model: null, copilot: null };
  const why = mode === 'off' ? 'COPILOT is on' : `MODEL_MODE is ${mode}`;
  if (model === null) faults.push(`CHAT_MODEL: expected the name of a model, since ${why}`);
  if (!isGiven && apiKey === null)
    faults.push('OPENAI_API_KEY: expected a key, or in OPENAI_BASE_URL an endpoint that wants none');
  if (model === null) return { model: null, copilot: null };
  const endpoint = { model, baseUrl: given ?? OPENAI, apiKey, ...limits };
  return {
    model: mode === 'off' ? null : { mode, ...endpoint, timeoutMs },
    copilot: copilot === 'off' ? null : { ...endpoint, timeoutMs: copilotMs },
  };
}
