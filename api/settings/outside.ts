// The services outside that can be switched on: each is configured whole or not at all.

import { SIGNATURE_VARIANTS, type SignatureSettings } from '../../bot/channels/zalo-oa/signature.ts';
import type { ZaloSettings } from '../../bot/channels/zalo-oa/zalo-oa.ts';
import { ZALO_TEXTS } from '../../bot/channels/zalo-text.ts';
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

/** All of it or nothing: half an account could neither check what it is told nor answer. */
export function zaloAccount(variables: Judge): Config['zalo']['account'] {
  const { faults, text, secret, listOf, httpUrl, isGiven } = variables;
  const oaId = text('ZALO_OA_ID');
  const appId = text('ZALO_APP_ID');
  const appSecret = secret('ZALO_APP_SECRET', 8);
  const oaSecret = secret('ZALO_OA_SECRET', 8);
  const accepted = listOf('ZALO_SIGNATURE_VARIANTS', SIGNATURE_VARIANTS);
  const apiUrl = httpUrl('ZALO_API_URL') ?? 'https://openapi.zalo.me';
  const oauthUrl = httpUrl('ZALO_OAUTH_URL') ?? 'https://oauth.zaloapp.com';
  const rules = zaloRules(variables);
  if (oaId === null && appId === null) return null;
  if (oaId !== null && appId !== null && appSecret !== null && oaSecret !== null)
    return { oaId, appId, appSecret, oaSecret, accepted, apiUrl, oauthUrl, ...rules };
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

const OFF_OR_ON = ['off', 'on'] as const;

type Credentials = SignatureSettings & Pick<ZaloSettings, 'appSecret' | 'apiUrl' | 'oauthUrl'>;

/** What sources disagree about, or what a contract with Zalo decides. */
function zaloRules(variables: Judge): Omit<ZaloSettings, keyof Credentials> {
  const { faults, text, integer, oneOf } = variables;
  const free = integer('ZALO_FREE_MESSAGES', { standard: 8, min: 0, max: 1_000 });
  const id = text('ZALO_NEWS_TEMPLATE_ID');
  const field = text('ZALO_NEWS_TEMPLATE_FIELD') ?? 'ma_phan_anh';
  const path = text('ZALO_NEWS_TEMPLATE_PATH') ?? '/v3.0/oa/message/template';
  if (!/^(?:\/[\w.-]+)+$/.test(path))
    faults.push(`ZALO_NEWS_TEMPLATE_PATH: expected a path like /v3.0/oa/message/template, got "${path}"`);
  const templateType = text('ZALO_BUTTONS_TEMPLATE_TYPE');
  return {
    freeMessages: free === 0 ? null : free,
    newsTemplate: id === null ? null : { id, field, path },
    reactions: oneOf('ZALO_REACTIONS', OFF_OR_ON, 'off') === 'on',
    buttons: oneOf('ZALO_BUTTONS', OFF_OR_ON, 'off') === 'on' ? { templateType } : null,
    contactRequest: zaloContactRequest(variables),
  };
}

/** Zalo shows no form without a picture, and refuses one with longer words. */
function zaloContactRequest({
  faults,
  text,
  httpUrl,
  oneOf,
  isGiven,
}: Judge): ZaloSettings['contactRequest'] {
  const imageUrl = httpUrl('ZALO_CONTACT_IMAGE');
  const title = text('ZALO_CONTACT_TITLE') ?? ZALO_TEXTS.contactTitle;
  const subtitle = text('ZALO_CONTACT_SUBTITLE') ?? ZALO_TEXTS.contactSubtitle;
  const isOn = oneOf('ZALO_CONTACT_REQUEST', OFF_OR_ON, 'off') === 'on';
  for (const [name, value, most] of [
    ['ZALO_CONTACT_TITLE', title, 100],
    ['ZALO_CONTACT_SUBTITLE', subtitle, 500],
  ] as const)
    if (Array.from(value).length > most) faults.push(`${name}: expected at most ${most} characters`);
  if (!isOn) return null;
  if (imageUrl !== null) return { title, subtitle, imageUrl };
  if (!isGiven('ZALO_CONTACT_IMAGE'))
    faults.push('ZALO_CONTACT_IMAGE: expected the address of a picture, since ZALO_CONTACT_REQUEST is on');
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
