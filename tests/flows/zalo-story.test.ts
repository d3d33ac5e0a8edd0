// The whole story on every way to Zalo: asking, a dossier, a complaint with a photo, its answer and rating, a person and back.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { openFactor } from '../../api/dossiers/connect-registry.ts';
import { hashed } from '../../api/dossiers/dossier.ts';
import { importDossiers } from '../../api/dossiers/import/import-dossiers.ts';
import { complaintReplies } from '../../bot/complaint-replies.ts';
import { createConversations } from '../../bot/conversations.ts';
import { dossierReplies as dossierTexts } from '../../bot/dossiers/replies.ts';
import { dossierNews } from '../../bot/dossiers/standing.ts';
import { createNotices } from '../../bot/notices.ts';
import { replies } from '../../bot/replies.ts';
import { ticketReplies } from '../../bot/ticket-replies.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { addStaff, type TestStaff } from '../support/desk-staff.ts';
import { aDossier, CODE, PHONE } from '../support/dossiers.ts';
import { type MediaServer, startMediaServer } from '../support/media-server.ts';
import { tellingPhoto } from '../support/pictures.ts';
import type { View } from '../support/ticket-desk.ts';
import { until } from '../support/until.ts';
import { CITIZEN, ZALO_CHANNELS, type ZaloChannel } from '../support/zalo-channels.ts';

const MATTER = 'Trại heo xả nước thải ra suối ở xã Bình Sơn sáng nay, cá chết trắng';
const { dossiers: DOSSIERS } = readConfig({});

const everywhere = databaseKinds.flatMap((kind) =>
  Object.entries(ZALO_CHANNELS).map(([name, start]) => ({ name, kind, start })),
);

