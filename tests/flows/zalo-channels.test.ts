// What every way to Zalo promises alike: a message is taken once, nothing is met with silence, photos go with a complaint.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskTranscript } from '../../api/conversations/reading.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { type MediaServer, startMediaServer } from '../support/media-server.ts';
import { tellingPhoto } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { CITIZEN, ZALO_CHANNELS, type ZaloChannel } from '../support/zalo-channels.ts';

const HOURS_MS = 3_600_000;
const MATTER = 'Trại heo xả nước thải ra suối ở xã Bình Sơn sáng nay, cá chết trắng';

const everywhere = databaseKinds.flatMap((kind) =>
  Object.entries(ZALO_CHANNELS).map(([name, start]) => ({ name, kind, start })),
);

describe.each(everywhere)('$name on the $kind database', ({ name, kind, start }) => {
  let database: OpenDatabase;
  let media: MediaServer;
  let directory: string;
  let channel: ZaloChannel;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    media = await startMediaServer();
    directory = await mkdtemp(join(tmpdir(), 'zalo-channels-'));
    channel = await start({ database, mediaAt: [media.url], directory });
  });
  afterAll(async () => {
    await channel.close();
    await media.close();
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });

  let ids = 1_000;
  const newId = () => String(ids++);
  /** What the citizen was told, but for who it is that answers. */
  const told = () => channel.told().filter((text) => !text.startsWith('Xin chào! Tôi là'));

  /** Resolves to what is told after `send`. */
  async function answerTo(send: (id: string) => Promise<unknown>): Promise<string> {
    const before = told().length;
    await send(newId());
    return until(() => told()[before]);
  }
  const say = (text: string) => answerTo((id) => channel.text(id, text));

  it('takes the same message told again as one', async () => {
    await answerTo(async (id) => {
      for (let time = 0; time < 3; time++) await channel.text(id, 'cảm ơn');
    });
    expect(await say('tạm biệt')).toBe(replies.goodbye);
    expect(told()).toEqual([replies.thanks, replies.goodbye]);
  });

  it('answers what comes 17 hours late, knows when it was written, and takes the same bytes again as nothing new', async () => {
    const [id, at] = [newId(), new Date(Date.now() - 17 * HOURS_MS)];
    expect(await answerTo(() => channel.text(id, 'cảm ơn', at))).toBe(replies.thanks);
    const { rows } = await database.query<{ written: string; late: boolean }>(
      `select activity ->> 'timestamp' as written, created_at > $1 as late from activities
       where channel_message_id = $2`,
      [new Date(at.getTime() + 16 * HOURS_MS), id],
    );
    expect(rows).toEqual([{ written: at.toISOString(), late: true }]);
    const page = { before: Number.MAX_SAFE_INTEGER, limit: 10 };
    const seen = await deskTranscript(database, `${name}:${CITIZEN}`, page);
    expect(seen.findLast(({ from }) => from === 'citizen')?.at).toEqual(at);
    const before = told().length;
    await channel.text(id, 'cảm ơn', at);
    expect(await say('tạm biệt')).toBe(replies.goodbye);
    expect(told()).toHaveLength(before + 1);
  });

  it('answers each message once when they come out of order', async () => {
    const before = told().length;
    const [now, earlier] = [new Date(), new Date(Date.now() - 60_000)];
    await channel.text(newId(), 'tạm biệt', now);
    await channel.text(newId(), 'cảm ơn', earlier);
    await until(() => told().length === before + 2);
    expect(told().slice(before).sort()).toEqual([replies.thanks, replies.goodbye].sort());
  });

  it('reads the beginning of a message that is too long, and says so', async () => {
    const before = told().length;
    await channel.text(newId(), 'cảm ơn bạn '.repeat(700));
    await until(() => told().length === before + 2);
    expect(told()[before]).toBe(replies.cut);
  });

  it('stores nothing of what it must not, answers none of it, and goes on', async () => {
    const count = async () => (await database.query('select from activities')).rowCount;
    const [stored, before] = [await count(), told().length];
    expect(Object.keys(channel.harmless).length).toBeGreaterThan(2);
    for (const [what, [send, status]] of Object.entries(channel.harmless))
      expect(await send(), what).toBe(status);
    expect(await say('cảm ơn')).toBe(replies.thanks);
    expect(told()).toHaveLength(before + 1);
    expect(await count()).toBe((stored ?? 0) + 2);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['an empty message', (id) => channel.text(id, '')],
    ['what it does not know', (id) => channel.strange(id)],
  ])('answers %s kindly', async (_, send) => {
    expect(await answerTo(send)).toContain(replies.unreadable);
    expect(media.asked).toEqual([]);
  });

  it('looks at a photo that nobody asked for, and says how to type what it may have shown', async () => {
    const url = media.put('/unasked.jpg', Buffer.from('x'));
    expect(await answerTo((id) => channel.photo(id, url))).toContain(replies.noCodeOnPhoto);
  });

  it('keeps a photo with the complaint that is being written, once, and says when one does not come', async () => {
    expect(await say(MATTER)).toContain(texts.lines.what(MATTER));
    const url = media.put('/suoi.jpg', await tellingPhoto());
    const kept = await answerTo(async (id) => {
      for (let time = 0; time < 3; time++) await channel.photo(id, url);
    });
    expect(kept).toContain(texts.filesKept(1));
    const missed = await answerTo((id) => channel.photo(id, `${media.url}/gone.jpg`));
    expect(missed).toContain(texts.missed.unreachable);
    expect(missed).toContain(texts.lines.files(1));
    expect(await say(buttons.send)).toContain('PA-');
    const { rows } = await database.query<{ type: string; sent: boolean }>(
      'select type, ticket_id is not null as sent from attachments where conversation_id = $1',
      [`${name}:${CITIZEN}`],
    );
    expect(rows).toEqual([{ type: 'image/jpeg', sent: true }]);
    expect(media.asked).toEqual(['/unasked.jpg', '/suoi.jpg', '/gone.jpg']);
  });
});

describe.each(everywhere)(
  '$name on the $kind database, with a message that always fails',
  ({ kind, start }) => {
    it('apologises for it and sets it aside, and what comes after it is answered', async () => {
      const database = await freshDatabase(kind);
      const channel = await start({
        database,
        mediaAt: [],
        directory: tmpdir(),
        async handleTurn(context) {
          const { type, text } = context.activity;
          if (text === 'độc') throw new Error('poison');
          if (type === 'message') await context.sendActivity(`Đã nghe: ${text}`);
        },
      });
      await channel.text('1', 'độc');
      await channel.text('2', 'lành');
      await until(() => channel.told().length === 2);
      expect(channel.told()).toEqual([replies.failed, 'Đã nghe: lành']);
      const { rows } = await database.query('select status from activities where channel_message_id = $1', [
        '1',
      ]);
      expect(rows).toEqual([{ status: 'failed' }]);
      await channel.close();
      await database.close();
    });
  },
);
