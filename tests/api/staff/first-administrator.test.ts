// The first start: a link instead of a default password, printed until somebody has taken one up.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../api/app.ts';
import { readConfig } from '../../../api/config.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createLogger } from '../../../api/log.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { createEchoBot } from '../../support/echo-bot.ts';
import { expectProblem, PASSWORD, post, takeInvitation, tokenOf } from '../../support/staff.ts';

describe.each(databaseKinds)('the first start on the %s database', (kind) => {
  const clock = createClock();
  let database: OpenDatabase;
  let lines: string[];

  beforeEach(async () => {
    database = await freshDatabase(kind);
    lines = [];
  });
  afterEach(() => database.close());

  async function start(env: Record<string, string> = {}) {
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const app = await createApp(readConfig({ PORT: '0', ...env }), {
      database,
      logger: createLogger({ level: 'warn', destination }),
      now: clock.now,
      handleTurn: createEchoBot(),
    });
    return { ...app, link: (await app.ready).firstInvitation };
  }

  it('gives a new link at every start until one is taken up, and then none works', async () => {
    const first = await start();
    const second = await start();
    expect(new Set([first.link, second.link]).size).toBe(2);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', firstInvitation: first.link },
      { level: 'warn', firstInvitation: second.link },
    ]);
    const { rows } = await database.query('select username, role from staff');
    expect(rows).toEqual([{ username: 'quantri', role: 'administrator' }]);

    const admin = await takeInvitation({ url: first.url, link: first.link!, now: clock.now });
    expect((await admin.call('GET', '/api/staff')).status).toBe(200);
    const again = { token: tokenOf(second.link!), password: PASSWORD };
    await expectProblem(await post(second.url, '/api/session/invitation', again), 'invitation_spent');
    const third = await start();
    expect([third.link, lines.length]).toEqual([null, 2]);
    for (const app of [first, second, third]) await app.close();
  });

  it('binds the cookie to this host and to https where the public address is one', async () => {
    const port = await freePort();
    const { close, link } = await start({
      PORT: String(port),
      PUBLIC_URL: 'https://hotro.example.vn/tro-ly',
    });
    const url = `http://127.0.0.1:${port}`;
    expect(link).toMatch(/^https:\/\/hotro\.example\.vn\/tro-ly\/console\/invitation#/);
    const headers = { origin: 'https://hotro.example.vn' };
    const local = await takeInvitation({ url, link: link!, now: clock.now });
    expect(local.cookie()).toMatch(/^__Host-session=/);
    clock.forward(60_000);
    const body = { username: 'quantri', password: PASSWORD, code: local.codeNow() };
    await expectProblem(await post(url, '/api/session', body, { origin: url }), 'forged');
    const signedIn = await post(url, '/api/session', body, headers);
    expect(signedIn.headers.get('set-cookie')).toMatch(
      /^__Host-session=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    await close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
