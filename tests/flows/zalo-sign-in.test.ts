// A story: an administrator signs the personal account in with a phone, and it is served without a restart.

import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { loadLibrary } from '../../bot/channels/zalo-personal/library.ts';
import { createClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { addStaff, type TestStaff } from '../support/desk-staff.ts';
import { until } from '../support/until.ts';
import { CODE_PNG } from '../support/zalo-sign-in-pages.ts';
import { personalMessage, startZaloWebServer, type ZaloWebServer } from '../support/zalo-web-server.ts';

const PATH = '/api/channels/zalo-personal/sign-in';
const MINUTE_MS = 60_000;

interface SignIn {
  state: string;
  code: string | null;
  until: string | null;
}

describe.each(databaseKinds)('signing the personal account in on the %s database', (kind) => {
  const clock = createClock();
  let database: OpenDatabase;
  let staff: TestStaff;
  let zalo: ZaloWebServer;
  let apps: App[];
  let logged = '';

  beforeAll(async () => {
    database = await freshDatabase(kind);
    staff = await addStaff(database);
    zalo = await startZaloWebServer();
    apps = [await start(), await start()];
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await zalo.close();
    await database.close();
  });

  function write(line: unknown, _encoding: string, done: () => void): void {
    logged += String(line);
    done();
  }

  async function start(personal = 'on'): Promise<App> {
    const app = await createApp(readConfig({ PORT: '0', ZALO_PERSONAL: personal, LOG_LEVEL: 'trace' }), {
      database,
      logger: pino({ level: 'trace' }, new Writable({ write })),
      identify: staff.identify,
      loadPersonal: () => loadLibrary(zalo.request),
      now: clock.now,
      async handleTurn(context) {
        if (context.activity.type === 'message')
          await context.sendActivity(`Đã nghe: ${context.activity.text}`);
      },
    });
    await app.ready;
    return app;
  }

  async function ask<Body = SignIn>(
    method: string,
    { app = apps[0]!, as = 'ba' as keyof TestStaff['callers'] } = {},
  ) {
    const response = await fetch(app.url + PATH, { method, headers: staff.headersOf(as) });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body };
  }
  const shown = async (app?: App) => (await ask('GET', { app })).body;
  const becomes = (state: string, app?: App) => until(async () => (await shown(app)).state === state);

  async function scanned(): Promise<void> {
    expect((await ask('POST')).status).toBe(201);
    await becomes('waiting');
    await until(() => zalo.signInPages.waiting().includes('scan'));
    zalo.signInPages.scan();
    await becomes('scanned');
    await until(() => zalo.signInPages.waiting().includes('confirm'));
  }

  const doings = async () =>
    (
      await database.query<{ action: string; detail: string | null }>(
        `select action, detail from audit where subject = 'channel:zalo-personal' order by id`,
      )
    ).rows.map(({ action, detail }) => (detail === null ? action : `${action} ${detail}`));

  it('is for administrators, and only where the account is served', async () => {
    expect((await shown()).state).toBe('none');
    for (const as of ['lan', 'hoa', 'tam'] as const)
      for (const method of ['GET', 'POST', 'DELETE'])
        expect((await ask(method, { as })).status, `${method} as ${as}`).toBe(403);
    expect(await ask('DELETE')).toMatchObject({ status: 409, body: { type: 'urn:problem:no_sign_in' } });
    const without = await start('off');
    expect(await ask('POST', { app: without })).toMatchObject({
      status: 404,
      body: { type: 'urn:problem:channel_not_served' },
    });
    await without.close();
    expect(await doings()).toEqual([]);
  });

  it('shows a code in every process, one at a time, and forgets it when it is given up anywhere', async () => {
    await ask('POST');
    await becomes('waiting', apps[1]);
    const waiting = await shown(apps[1]);
    expect(waiting.code).toBe(CODE_PNG);
    expect(new Date(waiting.until!).getTime() - clock.now().getTime()).toBe(100_000);
    const { rows } = await database.query<{ code: string }>('select code from channel_sign_ins');
    expect(rows[0]!.code).not.toContain(CODE_PNG);
    for (const app of apps)
      expect(await ask('POST', { app })).toMatchObject({
        status: 409,
        body: { type: 'urn:problem:sign_in_running' },
      });
    expect((await ask('DELETE', { app: apps[1]! })).status).toBe(204);
    expect(await shown()).toMatchObject({ state: 'cancelled', code: null });
    await until(() => zalo.signInPages.waiting().length === 0);
  });

  it('says when the phone has declined', async () => {
    await scanned();
    expect((await shown()).code).toBeNull();
    zalo.signInPages.decline();
    await becomes('declined');
  });

  it('says that a code has expired whose process is gone, and lets another take its place', async () => {
    await ask('POST');
    await becomes('waiting');
    clock.forward(3 * MINUTE_MS);
    expect(await shown()).toMatchObject({ state: 'expired', code: null });
    expect((await ask('DELETE')).status).toBe(409);
    expect((await ask('POST')).status).toBe(201);
    expect((await ask('DELETE')).status).toBe(204);
    await until(() => zalo.signInPages.waiting().length === 0);
  });

  it('serves the account once somebody has agreed on the phone, and again under the next sign-in', async () => {
    for (const text of ['một', 'hai']) {
      const before = zalo.signIns.length;
      await scanned();
      zalo.signInPages.confirm();
      await becomes('signed_in');
      await until(() => zalo.signIns.length >= before + 2 && zalo.connected() === 1);
      await until(() => {
        zalo.push(personalMessage('2512523625412515000', text, { msgId: `message ${text}` }));
        return zalo.sent.some((sent) => sent.text === `Đã nghe: ${text}`);
      });
    }
    expect(zalo.sent).toHaveLength(2);
  });

  it('fails with a plain word when Zalo has changed its page', async () => {
    zalo.signInPages.breakPage();
    await ask('POST');
    await becomes('failed');
  });

  it('is told in the audit, and neither code nor session in any log', async () => {
    expect(await doings()).toEqual([
      'channel.sign_in',
      'channel.sign_in_cancelled',
      'channel.sign_in',
      'channel.sign_in_ended declined',
      'channel.sign_in',
      'channel.sign_in',
      'channel.sign_in_cancelled',
      'channel.sign_in',
      'channel.sign_in_ended signed_in',
      'channel.sign_in',
      'channel.sign_in_ended signed_in',
      'channel.sign_in',
      'channel.sign_in_ended failed',
    ]);
    expect(logged).toContain('"state":"connected"');
    for (const secret of [CODE_PNG, 'zpw_sek', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0)'])
      expect(logged.includes(secret), secret).toBe(false);
  });
});
