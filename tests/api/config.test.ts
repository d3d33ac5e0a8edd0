// Configuration: defaults, every fault in one message, no secret repeated, and .env.example in step with the code.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../api/config.ts';

function faultsOf(env: Record<string, string>): string {
  let message = '';
  expect(() => {
    try {
      readConfig(env);
    } catch (error) {
      message = (error as Error).message;
      throw error;
    }
  }).toThrow(ConfigError);
  return message;
}

describe('configuration', () => {
  it('works with nothing', () => {
    expect(readConfig({})).toEqual({
      http: { host: '127.0.0.1', port: 3000, publicUrl: null, trustedProxies: 0 },
      database: { kind: 'embedded', dataDir: './data' },
      attachments: { directory: join('data', 'attachments') },
      log: { level: 'info' },
      directLine: { secret: null, widgetOrigins: [] },
      limits: {
        messagesPerMinute: 20,
        tokensPerHourPerAddress: 60,
        requestsPerMinutePerAddress: 300,
        signInsPerMinutePerAddress: 30,
        staffRequestsPerMinute: 600,
      },
      embedding: null,
      model: null,
      transcription: null,
      copilot: null,
      contact: { phone: null, address: null, hours: null },
      tickets: {
        days: { refuse: 2, ask: 5, answer: 15, publish: 2 },
        dueSoonDays: 2,
        reopenings: 1,
        undoSeconds: 60,
        letterTemplates: null,
        tries: { perConversation: 5, perCaller: 20, lockMinutes: 30 },
      },
      handover: { quietMinutes: 15, shownAs: 'number' },
      retention: { days: 90 },
      office: { hours: null },
      dossiers: {
        factor: { of: 'either', digits: 4 },
        factorKey: null,
        tries: { perConversation: 5, perCaller: 20, lockMinutes: 30 },
        provider: null,
      },
      staff: { token: null },
      zalo: {
        account: null,
        bot: null,
        personal: false,
        media: { suffixes: ['zdn.vn', 'zadn.vn', 'zalo.me'], origins: [] },
      },
      metrics: { token: null },
    });
  });

  it('reads what is given', () => {
    const config = readConfig({
      PORT: '0',
      PUBLIC_URL: 'https://hotro.example.vn/',
      DATABASE_URL: 'postgres://u:p@db/assistant',
      DATABASE_POOL_SIZE: '25',
      WIDGET_ORIGINS: 'https://a.example.vn, http://localhost:8080/',
      DIRECT_LINE_SECRET: 's'.repeat(32),
      CONTACT_HOURS: '7 giờ 30 – 17 giờ'.normalize('NFD'),
    });
    expect(config.http).toMatchObject({ port: 0, publicUrl: 'https://hotro.example.vn' });
    expect(config.database).toEqual({ kind: 'server', url: 'postgres://u:p@db/assistant', poolSize: 25 });
    expect(config.directLine).toEqual({
      secret: 's'.repeat(32),
      widgetOrigins: ['https://a.example.vn', 'http://localhost:8080'],
    });
    expect(config.contact.hours).toBe('7 giờ 30 – 17 giờ'.normalize('NFC'));
  });

  it('takes a variable set to nothing as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', WIDGET_ORIGINS: '', CONTACT_PHONE: '' })).toEqual(
      readConfig({}),
    );
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', '-1'],
    ['TRUST_PROXY', 'true'],
    ['PUBLIC_URL', 'hotro.example.vn'],
    ['PUBLIC_URL', 'ftp://example.vn'],
    ['PUBLIC_URL', 'https://example.vn/?a=1'],
    ['DATABASE_URL', 'mysql://db/assistant'],
    ['DATABASE_POOL_SIZE', '0'],
    ['LOG_LEVEL', 'loud'],
    ['WIDGET_ORIGINS', 'https://a.example.vn,quangngai.example.vn'],
    ['WIDGET_ORIGINS', 'https://a.example.vn/page'],
    ['DIRECT_LINE_SECRET', ''],
    ['DIRECT_LINE_SECRET', 'too short'],
    ['METRICS_TOKEN', ''],
    ['STAFF_API_TOKEN', 's'.repeat(31)],
    ['EMBEDDING_BASE_URL', 'localhost:11434'],
    ['EMBEDDING_API_KEY', ''],
    ['EMBEDDING_DIMENSIONS', '0'],
    ['EMBEDDING_TIMEOUT_MS', '1s'],
    ['EMBEDDING_BATCH', '0'],
    ['EMBEDDING_QUESTION_BUDGET_MS', '1'],
    ['MESSAGES_PER_MINUTE', 'many'],
    ['TICKET_DAYS_ANSWER', '0'],
    ['TICKET_DUE_SOON_DAYS', '1.5'],
    ['TICKET_UNDO_SECONDS', '3601'],
    ['ZALO_APP_SECRET', ''],
    ['ZALO_PERSONAL', 'yes'],
    ['ZALO_SIGNATURE_VARIANTS', 'app-id/hmac'],
    ['ZALO_FREE_MESSAGES', 'unlimited'],
    ['ZALO_REACTIONS', 'yes'],
    ['ZALO_BUTTONS', 'true'],
    ['ZALO_CONTACT_REQUEST', 'yes'],
    ['ZALO_CONTACT_IMAGE', 'banner.png'],
    ['ZALO_CONTACT_TITLE', 'x'.repeat(101)],
    ['ZALO_CONTACT_SUBTITLE', 'x'.repeat(501)],
    ['ZALO_NEWS_TEMPLATE_PATH', 'https://business.openapi.zalo.me/message/template'],
    ['ZALO_MEDIA_HOSTS', 'https://zdn.vn'],
    ['ZALO_MEDIA_HOSTS', 'zdn.vn, 127.0.0.1'],
    ['ZALO_MEDIA_HOSTS', 'vn'],
    ['OFFICE_HOURS', 'thứ hai đến thứ sáu'],
    ['OFFICE_HOURS', 'mon-fri 07:00-25:00'],
    ['DOSSIER_FACTOR', 'name'],
    ['DOSSIER_FACTOR_DIGITS', '3'],
    ['DOSSIER_FACTOR_KEY', 'too short'],
    ['DOSSIER_PROVIDER_URL', 'https://hoso.example.vn/api'],
    ['DOSSIER_PROVIDER_URL', 'hoso.example.vn/{code}'],
    ['DOSSIER_PROVIDER_HEADERS', 'Bearer abc'],
  ])('refuses %s=%j by name', (name, value) => {
    expect(faultsOf({ [name]: value })).toContain(`- ${name}: expected `);
  });

  it('takes an embedding endpoint only with its model, and a model only with its endpoint', () => {
    const url = 'http://127.0.0.1:8080/v1';
    expect(faultsOf({ EMBEDDING_BASE_URL: url })).toContain('- EMBEDDING_MODEL: expected ');
    expect(faultsOf({ EMBEDDING_MODEL: 'bge-m3' })).toContain('- EMBEDDING_BASE_URL: expected ');
    expect(readConfig({ EMBEDDING_BASE_URL: `${url}/`, EMBEDDING_MODEL: 'bge-m3' }).embedding).toEqual({
      baseUrl: url,
      apiKey: null,
      model: 'bge-m3',
      dimensions: null,
      timeoutMs: 10_000,
      batch: 32,
      questionPrefix: null,
      documentPrefix: null,
      questionBudgetMs: 800,
    });
  });

  it('switches a language model on only by its mode, and then whole', () => {
    const lying = { OPENAI_API_KEY: 'key', CHAT_MODEL: 'm', OPENAI_BASE_URL: 'http://localhost:1/v1' };
    expect(readConfig(lying).model).toBeNull();
    expect(readConfig({ OPENAI_API_KEY: '' }).model).toBeNull();
    expect(readConfig({ ...lying, MODEL_MODE: 'shadow' }).model).toEqual({
      mode: 'shadow',
      model: 'm',
      baseUrl: 'http://localhost:1/v1',
      apiKey: 'key',
      timeoutMs: 6_000,
      tokensPerDay: 500_000,
      tokensPerConversation: 30_000,
    });
    const hosted = readConfig({ MODEL_MODE: 'on', CHAT_MODEL: 'm', OPENAI_API_KEY: 'key' }).model;
    expect(hosted?.baseUrl).toBe('https://api.openai.com/v1');
    const message = faultsOf({ MODEL_MODE: 'on' });
    expect(message.match(/^- \w+/gm)).toEqual(['- CHAT_MODEL', '- OPENAI_API_KEY']);
  });

  it('hears voices with the name of a model and a key, or an address that wants none', () => {
    const model = { TRANSCRIPTION_MODEL: 'whisper-1' };
    expect(readConfig({ ...model, OPENAI_API_KEY: 'k' }).transcription).toEqual({
      baseUrl: 'https://api.openai.com/v1',
      apiKey: 'k',
      model: 'whisper-1',
      timeoutMs: 20_000,
    });
    const own = readConfig({ ...model, OPENAI_BASE_URL: 'http://localhost:8000/v1/' }).transcription;
    expect(own).toMatchObject({ baseUrl: 'http://localhost:8000/v1', apiKey: null });
    expect(readConfig({ OPENAI_API_KEY: 'k' }).transcription).toBeNull();
    expect(faultsOf(model)).toContain('OPENAI_API_KEY');
  });

  it('takes an Official Account of Zalo whole or not at all', () => {
    const message = faultsOf({ ZALO_OA_ID: '388613280878808645' });
    expect(message.match(/^- \w+/gm)).toEqual(['- ZALO_APP_ID', '- ZALO_APP_SECRET', '- ZALO_OA_SECRET']);
    const secrets = { ZALO_APP_SECRET: 'app-secret', ZALO_OA_SECRET: 'oa-secret' };
    expect(readConfig({ ZALO_OA_ID: '1', ZALO_APP_ID: '2', ...secrets }).zalo.account).toEqual({
      oaId: '1',
      appId: '2',
      appSecret: 'app-secret',
      oaSecret: 'oa-secret',
      accepted: ['app-id/oa-secret', 'app-id/app-secret', 'oa-id/oa-secret', 'oa-id/app-secret'],
      apiUrl: 'https://openapi.zalo.me',
      oauthUrl: 'https://oauth.zaloapp.com',
      freeMessages: 8,
      newsTemplate: null,
      reactions: false,
      buttons: null,
      contactRequest: null,
    });
  });

  it('shows a form for name and number only with a picture', () => {
    const on = {
      ZALO_OA_ID: '1',
      ZALO_APP_ID: '2',
      ZALO_APP_SECRET: 'app-secret',
      ZALO_OA_SECRET: 'oa-secret',
      ZALO_CONTACT_REQUEST: 'on',
    };
    expect(faultsOf(on)).toContain('- ZALO_CONTACT_IMAGE: expected ');
    const { account } = readConfig({ ...on, ZALO_CONTACT_IMAGE: 'https://example.gov.vn/banner.png' }).zalo;
    expect(account?.contactRequest).toMatchObject({ imageUrl: 'https://example.gov.vn/banner.png' });
  });

  it('takes a bot of Zalo by webhook only with its secret, and by polling without', () => {
    expect(faultsOf({ ZALO_BOT_TOKEN: '12345:abcdef' })).toContain('- ZALO_BOT_SECRET: expected ');
    expect(readConfig({ ZALO_BOT_TOKEN: '12345:abcdef', ZALO_BOT_MODE: 'poll' }).zalo.bot).toEqual({
      token: '12345:abcdef',
      apiUrl: 'https://bot-api.zaloplatforms.com',
      mode: 'poll',
    });
  });

  it('fetches media from the domains that are given, and from nowhere else', () => {
    expect(readConfig({ ZALO_MEDIA_HOSTS: 'zdn.vn, Media.Example.vn' }).zalo.media).toEqual({
      suffixes: ['zdn.vn', 'media.example.vn'],
      origins: [],
    });
  });

  it('reads office hours and the system that knows dossiers', () => {
    const { office, dossiers } = readConfig({
      OFFICE_HOURS: 'mon-fri 07:00-11:30,13:30-17:00',
      DOSSIER_PROVIDER_URL: 'http://10.0.0.7:8080/hoso?ma={code}',
      DOSSIER_PROVIDER_HEADERS: 'Authorization: Bearer a b:c; X-Unit: H48',
    });
    expect(office.hours?.map((sessions) => sessions.length)).toEqual([0, 2, 2, 2, 2, 2, 0]);
    expect(dossiers.provider).toEqual({
      urlTemplate: 'http://10.0.0.7:8080/hoso?ma={code}',
      headers: { Authorization: 'Bearer a b:c', 'X-Unit': 'H48' },
      mappingFile: null,
      timeoutMs: 5000,
      cacheSeconds: 60,
    });
  });

  it('tells every fault at once', () => {
    const message = faultsOf({ PORT: 'x', LOG_LEVEL: 'y', METRICS_TOKEN: '' });
    expect(message.match(/^- \w+/gm)).toEqual(['- PORT', '- LOG_LEVEL', '- METRICS_TOKEN']);
  });

  it('never repeats a secret or a password', () => {
    const message = faultsOf({
      DIRECT_LINE_SECRET: 'hush-hush',
      METRICS_TOKEN: 'hush-hush',
      DOSSIER_PROVIDER_HEADERS: 'hush-hush',
      DATABASE_URL: 'mysql://user:hush-hush@db/assistant',
    });
    expect(message).not.toContain('hush');
  });

  it('stands in .env.example variable for variable, each with a sentence', () => {
    const read = new Set<string>();
    const env = new Proxy({} as Record<string, string>, {
      get: (_, name) => {
        read.add(String(name));
        return undefined;
      },
    });
    readConfig(env);
    const example = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8');
    const documented = [...example.matchAll(/^# [^\n=]*\.\n# ([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(documented.toSorted()).toEqual([...read].sort());
    expect(example.match(/^# [A-Z_]+=/gm)).toHaveLength(documented.length);
  });
});
