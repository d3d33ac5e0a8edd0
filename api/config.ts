// The only reader of the environment: every variable read once, judged once, and all faults told in one message.

import { join } from 'node:path';
import type { ZaloBotSettings } from '../bot/channels/zalo-bot/zalo-bot.ts';
import { SIGNATURE_VARIANTS } from '../bot/channels/zalo-oa/signature.ts';
import type { ZaloSettings } from '../bot/channels/zalo-oa/zalo-oa.ts';
import type { EmbeddingEndpoint } from '../knowledge/embedding/embedding-endpoint.ts';
import { SHOWN_AS, type ShownAs } from './conversations/shown-as.ts';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export type Config = Readonly<{
  /** `publicUrl` null: links are made from the address the server listens on. `port` 0: any free one. */
  http: Readonly<{ host: string; port: number; publicUrl: string | null; trustedProxies: number }>;
  database:
    | Readonly<{ kind: 'embedded'; dataDir: string }>
    | Readonly<{ kind: 'server'; url: string; poolSize: number }>;
  /** Where files of citizens lie; the processes that share a database share it too. */
  attachments: Readonly<{ directory: string }>;
  log: Readonly<{ level: LogLevel }>;
  /** `secret` null: one is made at first start and kept in the database. `widgetOrigins` empty: own origin only. */
  directLine: Readonly<{ secret: string | null; widgetOrigins: readonly string[] }>;
  limits: Readonly<{
    messagesPerMinute: number;
    tokensPerHourPerAddress: number;
    requestsPerMinutePerAddress: number;
    signInsPerMinutePerAddress: number;
    staffRequestsPerMinute: number;
  }>;
  /** Null: the built-in embedder, and nothing leaves the server. `questionBudgetMs`: longest wait of a question for its vector. */
  embedding: (EmbeddingEndpoint & Readonly<{ questionBudgetMs: number }>) | null;
  /** How to reach the Center; null where it was not given, and then nothing is said. */
  contact: Readonly<{ phone: string | null; address: string | null; hours: string | null }>;
  /** Times in working days; `undoSeconds`: how long a reply is held; `letterTemplates` null: only our own templates. */
  tickets: Readonly<{
    days: Readonly<{ refuse: number; ask: number; answer: number; publish: number }>;
    dueSoonDays: number;
    reopenings: number;
    undoSeconds: number;
    letterTemplates: string | null;
  }>;
  /** `quietMinutes`: so long without a word of the officer gives a conversation back to the assistant. */
  handover: Readonly<{ quietMinutes: number; shownAs: ShownAs }>;
  /** `days`: for so long the words of a conversation are kept. */
  retention: Readonly<{ days: number }>;
  /** `token` null: no program may call the staff's interface, people sign in. */
  staff: Readonly<{ token: string | null }>;
  /** Null each: that platform of Zalo is not served. */
  zalo: Readonly<{ account: ZaloSettings | null; bot: ZaloBotSettings | null; personal: boolean }>;
  /** `token` null: /metrics is open to whoever reaches the port. */
  metrics: Readonly<{ token: string | null }>;
}>;

