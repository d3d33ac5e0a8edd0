// The only reader of the environment: every variable read once, judged once, and all faults told in one message.

import { join } from 'node:path';
import type { MediaHosts } from '../bot/channels/media-fetch.ts';
import type { ZaloBotSettings } from '../bot/channels/zalo-bot/zalo-bot.ts';
import type { ZaloSettings } from '../bot/channels/zalo-oa/zalo-oa.ts';
import type { FactorSettings } from '../bot/ports.ts';
import type { EmbeddingEndpoint } from '../knowledge/embedding/embedding-endpoint.ts';
import type { BudgetLimits } from '../knowledge/language-model/budget.ts';
import type { ModelMode } from '../knowledge/language-model/consult.ts';
import type { ModelEndpoint } from '../knowledge/language-model/openai-compatible.ts';
import type { OfficeHours } from '../knowledge/office-hours.ts';
import { SHOWN_AS, type ShownAs } from './conversations/shown-as.ts';
import { openAi } from './settings/openai.ts';
import { dossierProvider, embedding, zaloAccount, zaloBot, zaloMedia } from './settings/outside.ts';
import { judge } from './settings/variables.ts';
import type { TrySettings } from './tries.ts';
import type { TranscriptionSettings } from './voice/openai-transcriber.ts';

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
  /** Null: answers are composed from the records alone. In `shadow` mode a model is asked for comparison, and citizens see nothing of it. */
  model: (ModelEndpoint & Readonly<BudgetLimits> & Readonly<{ mode: Exclude<ModelMode, 'off'> }>) | null;
  /** Null: voice notes are not heard, and none leaves the server. */
  transcription: Readonly<TranscriptionSettings> | null;
  /** Null: officers write without suggestions. `timeoutMs`: for one suggestion with all that is looked up for it. */
  copilot: (ModelEndpoint & Readonly<BudgetLimits>) | null;
  /** How to reach the Center; null where it was not given, and then nothing is said. */
  contact: Readonly<{ phone: string | null; address: string | null; hours: string | null }>;
  /** Times in working days; `undoSeconds`: how long a reply is held; `letterTemplates` null: only our own templates; `tries` as at dossiers. */
  tickets: Readonly<{
    days: Readonly<{ refuse: number; ask: number; answer: number; publish: number }>;
    dueSoonDays: number;
    reopenings: number;
    undoSeconds: number;
    letterTemplates: string | null;
    tries: TrySettings;
  }>;
  /** `quietMinutes`: so long without a word of the officer gives a conversation back to the assistant. */
  handover: Readonly<{ quietMinutes: number; shownAs: ShownAs }>;
  /** `days`: for so long the words of a conversation are kept. */
  retention: Readonly<{ days: number }>;
  /** `token` null: no program may call the staff's interface, people sign in. */
  /** `hours` null: not known, and then nothing is said of them and deadlines end at 17:00. */
  office: Readonly<{ hours: OfficeHours | null }>;
  /** `factorKey` null: one is made at first use and kept in the database. `provider` null: only what was imported is known. */
  dossiers: Readonly<{
    factor: FactorSettings;
    factorKey: string | null;
    tries: TrySettings;
    provider: DossierProviderSettings | null;
  }>;
  staff: Readonly<{ token: string | null }>;
  /** Null each: that platform of Zalo is not served. `media`: from where photos and files are fetched. */
  zalo: Readonly<{
    account: ZaloSettings | null;
    bot: ZaloBotSettings | null;
    personal: boolean;
    media: MediaHosts;
  }>;
  /** `token` null: /metrics is open to whoever reaches the port. */
  metrics: Readonly<{ token: string | null }>;
}>;

/** The HTTP interface of the system that knows dossiers. */
export type DossierProviderSettings = Readonly<{
  /** `{code}` stands for the dossier code. */
  urlTemplate: string;
  headers: Readonly<Record<string, string>>;
  /** A JSON file that says where in the answer each thing stands; null: under our own names. */
  mappingFile: string | null;
  timeoutMs: number;
  cacheSeconds: number;
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
  const variables = judge(env);
  const { faults, text, secret, integer, oneOf, httpUrl, postgresUrl, origins } = variables;
  const url = postgresUrl('DATABASE_URL');
  const poolSize = integer('DATABASE_POOL_SIZE', { standard: 10, min: 1, max: 200 });
  const dataDir = text('DATA_DIR') ?? './data';
  const tries = {
    perConversation: integer('DOSSIER_TRIES', { standard: 5, min: 1, max: 100 }),
    perCaller: integer('DOSSIER_TRIES_PER_ADDRESS', { standard: 20, min: 1, max: 10_000 }),
    lockMinutes: integer('DOSSIER_LOCK_MINUTES', { standard: 30, min: 1, max: 1440 }),
  };
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
    embedding: embedding(variables),
    ...openAi(variables),
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
      tries,
    },
    handover: {
      quietMinutes: integer('HANDOVER_QUIET_MINUTES', { standard: 15, min: 1, max: 1_440 }),
      shownAs: oneOf('OFFICERS_SHOWN_AS', SHOWN_AS, 'number'),
    },
    retention: { days: integer('RETENTION_DAYS', { standard: 90, min: 1, max: 3_650 }) },
    office: { hours: variables.officeHours('OFFICE_HOURS') },
    dossiers: {
      factor: {
        of: oneOf('DOSSIER_FACTOR', ['phone', 'identity', 'either'], 'either'),
        digits: integer('DOSSIER_FACTOR_DIGITS', { standard: 4, min: 4, max: 8 }),
      },
      factorKey: secret('DOSSIER_FACTOR_KEY', 32),
      tries,
      provider: dossierProvider(variables),
    },
    staff: { token: secret('STAFF_API_TOKEN', 32) },
    zalo: {
      account: zaloAccount(variables),
      bot: zaloBot(variables),
      personal: oneOf('ZALO_PERSONAL', ['off', 'on'] as const, 'off') === 'on',
      media: zaloMedia(variables),
    },
    metrics: { token: secret('METRICS_TOKEN', 16) },
  };
  if (faults.length > 0)
    throw new ConfigError(`The configuration cannot be used:\n${faults.map((f) => `- ${f}`).join('\n')}`);
  return config;
}
