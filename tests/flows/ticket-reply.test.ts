// A story: an operator logs a call, a citizen writes, an officer answers both, and the answer arrives in the chat by itself.

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import type { Caller } from '../../api/route.ts';
import { RATING_CHOICES, ticketWords } from '../../bot/ticket-news.ts';
import { turnOf } from '../../bot/turn.ts';
import { dayOf } from '../../knowledge/day.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { connectClient, fetchToken, type TestClient } from '../support/direct-line-client.ts';
import { aDraft, type Page, seedStaff, startTicketDesk, type View } from '../support/ticket-desk.ts';

const CALLERS: Readonly<Record<string, Caller>> = {
  hoa: { staffId: '1', name: 'hoa', role: 'operator', agencyId: null },
  an: { staffId: '2', name: 'an', role: 'officer', agencyId: 'so-xay-dung' },
};

describe.each(databaseKinds)('a reply on its way on the %s database', (kind) => {
  let database: OpenDatabase;
  let app: App;
  let client: TestClient;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    await seedStaff(database);
    const { desk, close } = await startTicketDesk({ database });
    await close();
    app = await createApp(readConfig({ PORT: '0', TICKET_UNDO_SECONDS: '1' }), {
      database,
      logger: pino({ level: 'silent' }),
      identify: async (request) => CALLERS[request.get('x-person') ?? ''] ?? null,
      async handleTurn(context) {
        const { conversation, together, now } = turnOf(context);
        if (context.activity.type !== 'message') return;
        const draft = aDraft({ conversationId: conversation.id, what: context.activity.text });
        const { code, write } = await desk.prepare(draft, now);
        together.push(write);
        await context.sendActivity(`Đã ghi nhận ${code}`);
      },
    });
    await app.ready;
    const domain = `${app.url}/v3/directline`;
    client = connectClient({ domain, token: (await fetchToken(domain)).token });
  });
  afterAll(async () => {
    client.close();
    await app.close();
    await database.close();
  });

  async function call<Body>(person: string, method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(app.url + path, {
      method,
      headers: { 'x-person': person, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.ok).toBe(true);
    return (await response.json()) as Body;
  }

  it('lets nobody in without a name', async () => {
    expect((await fetch(`${app.url}/api/tickets`)).status).toBe(401);
  });

  it('goes from a message to an answer with buttons', async () => {
    await client.say('Ống cống trước nhà bị nghẹt');
    await client.hears(`Đã ghi nhận PA-${dayOf(new Date()).slice(0, 4)}-000001`);
    const { tickets } = await call<Page>('an', 'GET', '/api/tickets?q=ong+cong');
    expect(tickets).toMatchObject([{ status: 'received', summary: 'Ống cống trước nhà bị nghẹt' }]);
    const [{ code, version }] = tickets as [View];
    const reply = { version, text: 'Đã thông cống.', closing: true };
    await call('an', 'POST', `/api/tickets/${code}/reply`, reply);
    await client.hears(`**Trả lời phản ánh ${code}**\nĐã thông cống.`);
    await client.hears(ticketWords.askRating);
    const buttons = client.heard.flatMap((activity) =>
      activity.type === 'message' ? (activity.suggestedActions?.actions ?? []).map(({ title }) => title) : [],
    );
    expect(buttons).toEqual(Object.values(RATING_CHOICES));
    const view = await call<View>('an', 'GET', `/api/tickets/${code}`);
    expect(view.events.find((event) => event.kind === 'replied')).toMatchObject({ delivery: 'delivered' });
  });

  it('logs a call, and shows the operator nothing else', async () => {
    const logged = await call<{ code: string; key: string }>('hoa', 'POST', '/api/tickets', {
      category: 'land',
      what: 'Chờ sổ đỏ ba tháng',
      where: null,
      when: null,
      agencyId: 'so-xay-dung',
      dossierCode: null,
      urgent: true,
      anonymous: false,
      name: 'Bà Năm',
      phone: '0905 111 222',
    });
    const { tickets } = await call<Page>('hoa', 'GET', '/api/tickets');
    expect(tickets).toMatchObject([{ code: logged.code, channel: 'phone', urgent: true }]);
  });
});