/** Something in the environment cannot be used; the message lists every faulty variable by name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration from `env` (as `process.env`). A variable set to nothing counts as not set, except a
 * secret: an empty secret is a mistake. Throws ConfigError naming every variable that cannot be used.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const {
    faults,
    text,
    secret,
    integer,
    oneOf,
    httpUrl,
    postgresUrl,
    origins,
    embedding,
    zaloAccount,
    zaloBot,
  } = judge(env);
  const url = postgresUrl('DATABASE_URL');
  const poolSize = integer('DATABASE_POOL_SIZE', { standard: 10, min: 1, max: 200 });
  const dataDir = text('DATA_DIR') ?? './data';
  const config: Config = {
    http: {
      host: text('HOST') ?? '127.0.0.1',
      port: integer('PORT', { standard: 3000, min: 0, max: 65_535 }),
      publicUrl: httpUrl('PUBLIC_URL'),
      trustedProxies: integer('TRUST_PROXY', { standard: 0, min: 0, max: 10 }),
    },
    database: url === null ? { kind: 'embedded', dataDir } : { kind: 'server', url, poolSize },
    attachments: { directory: text('ATTACHMENTS_DIR') ?? join(dataDir, 'attachments') },
    log: { level: oneOf('LOG_LEVEL', LOG_LEVELS, 'info') },
    directLine: { secret: secret('DIRECT_LINE_SECRET', 32), widgetOrigins: origins('WIDGET_ORIGINS') },
    limits: {
      messagesPerMinute: integer('MESSAGES_PER_MINUTE', { standard: 20, min: 1, max: 10_000 }),
      tokensPerHourPerAddress: integer('TOKENS_PER_HOUR_PER_ADDRESS', {
        standard: 60,
        min: 1,
        max: 1_000_000,
      }),
      requestsPerMinutePerAddress: integer('REQUESTS_PER_MINUTE_PER_ADDRESS', {
        standard: 300,
        min: 1,
        max: 1_000_000,
      }),
      signInsPerMinutePerAddress: integer('SIGN_INS_PER_MINUTE_PER_ADDRESS', {
        standard: 30,
        min: 1,
        max: 10_000,
      }),
      staffRequestsPerMinute: integer('STAFF_REQUESTS_PER_MINUTE', {
        standard: 600,
        min: 1,
        max: 1_000_000,
      }),
    },
    embedding: embedding(),
    contact: {
      phone: text('CONTACT_PHONE'),
      address: text('CONTACT_ADDRESS'),
      hours: text('CONTACT_HOURS'),
    },
    tickets: {
      days: {
        refuse: integer('TICKET_DAYS_REFUSE', { standard: 2, min: 1, max: 100 }),
        ask: integer('TICKET_DAYS_ASK', { standard: 5, min: 1, max: 100 }),
        answer: integer('TICKET_DAYS_ANSWER', { standard: 15, min: 1, max: 100 }),
        publish: integer('TICKET_DAYS_PUBLISH', { standard: 2, min: 1, max: 100 }),
      },
      dueSoonDays: integer('TICKET_DUE_SOON_DAYS', { standard: 2, min: 1, max: 100 }),
      reopenings: integer('TICKET_REOPENINGS', { standard: 1, min: 0, max: 10 }),
      undoSeconds: integer('TICKET_UNDO_SECONDS', { standard: 60, min: 0, max: 3600 }),
      letterTemplates: text('LETTER_TEMPLATES'),
    },
    handover: {
      quietMinutes: integer('HANDOVER_QUIET_MINUTES', { standard: 15, min: 1, max: 1_440 }),
      shownAs: oneOf('OFFICERS_SHOWN_AS', SHOWN_AS, 'number'),
    },
    retention: { days: integer('RETENTION_DAYS', { standard: 90, min: 1, max: 3_650 }) },
    staff: { token: secret('STAFF_API_TOKEN', 32) },
    zalo: {
      account: zaloAccount(),
      bot: zaloBot(),
      personal: oneOf('ZALO_PERSONAL', ['off', 'on'] as const, 'off') === 'on',
    },
    metrics: { token: secret('METRICS_TOKEN', 16) },
  };
  if (faults.length > 0)
    throw new ConfigError(`The configuration cannot be used:\n${faults.map((f) => `- ${f}`).join('\n')}`);
  return config;
}

function judge(env: Record<string, string | undefined>) {
  const faults: string[] = [];

  function text(name: string): string | null {
    return env[name]?.trim().normalize('NFC') || null;
  }

  /** The value of a secret is never repeated in a message. */
  function secret(name: string, minimum: number): string | null {
    const value = env[name];
    if (value === undefined) return null;
    if (value.length >= minimum) return value;
    faults.push(`${name}: expected at least ${minimum} characters, got ${value.length}`);
    return null;
  }

  function integer(
    name: string,
    { standard, min, max }: { standard: number; min: number; max: number },
  ): number {
    const value = text(name);
    if (value === null) return standard;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    faults.push(`${name}: expected a whole number from ${min} to ${max}, got "${value}"`);
    return standard;
  }

  function oneOf<T extends string>(name: string, allowed: readonly T[], standard: T): T {
    const value = text(name);
    if (value === null) return standard;
    const found = allowed.find((choice) => choice === value);
    if (found !== undefined) return found;
    faults.push(`${name}: expected one of ${allowed.join(', ')}, got "${value}"`);
    return standard;
  }

  function httpUrl(name: string): string | null {
    const value = text(name);
    if (value === null) return null;
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username)
      return url.href.replace(/\/+$/, '');
    faults.push(
      `${name}: expected an address like https://example.vn without query or fragment, got "${value}"`,
    );
    return null;
  }

  /** May carry a password, so what came is not repeated. */
  function postgresUrl(name: string): string | null {
    const value = text(name);
    if (value === null) return null;
    if (URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol)) return value;
    faults.push(`${name}: expected postgres://user:password@host:port/database, got something else`);
    return null;
  }

  function origins(name: string): string[] {
    const values = (text(name) ?? '').split(',').map((value) => value.trim().replace(/\/$/, ''));
    const given = values.filter((value) => value !== '');
    for (const value of given.filter((value) => !isOrigin(value)))
      faults.push(`${name}: expected origins like https://example.vn separated by commas, got "${value}"`);
    return given.filter(isOrigin);
  }

  function embedding(): Config['embedding'] {
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
  function zaloAccount(): Config['zalo']['account'] {
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
      if (value === null && env[name] === undefined)
        faults.push(`${name}: expected a value, since the Official Account of Zalo is switched on`);
    return null;
  }

  function zaloBot(): Config['zalo']['bot'] {
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

  /** Names separated by commas; all that are allowed when nothing is said. */
  function listOf<T extends string>(name: string, allowed: readonly T[]): readonly T[] {
    const value = text(name);
    if (value === null) return allowed;
    const given = value.split(',').map((one) => one.trim());
    const wrong = given.filter((one) => !allowed.includes(one as T));
    for (const one of wrong) faults.push(`${name}: expected some of ${allowed.join(', ')}, got "${one}"`);
    return allowed.filter((one) => given.includes(one));
  }

  return {
    faults,
    text,
    secret,
    integer,
    oneOf,
    httpUrl,
    postgresUrl,
    origins,
    embedding,
    zaloAccount,
    zaloBot,
  };
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:/.test(value) && new URL(value).origin === value;
}
