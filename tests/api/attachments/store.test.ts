// Where files lie, who may take them, and how long they wait.

import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttachmentStore, type KeptFiles } from '../../../api/attachments/store.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import type { SentFile } from '../../../bot/attachments.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { PDF, tellingPhoto } from '../../support/pictures.ts';

const HOUR_MS = 60 * 60 * 1_000;
const CONVERSATION = 'direct-line:someone';

describe.each(databaseKinds)('the store of attachments on the %s database', (kind) => {
  let database: OpenDatabase;
  let directory: string;
  let store: KeptFiles;
  let clock: TestClock;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    await database.query(
      `insert into conversations (id, channel, user_id, last_position, created_at, last_active_at)
       values ($1, 'direct-line', 'dl_someone', 1, now(), now())`,
      [CONVERSATION],
    );
    directory = join(await mkdtemp(join(tmpdir(), 'attachments-')), 'kept');
    clock = createClock();
    store = createAttachmentStore({ database, directory });
  });
  afterEach(async () => {
    await database.close();
    await rm(join(directory, '..'), { recursive: true, force: true });
  });

  async function keep(name: string, bytes: Buffer): Promise<SentFile> {
    const now = clock.now();
    return (await store.keep({ conversationId: CONVERSATION, name, bytes, now })) as SentFile;
  }

  async function giveToTicket({ id }: SentFile): Promise<void> {
    await database.query(
      `insert into tickets (id, code, status, category, class, channel, urgent, anonymous, opened_at, came_at, clock, summary)
       values (1, 'PA-2026-000001', 'received', 'other', 'service', 'direct-line', false, true, now(), now(), 'none', '')`,
    );
    await database.query('update attachments set ticket_id = 1 where id = $1', [id]);
  }

  const rows = async () =>
    (
      await database.query<{ id: string; name: string; type: string; bytes: number; path: string }>(
        'select id, name, type, bytes, path from attachments order by created_at, name',
      )
    ).rows;

  it('keeps a clean copy under a name that tells nothing, readable by its owner only', async () => {
    const sent = await keep('../../Ảnh nhà ông Tám.exe', await tellingPhoto());
    expect(sent).toMatchObject({ name: 'Ảnh nhà ông Tám.jpg', type: 'image/jpeg' });
    const [row] = await rows();
    expect(row!.path).toMatch(/^[0-9a-f]{32}\.jpg$/);
    expect(await readdir(directory)).toEqual([row!.path]);
    const kept = await readFile(join(directory, row!.path));
    expect(kept.length).toBe(row!.bytes);
    expect((await store.read(row!.path))!.equals(kept)).toBe(true);
    expect((await stat(join(directory, row!.path))).mode & 0o077).toBe(0);
  });

  it('keeps nothing of a file it cannot take', async () => {
    expect(await keep('virus.jpg', Buffer.from('MZ not a photo'))).toEqual({ fault: 'unknown_type' });
    expect(await rows()).toEqual([]);
    expect(await readdir(directory).catch(() => [])).toEqual([]);
  });

  it('leaves no bytes behind when the row cannot be written', async () => {
    const now = clock.now();
    const stray = store.keep({ conversationId: 'direct-line:nobody', name: 'a.pdf', bytes: PDF, now });
    await expect(stray).rejects.toThrow();
    expect(await readdir(directory)).toEqual([]);
  });

  it('reads nothing outside of its directory, and null for what is gone', async () => {
    await writeFile(join(directory, '..', 'secret.txt'), 'secret').catch(() => {});
    expect(await store.read('../secret.txt')).toBeNull();
    expect(await store.read('no-such-file.jpg')).toBeNull();
  });

  it('forgets after a day what no ticket has taken, and bytes without a row', async () => {
    const orphan = await keep('đơn.pdf', PDF);
    const taken = await keep('taken.pdf', PDF);
    await giveToTicket(taken);
    await writeFile(join(directory, 'half-written.jpg.part'), 'left by a crash');
    const longAgo = new Date(clock.now().getTime() - 48 * HOUR_MS);
    await utimes(join(directory, 'half-written.jpg.part'), longAgo, longAgo);

    clock.forward(23 * HOUR_MS);
    await store.forgetOld(clock.now());
    expect((await rows()).map(({ id }) => id).sort()).toEqual([orphan.id, taken.id].sort());
    clock.forward(3 * HOUR_MS);
    await store.forgetOld(clock.now());
    expect((await rows()).map(({ id }) => id)).toEqual([taken.id]);
    expect(await readdir(directory)).toEqual([`${taken.id}.pdf`]);
  });

  it('forgets at once all of a conversation, but never a ticket’s and nobody else’s', async () => {
    await keep('một.pdf', PDF);
    await store.forgetOf('direct-line:another');
    expect(await rows()).toHaveLength(1);
    const taken = await keep('hai.pdf', PDF);
    await giveToTicket(taken);
    await store.forgetOf(CONVERSATION);
    expect((await rows()).map(({ id }) => id)).toEqual([taken.id]);
    expect(await readdir(directory)).toEqual([`${taken.id}.pdf`]);
  });

  it('forgets at once what it is told to, but never a ticket’s', async () => {
    const one = await keep('một.pdf', PDF);
    await store.forget([one.id, 'no-such-id']);
    expect(await rows()).toEqual([]);
    expect(await readdir(directory)).toEqual([]);
  });
});
