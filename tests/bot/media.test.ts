// When the links of a message are followed, for how long, and that a turn which fails leaves nothing behind.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TurnContext } from 'botbuilder-core';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttachmentStore } from '../../api/attachments/store.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { filesOf } from '../../bot/attachments.ts';
import { createMediaFetch } from '../../bot/channels/media-fetch.ts';
import { freshForm, MOST_FILES } from '../../bot/complaints/form.ts';
import { missedOf, withMedia } from '../../bot/media.ts';
import { freshState } from '../../bot/state.ts';
import { blindReader } from '../support/blind-reader.ts';
import { type ChatProcess, startChatProcess } from '../support/chat-process.ts';
import { freshDatabase } from '../support/databases.ts';
import { type MediaServer, startMediaServer } from '../support/media-server.ts';
import { PDF } from '../support/pictures.ts';
import { until } from '../support/until.ts';

const ID = 'zalo-oa:an';

describe('media of a turn', () => {
  let database: OpenDatabase;
  let media: MediaServer;
  let directory: string;
  let chat: ChatProcess;
  let failures: number;

  beforeEach(async () => {
    database = await freshDatabase('embedded');
    media = await startMediaServer();
    directory = await mkdtemp(join(tmpdir(), 'media-'));
    failures = 0;
  });
  afterEach(async () => {
    await chat.close();
    await media.close();
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });

  function startChat(withinMs: number): Promise<ChatProcess> {
    const logger = pino({ level: 'silent' });
    return startChatProcess({
      database,
      handle: withMedia({
        handle: tell,
        attachments: createAttachmentStore({ database, directory }),
        photos: blindReader,
        fetchMedia: createMediaFetch({ hosts: { suffixes: [], origins: [media.url] }, logger }),
        withinMs,
      }),
    });
  }
  /** Says what files came and what did not; fails as often as it is told to. */
  async function tell(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (failures-- > 0) throw new Error('scripted');
    await context.sendActivity(`${filesOf(activity).length} files, ${missedOf(activity) ?? 'all'}`);
  }

  const file = (contentUrl: string) => ({ contentType: 'image/*', contentUrl });

  /** Sends the attachments while a complaint is written or not, and resolves to what was said. */
  async function send(
    attachments: { contentType: string; contentUrl?: string }[],
    { writing = true, mode = 'bot', withinMs = 30_000, failing = 0 } = {},
  ): Promise<string> {
    chat = await startChat(withinMs);
    const { conversations, turns } = chat;
    const arrival = { conversationId: ID, channel: 'zalo-oa', userId: 'an' } as const;
    await conversations.accept({ ...arrival, messageId: 'begin', activity: { type: 'event' } });
    await until(async () => (await conversations.read(ID, 0))!.activities.length > 1);
    const state = { ...freshState(), complaint: writing ? freshForm() : null };
    await database.query('update conversations set state = $1::jsonb, mode = $2', [
      JSON.stringify(state),
      mode,
    ]);
    failures = failing;
    const { position } = await conversations.accept({
      ...arrival,
      messageId: 'media',
      activity: { type: 'message', text: '', attachments },
    });
    await turns.sweep();
    const said = await until(async () => {
      const { activities } = (await conversations.read(ID, position))!;
      return activities.find(({ direction }) => direction === 'outbound')?.activity.text;
    });
    return said;
  }

  it('are fetched while a complaint is written', async () => {
    expect(await send([file(media.put('/a', PDF)), file(media.put('/b', PDF))])).toBe('2 files, all');
  });

  it('are left where they are while an officer talks', async () => {
    expect(await send([file(media.put('/a', PDF))], { writing: false, mode: 'staff' })).toBe('0 files, all');
    expect(media.asked).toEqual([]);
  });

  it('are looked at while no complaint is written, two at most, and the way to them is forgotten', async () => {
    const three = ['/a', '/b', '/c'].map((path) => file(media.put(path, PDF)));
    expect(await send(three, { writing: false })).toBe('0 files, all');
    expect(media.asked.toSorted()).toEqual(['/a', '/b']);
    expect(await readdir(directory)).toEqual([]);
    const { rows } = await database.query(`select activity -> 'attachments' as left from activities
      where activity ->> 'type' = 'message' and direction = 'inbound'`);
    expect(rows).toEqual([{ left: [] }]);
  });

  it('are given up together when time is up, and what came before is kept', async () => {
    const stalled = file(media.stall('/stalled'));
    const said = await send([file(media.put('/a', PDF)), stalled, stalled], { withinMs: 2_000 });
    expect(said).toBe('1 files, unreachable');
  });

  it('are as many as a complaint may have', async () => {
    const many = Array.from({ length: MOST_FILES + 1 }, (_, at) => file(media.put(`/${at}`, PDF)));
    expect(await send(many)).toBe(`${MOST_FILES} files, too_many`);
    expect(media.asked).toHaveLength(MOST_FILES);
  });

  it('are kept once though the turn fails at first', async () => {
    expect(await send([file(media.put('/a', PDF))], { failing: 2 })).toBe('1 files, all');
    expect(media.asked).toEqual(['/a', '/a', '/a']);
    expect(await readdir(directory)).toHaveLength(1);
    expect((await database.query('select from attachments')).rowCount).toBe(1);
  });
});
