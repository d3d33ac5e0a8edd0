// A story: a citizen asks for a person, two officers want the conversation, the process is started anew, and the machine comes back.

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { replies } from '../../bot/replies.ts';
import { SAID } from '../../knowledge/wording.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { addStaff, type TestStaff } from '../support/desk-staff.ts';
import { connectClient, fetchToken, type TestClient } from '../support/direct-line-client.ts';
import { until } from '../support/until.ts';

interface View {
  conversation: { id: string; mode: string; holder: { name: string } | null; unread: number };
  activities: {
    from: string;
    by: { name: string } | null;
    text: string;
    sources: { code: string; title: string }[];
  }[];
}

describe.each(databaseKinds)('the hand-over on the %s database', (kind) => {
  let database: OpenDatabase;
  let staff: TestStaff;
  let apps: App[];
  let token: string;
  let client: TestClient;
  let path: string;
  let winner: 'lan' | 'minh';
  let loser: 'lan' | 'minh';

  async function start(): Promise<App> {
    const config = readConfig({ PORT: '0', MESSAGES_PER_MINUTE: '1000' });
    const outside = { database, logger: pino({ level: 'silent' }), identify: staff.identify };
    const app = await createApp(config, outside);
    await app.ready;
    return app;
  }

  function connect(): void {
    client = connectClient({ domain: `${apps[0]!.url}/v3/directline`, token });
  }

  beforeAll(async () => {
    database = await freshDatabase(kind);
    staff = await addStaff(database);
    apps = [await start(), await start()];
    token = (await fetchToken(`${apps[0]!.url}/v3/directline`)).token;
    connect();
    await client.hears(`${replies.welcome}\n${replies.welcomePrivacy(90)}`);
  });
  afterAll(async () => {
    client.close();
    for (const app of apps) await app.close();
    await database.close();
  });

  async function desk<Body>(
    who: keyof TestStaff['callers'],
    method: string,
    address: string,
    { app = apps[0]!, body }: { app?: App; body?: object } = {},
  ): Promise<{ status: number; body: Body }> {
    const response = await fetch(app.url + address, {
      method,
      headers: staff.headersOf(who),
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body };
  }

  /** What was said by others than the citizen since `say`, once the message has its outcome. */
  async function say(text: string): Promise<string[]> {
    const before = client.texts().length;
    await client.say(text);
    await until(async () => {
      const { rows } = await database.query(`select from activities where status = 'received'`);
      return rows.length === 0;
    });
    await client.hears(text);
    await until(async () => client.texts().length - before >= (await saidCount()) - before);
    return client
      .texts()
      .slice(before)
      .filter((heard) => heard !== text);
  }

  async function saidCount(): Promise<number> {
    const { rows } = await database.query<{ count: number }>(
      `select count(*)::integer as count from activities where activity ->> 'type' = 'message'`,
    );
    return rows[0]!.count;
  }

  it('queues the citizen, and officers see it with personal data masked', async () => {
    await say('đăng ký kết hôn cần giấy tờ gì');
    const [answer] = await say('tôi tên Lê Thị Bảy, sđt 0912 345 678, cho tôi gặp cán bộ');
    expect(answer).toContain(replies.requestNoted);

    const waiting = await desk<{ conversations: View['conversation'][] }>(
      'lan',
      'GET',
      '/api/conversations?waiting=1',
    );
    expect(waiting.body.conversations).toMatchObject([
      {
        mode: 'bot',
        place: 1,
        holder: null,
        unread: 0,
        ticketCodes: [],
        lastText: 'tôi tên «họ tên», sđt «số điện thoại», cho tôi gặp cán bộ',
      },
    ]);
    path = `/api/conversations/${encodeURIComponent(waiting.body.conversations[0]!.id)}`;
  });

  it('gives it to one of two officers who want it at once in two processes', async () => {
    const results = await Promise.all(
      (['lan', 'minh'] as const).map(async (who, nr) => ({
        who,
        ...(await desk<{ type: string }>(who, 'POST', `${path}/take`, { app: apps[nr]! })),
      })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual([204, 409]);
    winner = results.find(({ status }) => status === 204)!.who;
    loser = winner === 'lan' ? 'minh' : 'lan';
    expect(results.find(({ who }) => who === loser)!.body.type).toBe('urn:problem:conversation_held');
    const alias = `cán bộ số ${staff.callers[winner].staffId}`;
    await client.hears(replies.officerHere(alias));
    expect((await desk(winner, 'POST', `${path}/take`)).status).toBe(204);
    expect(client.texts().filter((text) => text === replies.officerHere(alias))).toHaveLength(1);
  });

  it('keeps the assistant silent, except in danger, and the loser out', async () => {
    expect(await say('lệ phí bao nhiêu vậy cán bộ?')).toEqual([]);
    expect(await say('nhà tôi đang cháy cứu với')).toEqual([replies.emergency]);
    const refused = await desk<{ type: string }>(loser, 'POST', `${path}/say`, { body: { text: 'chào' } });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:problem:conversation_not_yours']);
    expect((await desk<{ type: string }>(loser, 'GET', path)).body.type).toBe(
      'urn:problem:no_such_conversation',
    );
    expect((await desk(loser, 'POST', `${path}/give-back`)).status).toBe(409);
  });

  it('goes on with the same officer after every process was started anew', async () => {
    client.close();
    for (const app of apps) await app.close();
    apps = [await start()];
    connect();
    await client.hears(replies.emergency);

    const view = (await desk<View>(winner, 'GET', path)).body;
    expect(view.conversation).toMatchObject({
      mode: 'staff',
      holder: { name: staff.callers[winner].name },
      unread: 2,
    });
    expect((await desk<View>(winner, 'GET', path)).body.conversation.unread).toBe(0);
    const answered = view.activities.find(({ sources }) => sources.length > 0)!;
    expect(answered).toMatchObject({ from: 'assistant', sources: [{ code: '1.000894' }] });
    expect(answered.sources[0]!.title).toMatch(/kết hôn/i);

    expect((await desk(winner, 'POST', `${path}/say`, { body: { text: 'Dạ, miễn lệ phí ạ.' } })).status).toBe(
      204,
    );
    await client.hears('Dạ, miễn lệ phí ạ.');
    const heard = client.heard.find((one) => one.type === 'message' && one.text === 'Dạ, miễn lệ phí ạ.')!;
    expect(heard.from).toEqual({
      id: 'officer',
      name: `Cán bộ số ${staff.callers[winner].staffId}`,
      role: 'bot',
    });
    expect(JSON.stringify(client.heard)).not.toContain(staff.callers[winner].name);
    const said = (await desk<View>('tam', 'GET', path)).body.activities.at(-1);
    expect(said).toMatchObject({ from: 'officer', by: { name: staff.callers[winner].name } });
  });

  it('tells the citizen when the assistant is back, and answers again', async () => {
    expect((await desk(winner, 'POST', `${path}/give-back`)).status).toBe(204);
    await client.hears(replies.assistantAgain);
    const [answer] = await say('đăng ký kết hôn cần giấy tờ gì');
    expect(answer).toContain(SAID.source);
    expect((await desk(winner, 'POST', `${path}/say`, { body: { text: 'còn đó không' } })).status).toBe(409);
  });

  it('gives the assistant back to a citizen who asks for it', async () => {
    await say('cho tôi gặp cán bộ');
    await desk('hoa', 'POST', `${path}/take`);
    expect(await say('thôi gặp trợ lý nha')).toContain(replies.assistantTakenBack);
    expect((await desk('hoa', 'POST', `${path}/say`, { body: { text: 'chào' } })).status).toBe(409);
    const open = await desk<{ conversations: unknown[] }>('hoa', 'GET', '/api/conversations');
    expect(open.body.conversations).toEqual([]);
  });

  it('audits who took, gave back and read', async () => {
    const { rows } = await database.query<{ action: string; name: string }>(
      `select a.action, s.name from audit a join staff s on s.id = a.staff_id order by a.id`,
    );
    const { name } = staff.callers[winner];
    expect(rows).toEqual([
      { action: 'conversation.taken', name },
      { action: 'conversation.read', name: staff.callers.tam.name },
      { action: 'conversation.given_back', name },
      { action: 'conversation.taken', name: staff.callers.hoa.name },
    ]);
  });
});
