// Whose conversations a member of staff sees: those that wait, the own ones, and those that a ticket of the agency came from.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationRoutes } from '../../../api/conversations/routes.ts';
import { shownAs } from '../../../api/conversations/shown-as.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createHandovers, type Handovers } from '../../../bot/handover.ts';
import { type ChatProcess, startChatProcess } from '../../support/chat-process.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { type DeskServer, startDeskServer } from '../../support/desk-server.ts';
import { addStaff, type TestStaff } from '../../support/desk-staff.ts';
import { addTickets, aTicket } from '../../support/some-tickets.ts';

const ID = 'direct-line:one';
const path = `/api/conversations/${encodeURIComponent(ID)}`;

describe.each(databaseKinds)('conversations of the desk on %s', (kind) => {
  let database: OpenDatabase;
  let staff: TestStaff;
  let chat: ChatProcess;
  let handovers: Handovers;
  let server: DeskServer;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    staff = await addStaff(database);
    chat = await startChatProcess({ database, handle: async () => {} });
    handovers = createHandovers({ ...chat, hours: null });
    const routes = conversationRoutes({
      database,
      handovers,
      shownAs: (caller) => shownAs('given', caller),
      now: chat.now,
    });
    server = await startDeskServer(routes, staff.identify);
    await say('xin chào');
  });
  afterAll(async () => {
    await server.close();
    await chat.close();
    await database.close();
  });

  const say = (text: string) =>
    chat.conversations.accept({
      conversationId: ID,
      channel: 'direct-line',
      userId: 'dl_citizen',
      messageId: null,
      activity: { type: 'message', text },
    });

  async function status(who: keyof TestStaff['callers'], address = path, method = 'GET'): Promise<number> {
    const response = await fetch(server.url + address, { method, headers: staff.headersOf(who) });
    await response.arrayBuffer();
    return response.status;
  }

  it('are hidden from who has nothing to do with them, as if they were not there', async () => {
    for (const who of ['lan', 'minh', 'hoa'] as const) {
      expect(await status(who)).toBe(404);
      expect(await status(who, `${path}/take`, 'POST')).toBe(404);
    }
    for (const who of ['tam', 'ba'] as const) expect(await status(who)).toBe(200);
    expect(await status('ba', '/api/conversations/direct-line%3Anone')).toBe(404);
  });

  it('are seen by the agency whose ticket came out of them', async () => {
    await addTickets(database, [aTicket({ conversationId: ID, agencyId: 'agency-one' })]);
    expect([await status('lan'), await status('minh')]).toEqual([200, 404]);
    const response = await fetch(server.url + path, { headers: staff.headersOf('lan') });
    expect(await response.json()).toMatchObject({
      conversation: { ticketCodes: ['PA-2026-000001'] },
      tickets: [{ code: 'PA-2026-000001', status: 'processing' }],
    });
  });

  it('are seen by all while they wait, and by the holder afterwards', async () => {
    const { write } = await handovers.port.request(ID, chat.now());
    await database.transaction(write);
    for (const who of ['lan', 'minh', 'hoa'] as const) expect(await status(who)).toBe(200);
    expect(await status('hoa', `${path}/take`, 'POST')).toBe(204);
    expect([await status('hoa'), await status('minh')]).toEqual([200, 404]);
    expect(await status('minh', `${path}/take`, 'POST')).toBe(409);
    const listed = async (who: keyof TestStaff['callers']) => {
      const response = await fetch(`${server.url}/api/conversations`, { headers: staff.headersOf(who) });
      return ((await response.json()) as { conversations: object[] }).conversations.length;
    };
    expect(await Promise.all((['hoa', 'tam', 'lan', 'minh'] as const).map(listed))).toEqual([1, 1, 1, 0]);
    const page = (await chat.conversations.read(ID, 0))!;
    expect(page.activities.at(-1)!.activity.text).toContain('cán bộ Hoa');
  });

  it('are told in pages, newest page first', async () => {
    const { conversation } = (await chat.conversations.find(ID))!;
    const said = Array.from({ length: 205 }, (_, nr) => ({ type: 'message', text: `tin ${nr}` }));
    await chat.conversations.append(conversation, said);
    const page = async (before?: number) => {
      const address = before === undefined ? path : `${path}?before=${before}`;
      const response = await fetch(server.url + address, { headers: staff.headersOf('hoa') });
      return (await response.json()) as {
        earlier: boolean;
        activities: { position: number; text: string }[];
      };
    };
    const last = await page();
    expect([last.activities.length, last.earlier, last.activities.at(-1)!.text]).toEqual([
      200,
      true,
      'tin 204',
    ]);
    const first = await page(last.activities[0]!.position);
    expect([first.activities.at(-1)!.text, first.earlier]).toEqual(['tin 4', false]);
  });
});

describe('the name of an officer', () => {
  const lan = { staffId: '7', name: 'Nguyễn Thị Lan' };

  it.each([
    ['number', 'cán bộ số 7'],
    ['given', 'cán bộ Lan'],
    ['full', 'cán bộ Nguyễn Thị Lan'],
  ] as const)('is shown as %s', (how, name) => expect(shownAs(how, lan)).toBe(name));
});
