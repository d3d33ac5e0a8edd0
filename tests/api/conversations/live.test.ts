// The stream of hints: what it tells and keeps to itself, that it ends with the session and with the process.

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLive, type Live } from '../../../api/conversations/live.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createHandovers } from '../../../bot/handover.ts';
import { NOTICE_CHANNEL } from '../../../bot/notices.ts';
import { type ChatProcess, startChatProcess } from '../../support/chat-process.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { type DeskServer, startDeskServer } from '../../support/desk-server.ts';
import { addStaff, type TestStaff } from '../../support/desk-staff.ts';
import { until } from '../../support/until.ts';

const logger = pino({ level: 'silent' });

describe.each(databaseKinds)('live hints on %s', (kind) => {
  let database: OpenDatabase;
  let staff: TestStaff;
  let chat: ChatProcess;
  let live: Live;
  let server: DeskServer;
  let signedIn: boolean;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    staff = await addStaff(database);
    signedIn = true;
    chat = await startChatProcess({ database });
    live = createLive({
      ...chat,
      identify: async (request) => (signedIn ? staff.identify(request) : null),
      logger,
      heartbeatMs: 10,
    });
    server = await startDeskServer([live.route], staff.identify);
  });
  afterEach(async () => {
    live.close();
    await server.close();
    await chat.close();
    await database.close();
  });

  /** What came so far, and whether the stream has ended. */
  async function stream() {
    const response = await fetch(`${server.url}/api/live`, { headers: staff.headersOf('lan') });
    const seen = { type: response.headers.get('content-type'), text: '', ended: false };
    void (async () => {
      for await (const part of response.body!.pipeThrough(new TextDecoderStream())) seen.text += part;
      seen.ended = true;
    })();
    return seen;
  }

  const say = (id: 'direct-line:a' | 'direct-line:b') =>
    chat.conversations.accept({
      conversationId: id,
      channel: 'direct-line',
      userId: 'dl_citizen',
      messageId: null,
      activity: { type: 'message', text: 'số của tôi là 0912345678' },
    });

  it('begins with a hint to look, and tells of conversations that wait, of the queue and of tickets', async () => {
    const seen = await stream();
    expect(seen.type).toContain('text/event-stream');
    await until(() => seen.text.includes('event: queue\ndata: {}\n\n'));
    await say('direct-line:a');
    await say('direct-line:b');
    const handovers = createHandovers({ ...chat, hours: null });
    const { write } = await handovers.port.request('direct-line:a', chat.now());
    seen.text = '';
    await database.transaction(write);
    await until(() => seen.text.includes('event: queue'));
    await say('direct-line:b');
    await say('direct-line:a');
    await until(() => seen.text.includes('event: conversation\ndata: {"id":"direct-line:a"}\n\n'));
    await database.query('select pg_notify($1, $2)', [
      NOTICE_CHANNEL,
      chat.notices.payloadForAll('ticket', 'PA-2026-000001'),
    ]);
    await until(() => seen.text.includes('event: ticket\ndata: {"code":"PA-2026-000001"}\n\n'));
    expect(seen.text).not.toContain('direct-line:b');
    expect(seen.text).not.toContain('0912345678');
  });

  it('beats, and ends once the session has', async () => {
    const seen = await stream();
    await until(() => seen.text.includes(': \n\n'));
    expect(seen.ended).toBe(false);
    signedIn = false;
    await until(() => seen.ended);
  });

  it('ends with the process, in good order', async () => {
    const seen = await stream();
    await until(() => seen.text !== '');
    live.close();
    await until(() => seen.ended);
    const late = await fetch(`${server.url}/api/live`, { headers: staff.headersOf('lan') });
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '3']);
    expect((await fetch(`${server.url}/api/live`)).status).toBe(401);
  });
});
