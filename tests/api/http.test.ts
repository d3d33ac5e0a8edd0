// The HTTP surface of the running app before any feature: health, readiness, metrics, and how refusals look.

import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createLogger } from '../../api/log.ts';
import { PROBLEMS } from '../../api/problems.ts';
import { freshDatabase } from '../support/databases.ts';

const env = { PORT: '0', REQUESTS_PER_MINUTE_PER_ADDRESS: '1000', METRICS_TOKEN: 'a token for the tests' };
const silent = pino({ level: 'silent' });

describe('a running app', () => {
  let database: OpenDatabase;
  let app: App;

  beforeAll(async () => {
    database = await freshDatabase('embedded');
    app = await createApp(readConfig(env), { database, logger: silent });
    await app.ready;
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  async function expectProblem(response: Response, kind: keyof typeof PROBLEMS): Promise<void> {
    const { status, title, detail } = PROBLEMS[kind];
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toEqual({
      type: `urn:problem:${kind}`,
      title,
      status,
      detail,
      instance: `urn:uuid:${response.headers.get('x-request-id')}`,
    });
  }

  function post(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${app.url}/nowhere`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  }

  it('is alive and ready', async () => {
    const health = await fetch(`${app.url}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { alive: true }]);
    const ready = await fetch(`${app.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, waitingFor: [] }]);
  });

  it('shows its metrics to who has the token, by route and without paths', async () => {
    await fetch(`${app.url}/healthz`);
    await fetch(`${app.url}/nowhere/0912345678`);
    await expectProblem(await fetch(`${app.url}/metrics`), 'unauthenticated');
    const wrong = await fetch(`${app.url}/metrics`, { headers: { authorization: 'Bearer another token' } });
    await expectProblem(wrong, 'unauthenticated');

    const response = await fetch(`${app.url}/metrics`, {
      headers: { authorization: `Bearer ${env.METRICS_TOKEN}` },
    });
    const text = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toMatch(
      /^http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\} [1-9]/m,
    );
    expect(text).toMatch(/route="unmatched",status="404"/);
    expect(text).not.toContain('0912345678');
    for (const name of ['turns_total', 'turn_duration_seconds', 'search_duration_seconds', 'outbound_queued'])
      expect(text).toContain(`# TYPE ${name} `);
    expect(text).toMatch(/^catalogue_procedures \d+$/m);
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('keeps browsers from doing more than our pages need', async () => {
    const { headers } = await fetch(`${app.url}/healthz`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.has('x-powered-by')).toBe(false);
  });

  it('names every request anew', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => (await fetch(`${app.url}/healthz`)).headers.get('x-request-id')),
    );
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it.each(['/nowhere', '/%E0%A4%A', '/..%2f..%2fetc/passwd', '/healthz/x'])(
    'does not know %s',
    async (path) => {
      await expectProblem(await fetch(app.url + path), 'not_found');
    },
  );

  it('refuses broken JSON', async () => {
    await expectProblem(await post('{"a": '), 'malformed_json');
    await expectProblem(await post('"only a text"'), 'malformed_json');
    await expectProblem(await post(new Uint8Array([0xff, 0x00, 0x7b])), 'malformed_json');
  });

  it('refuses a body over 256 kB, however large', async () => {
    const json = (bytes: number) => `{"a":"${'x'.repeat(bytes)}"}`;
    await expectProblem(await post(json(250 * 1024)), 'not_found');
    await expectProblem(await post(json(256 * 1024)), 'too_large');
    await expectProblem(await post(json(10 * 1024 * 1024)), 'too_large');
  });

  it('refuses a character set and a compression it does not know', async () => {
    await expectProblem(
      await post('{}', { 'content-type': 'application/json; charset=windows-1258' }),
      'unsupported',
    );
    await expectProblem(await post('{}', { 'content-encoding': 'zstd-17' }), 'unsupported');
  });
});

it('answers for itself while the database is still being opened, and sends others away', async () => {
  const config = readConfig({ ...env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
  const app = await createApp(config, { logger: silent });
  try {
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${app.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ready: false, waitingFor: ['database', 'migrations', 'catalogue', 'index'] },
    ]);
    const page = await fetch(app.url);
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await page.json()).toMatchObject({ type: 'urn:problem:unavailable' });
  } finally {
    await app.close();
  }
  await expect(app.ready).rejects.toThrow();
});

it('tells one address that asks too often to wait', async () => {
  const database = await freshDatabase('embedded');
  const config = readConfig({ ...env, REQUESTS_PER_MINUTE_PER_ADDRESS: '3' });
  const app = await createApp(config, { database, logger: silent });
  await app.ready;
  try {
    const statuses: number[] = [];
    for (let n = 0; n < 3; n++) statuses.push((await fetch(`${app.url}/nowhere`)).status);
    expect(statuses).toEqual([404, 404, 404]);
    const refused = await fetch(`${app.url}/nowhere`);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ type: 'urn:problem:too_many' });
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  } finally {
    await app.close();
    await database.close();
  }
});

it('logs each request at debug by its template, without path, query or body', async () => {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const database = await freshDatabase('embedded');
  const app = await createApp(readConfig(env), {
    database,
    logger: createLogger({ level: 'debug', destination }),
  });
  await app.ready;
  await fetch(`${app.url}/nowhere/0912345678?phone=0912345678`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"0912345678"}',
  });
  await fetch(`${app.url}/healthz`);
  await app.close();
  await database.close();
  const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  expect(requests.map(({ method, route, status }) => [method, route, status])).toEqual([
    ['POST', 'unmatched', '404'],
    ['GET', '/healthz', '200'],
  ]);
  expect(lines.join()).not.toContain('0912345678');
});
