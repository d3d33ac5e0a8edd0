// The officers' copilot: switched on by itself, over the same model, key and budget as the one that words answers.

import type { Config } from '../config.ts';
import type { Judge } from './variables.ts';

const OPENAI = 'https://api.openai.com/v1';

/** A key or a name that lies in the environment for something else switches nothing on. */
export function copilot({ faults, text, secret, integer, oneOf, httpUrl }: Judge): Config['copilot'] {
  const isOn = oneOf('COPILOT', ['off', 'on'] as const, 'off') === 'on';
  const model = text('CHAT_MODEL');
  const given = httpUrl('OPENAI_BASE_URL');
  const isGiven = text('OPENAI_BASE_URL') !== null;
  const apiKey = text('OPENAI_API_KEY') === null ? null : secret('OPENAI_API_KEY', 1);
  const limits = {
    timeoutMs: integer('COPILOT_TIMEOUT_MS', { standard: 30_000, min: 500, max: 120_000 }),
    tokensPerDay: integer('MODEL_TOKENS_PER_DAY', { standard: 500_000, min: 1, max: 1_000_000_000 }),
    tokensPerConversation: integer('MODEL_TOKENS_PER_CONVERSATION', {
      standard: 30_000,
      min: 1,
      max: 1_000_000_000,
    }),
  };
  if (!isOn) return null;
  if (model === null) faults.push('CHAT_MODEL: expected the name of a model, since COPILOT is on');
  if (!isGiven && apiKey === null)
    faults.push('OPENAI_API_KEY: expected a key, or in OPENAI_BASE_URL an endpoint that wants none');
  return model === null ? null : { model, baseUrl: given ?? OPENAI, apiKey, ...limits };
}
