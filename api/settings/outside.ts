// The services outside that can be switched on: each is configured whole or not at all.

import { SIGNATURE_VARIANTS } from '../../bot/channels/zalo-oa/signature.ts';
import type { Config } from '../config.ts';
import type { Judge } from './variables.ts';

export function embedding({ faults, text, secret, integer, httpUrl }: Judge): Config['embedding'] {
  const baseUrl = httpUrl('EMBEDDING_BASE_URL');
  const model = text('EMBEDDING_MODEL');
  const dimensions = integer('EMBEDDING_DIMENSIONS', { standard: 0, min: 1, max: 16_000 });
  const settings = {
    apiKey: secret('EMBEDDING_API_KEY', 1),
    dimensions: dimensions === 0 ? null : dimensions,
    timeoutMs: integer('EMBEDDING_TIMEOUT_MS', { standard: 10_000, min: 100, max: 600_000 }),
    batch: integer('EMBEDDING_BATCH', { standard: 32, min: 1, max: 2048 }),
    questionPrefix: text('EMBEDDING_QUESTION_PREFIX'),
    documentPrefix: text('EMBEDDING_DOCUMENT_PREFIX'),
    questionBudgetMs: integer('EMBEDDING_QUESTION_BUDGET_MS', { standard: 800, min: 50, max: 10_000 }),
  };
  if (baseUrl !== null && model !== null) return { baseUrl, model, ...settings };
  // A faulty address has been told of already.
  if (baseUrl !== null) faults.push('EMBEDDING_MODEL: expected the name of a model at EMBEDDING_BASE_URL');
  if (model !== null && text('EMBEDDING_BASE_URL') === null)
    faults.push('EMBEDDING_BASE_URL: expected the address at which EMBEDDING_MODEL is served');
  return null;
}

/** On with the name of a model; without an address it is OpenAI's own, which wants a key. */
export function transcription({ faults, text, secret, integer, httpUrl }: Judge): Config['transcription'] {
  const model = text('TRANSCRIPTION_MODEL');
  const apiKey = secret('OPENAI_API_KEY', 1);
  const baseUrl = httpUrl('OPENAI_BASE_URL');
  const timeoutMs = integer('TRANSCRIPTION_TIMEOUT_MS', { standard: 20_000, min: 100, max: 25_000 });
  if (model === null) return null;
  if (apiKey === null && text('OPENAI_BASE_URL') === null)
    faults.push('OPENAI_API_KEY: expected a key, or an OPENAI_BASE_URL where TRANSCRIPTION_MODEL is served');
  return { baseUrl: baseUrl ?? 'https://api.openai.com/v1', apiKey, model, timeoutMs };
}

/** All of it or nothing: half an account could neither check what it is told nor answer. */
export function zaloAccount({
  faults,
  text,
  secret,
  listOf,
  httpUrl,
  isGiven,
}: Judge): Config['zalo']['account'] {
  const oaId = text('ZALO_OA_ID');
  const appId = text('ZALO_APP_ID');
  const appSecret = secret('ZALO_APP_SECRET', 8);
  const oaSecret = secret('ZALO_OA_SECRET', 8);
  const accepted = listOf('ZALO_SIGNATURE_VARIANTS', SIGNATURE_VARIANTS);
  const apiUrl = httpUrl('ZALO_API_URL') ?? 'https://openapi.zalo.me';
  const oauthUrl = httpUrl('ZALO_OAUTH_URL') ?? 'https://oauth.zaloapp.com';
  if (oaId === null && appId === null) return null;
  if (oaId !== null && appId !== null && appSecret !== null && oaSecret !== null)
    return { oaId, appId, appSecret, oaSecret, accepted, apiUrl, oauthUrl };
  const needed = {
    ZALO_OA_ID: oaId,
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_SECRET: oaSecret,
  };
  for (const [name, value] of Object.entries(needed))
    if (value === null && !isGiven(name))
      faults.push(`${name}: expected a value, since the Official Account of Zalo is switched on`);
  return null;
}

/** Where media of citizens lie at Zalo, as far as it has been seen. */
const ZALO_MEDIA_HOSTS = ['zdn.vn', 'zadn.vn', 'zalo.me'];

export function zaloMedia({ domains }: Judge): Config['zalo']['media'] {
  return { suffixes: domains('ZALO_MEDIA_HOSTS', ZALO_MEDIA_HOSTS), origins: [] };
}

export function zaloBot({ faults, secret, oneOf, httpUrl }: Judge): Config['zalo']['bot'] {
  const token = secret('ZALO_BOT_TOKEN', 8);
  const mode = oneOf('ZALO_BOT_MODE', ['webhook', 'poll'] as const, 'webhook');
  const webhookSecret = secret('ZALO_BOT_SECRET', 8);
  const apiUrl = httpUrl('ZALO_BOT_API_URL') ?? 'https://bot-api.zaloplatforms.com';
  if (token === null) return null;
  if (mode === 'poll') return { token, apiUrl, mode };
  if (webhookSecret !== null) return { token, apiUrl, mode, secret: webhookSecret };
  faults.push('ZALO_BOT_SECRET: expected at least 8 characters, since the bot of Zalo is told by webhook');
  return null;
}

export function dossierProvider({ faults, text, integer, headers }: Judge): Config['dossiers']['provider'] {
  const urlTemplate = text('DOSSIER_PROVIDER_URL');
  const settings = {
    headers: headers('DOSSIER_PROVIDER_HEADERS'),
    mappingFile: text('DOSSIER_PROVIDER_MAPPING'),
    timeoutMs: integer('DOSSIER_PROVIDER_TIMEOUT_MS', { standard: 5000, min: 100, max: 30_000 }),
    cacheSeconds: integer('DOSSIER_PROVIDER_CACHE_SECONDS', { standard: 60, min: 0, max: 3600 }),
  };
  if (urlTemplate === null) return null;
  const url = urlTemplate.replaceAll('{code}', 'code');
  if (url !== urlTemplate && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))
    return { urlTemplate, ...settings };
  faults.push('DOSSIER_PROVIDER_URL: expected an address like https://example.vn/dossiers/{code}');
  return null;
}
