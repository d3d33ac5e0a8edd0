// What every way to Zalo promises alike: a message is taken once, nothing is met with silence, photos go with a complaint.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { type MediaServer, startMediaServer } from '../support/media-server.ts';
import { tellingPhoto } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { CITIZEN, ZALO_CHANNELS, type ZaloChannel } from '../support/zalo-channels.ts';

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
