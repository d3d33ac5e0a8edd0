// Limits that several processes keep together: signing in, new conversations, and what one member of staff asks.

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { expectProblem, post } from '../support/staff.ts';

const TOKEN = 'a token that a program has for these tests';

describe.each(databaseKinds)('two processes on the %s database', (kind) => {
  let database: OpenDatabase;
  let apps: App[];

  beforeEach(async () => {
    database = await freshDatabase(kind);
    const config = readConfig({
      PORT: '0',
      STAFF_API_TOKEN: TOKEN,
      SIGN_INS_PER_MINUTE_PER_ADDRESS: '3',
      STAFF_REQUESTS_PER_MINUTE: '3',
      TOKENS_PER_HOUR_PER_ADDRESS: '3',
    });
    apps = [];
    for (let n = 0; n < 2; n++) {
      const app = await createApp(config, {
        database,
        logger: pino({ level: 'silent' }),
        handleTurn: createEchoBot(),
      });
      await app.ready;
      apps.push(app);
    }
  });
  afterEach(async () => {
    for (const app of apps) await app.close();
    await database.close();
  });

  it.each([
    ['signing in', 401, (url: string) => post(url, '/api/session', { username: 'ai', password: 'sai' })],
    [
      'what a program asks',
      200,
      (url: string) => fetch(`${url}/api/agencies`, { headers: { authorization: `Bearer ${TOKEN}` } }),
    ],
    [
      'new conversations',
      200,
      (url: string) => fetch(`${url}/v3/directline/tokens/generate`, { method: 'POST' }),
    ],
  ])('count %s together', async (_what, status, ask) => {
    const statuses: number[] = [];
    for (const n of [0, 1, 0]) statuses.push((await ask(apps[n]!.url)).status);
    expect(statuses).toEqual([status, status, status]);
    const refused = await Promise.all(apps.map(({ url }) => ask(url)));
    for (const response of refused) {
      expect(response.status).toBe(429);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('tell whoever comes too often with a problem document', async () => {
    const ask = () => post(apps[0]!.url, '/api/session', { username: 'ai', password: 'sai' });
    for (let n = 0; n < 3; n++) await ask();
    await expectProblem(await ask(), 'too_many');
  });
});
