// The only reader of the environment: every variable read once, judged once, and all faults told in one message.

import type { FactorSettings } from '../bot/ports.ts';
import type { EmbeddingEndpoint } from '../knowledge/embedding/embedding-endpoint.ts';
import { type OfficeHours, parseOfficeHours } from '../knowledge/office-hours.ts';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export type Config = Readonly<{
  /** `publicUrl` null: links are made from the address the server listens on. `port` 0: any free one. */
  http: Readonly<{ host: string; port: number; publicUrl: string | null; trustedProxies: number }>;
  database:
    | Readonly<{ kind: 'embedded'; dataDir: string }>
    | Readonly<{ kind: 'server'; url: string; poolSize: number }>;
  log: Readonly<{ level: LogLevel }>;
  /** `secret` null: one is made at first start and kept in the database. `widgetOrigins` empty: own origin only. */
  directLine: Readonly<{ secret: string | null; widgetOrigins: readonly string[] }>;
  limits: Readonly<{
    messagesPerMinute: number;
    tokensPerHourPerAddress: number;
    requestsPerMinutePerAddress: number;
  }>;
  /** Null: the built-in embedder, and nothing leaves the server. `questionBudgetMs`: longest wait of a question for its vector. */
  embedding: (EmbeddingEndpoint & Readonly<{ questionBudgetMs: number }>) | null;
  /** How to reach the Center; null where it was not given, and then nothing is said. */
  contact: Readonly<{ phone: string | null; address: string | null; hours: string | null }>;
  /** `hours` null: not known, and then nothing is said of them and deadlines end at 17:00. */
  office: Readonly<{ hours: OfficeHours | null }>;
  /** `factorKey` null: one is made at first use and kept in the database. `provider` null: only what was imported is known. */
  dossiers: Readonly<{
    factor: FactorSettings;
    factorKey: string | null;
    tries: Readonly<{ perConversation: number; perCaller: number; lockMinutes: number }>;
    provider: DossierProviderSettings | null;
  }>;
  /** `token` null: there are no routes for staff. */
  staff: Readonly<{ token: string | null }>;
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
  const { faults, text, secret, integer, oneOf, httpUrl, postgresUrl, origins, embedding, ...more } =
    judge(env);
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
    },
    embedding: embedding(),
    contact: {
      phone: text('CONTACT_PHONE'),
      address: text('CONTACT_ADDRESS'),
      hours: text('CONTACT_HOURS'),
    },
    office: { hours: more.officeHours('OFFICE_HOURS') },
    dossiers: {
      factor: {
        of: oneOf('DOSSIER_FACTOR', ['phone', 'identity', 'either'], 'either'),
        digits: integer('DOSSIER_FACTOR_DIGITS', { standard: 4, min: 4, max: 8 }),
      },
      factorKey: secret('DOSSIER_FACTOR_KEY', 32),
      tries: {
        perConversation: integer('DOSSIER_TRIES', { standard: 5, min: 1, max: 100 }),
        perCaller: integer('DOSSIER_TRIES_PER_ADDRESS', { standard: 20, min: 1, max: 10_000 }),
        lockMinutes: integer('DOSSIER_LOCK_MINUTES', { standard: 30, min: 1, max: 1440 }),
      },
      provider: more.dossierProvider(),
    },
    staff: { token: secret('STAFF_API_TOKEN', 32) },
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

  function officeHours(name: string): OfficeHours | null {
    const value = text(name);
    if (value === null) return null;
    try {
      return parseOfficeHours(value);
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
      return null;
    }
  }

  /** May carry a key, so what came is not repeated. */
  function headers(name: string): Record<string, string> {
    const lines = (text(name) ?? '').split(';').flatMap((line) => line.trim() || []);
    const pairs = lines.map((line) => /^([\w-]+):\s*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)$/.exec(line));
    if (pairs.includes(null)) faults.push(`${name}: expected headers like "Name: value; Other: value"`);
    return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], pair[2]]] : [])));
  }

  function dossierProvider(): Config['dossiers']['provider'] {
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
    officeHours,
    dossierProvider,
  };
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:/.test(value) && new URL(value).origin === value;
}