describe.each(everywhere)('a citizen on $name, on the $kind database', ({ name, kind, start }) => {
  const conversation = `/api/conversations/${encodeURIComponent(`${name}:${CITIZEN}`)}`;
  let database: OpenDatabase;
  let media: MediaServer;
  let staff: TestStaff;
  let directory: string;
  let channel: ZaloChannel;
  let code: string;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    media = await startMediaServer();
    staff = await addStaff(database);
    directory = await mkdtemp(join(tmpdir(), 'zalo-story-'));
    channel = await start({
      database,
      mediaAt: [media.url],
      directory,
      env: { TICKET_UNDO_SECONDS: '0' },
      identify: staff.identify,
    });
  });
  afterAll(async () => {
    await channel.close();
    await media.close();
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** What the citizen was told, but for who it is that answers. */
  const told = () => channel.told().filter((text) => !text.startsWith('Xin chào! Tôi là'));

  /** Resolves to the next thing told that holds `expected`. */
  async function hears(act: () => Promise<unknown>, expected: string): Promise<string> {
    const before = told().length;
    await act();
    return until(() =>
      told()
        .slice(before)
        .find((text) => text.includes(expected.replaceAll('**', ''))),
    );
  }

  let ids = 1_000;
  const say = (text: string, expected: string) => hears(() => channel.text(String(ids++), text), expected);

  async function desk<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(channel.url + path, {
      method,
      headers: staff.headersOf('tam'),
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.ok, `${method} ${path} ${response.status}`).toBe(true);
    const text = await response.text();
    return (text === '' ? null : JSON.parse(text)) as Body;
  }
  const ticket = () => desk<View>('GET', `/api/tickets/${code}`);
  const change = async (path: string, body: object) =>
    desk<View>('POST', `/api/tickets/${code}/${path}`, { version: (await ticket()).version, ...body });

  async function importStatus(status: number): Promise<void> {
    const now = () => new Date();
    const notices = createNotices({ database, processId: 'import', now });
    await importDossiers({
      database,
      conversations: createConversations({ database, notices, now }),
      word: dossierNews,
      dossiers: [hashed(aDossier({ status }), await openFactor({ database, settings: DOSSIERS }))],
      asOf: now(),
      now: now(),
    });
  }

  it('asks about a procedure, and goes on asking', async () => {
    expect(await say('đăng ký kết hôn cần giấy tờ gì', '1.000894')).not.toContain('**');
    expect(channel.told()[0]).toContain('trợ lý tự động (AI)');
    await say('nộp ở đâu', '1.000894');
  });

  it('looks up a dossier with a second factor, follows it, and hears of its result', async () => {
    await importStatus(4);
    await say(`hồ sơ ${CODE} tới đâu rồi`, dossierTexts.askFactor(DOSSIERS.factor));
    await say('9999', dossierTexts.noMatch(DOSSIERS.factor));
    await say(PHONE.slice(-4), 'Đang xử lý');
    await say(dossierTexts.follow, dossierTexts.followed(CODE));
    await hears(() => importStatus(9), dossierTexts.news(CODE, 'Đã xử lý xong'));
  });

  it('complains with a photo', async () => {
    await say(MATTER, complaintReplies.lines.what(MATTER));
    const url = media.put('/suoi.jpg', await tellingPhoto());
    const review = await hears(() => channel.photo(String(ids++), url), complaintReplies.lines.files(1));
    expect(review).toContain(complaintReplies.filesKept(1));
    expect(review).toContain('1. Gửi phản ánh');
    code = /PA-\d{4}-\d+/.exec(await say('1', 'Đã ghi nhận phản ánh'))![0];
    const { channel: by, attachments, conversationId } = await ticket();
    expect([by, conversationId]).toEqual([name, `${name}:${CITIZEN}`]);
    const seen = await fetch(`${channel.url}/api/tickets/${code}/attachments/${attachments[0]!.id}`, {
      headers: staff.headersOf('tam'),
    });
    const bytes = Buffer.from(await seen.arrayBuffer());
    expect([seen.headers.get('content-type'), bytes.length]).toEqual(['image/jpeg', attachments[0]!.bytes]);
    expect(bytes.includes('0912345678')).toBe(false);
  });

  it('is asked for more, and answers by the number under the question', async () => {
    await hears(() => change('move', { to: 'info_requested', why: 'Xin cho biết suối nào.' }), 'suối nào');
    await say('1', ticketReplies.askInformation(code));
    await say('suối sau nhà văn hóa thôn 3', ticketReplies.informationTaken(code));
    expect(await ticket()).toMatchObject({ status: 'info_given' });
  });

  it('reads the officer’s answer, and rates it by the number under it', async () => {
    await change('move', { to: 'processing', why: 'Đã rõ.' });
    const closing = { text: 'Đã lập biên bản trại heo.', closing: true };
    await hears(() => change('reply', closing), closing.text);
    await until(() => told().at(-1)?.includes('1. Rất hài lòng'));
    await say('2', ticketReplies.thanks);
    const { rating, events } = await ticket();
    expect(rating).toBe('satisfied');
    await until(async () => (await ticket()).events.at(-2)?.delivery === 'delivered');
    expect(events.filter((event) => event.kind === 'replied')).toHaveLength(1);
  });

  it('is handed over to an officer, who is the only one to answer, and comes back to the assistant', async () => {
    await say('cho tôi gặp cán bộ', replies.requestNoted);
    await hears(() => desk('POST', `${conversation}/take`), 'Trợ lý tự động tạm dừng trả lời');
    await hears(
      () => desk('POST', `${conversation}/say`, { text: 'Chào bà, tôi nghe.' }),
      'Chào bà, tôi nghe.',
    );
    const before = told().length;
    await channel.text(String(ids++), 'lệ phí đăng ký kết hôn bao nhiêu');
    await until(async () => {
      const { activities } = await desk<{ activities: { from: string; text: string }[] }>(
        'GET',
        conversation,
      );
      return activities.at(-1)?.text === 'lệ phí đăng ký kết hôn bao nhiêu';
    });
    await hears(() => desk('POST', `${conversation}/give-back`), replies.assistantAgain);
    expect(told()).toHaveLength(before + 1);
    await say('lệ phí đăng ký kết hôn bao nhiêu', '1.000894');
  });
});
