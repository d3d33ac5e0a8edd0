// The transcript: everything arrives once, in order, and is read by watermark without gap or repeat.

import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import type { Arrival } from '../../bot/conversations.ts';
import { type ChatProcess, startChatProcess } from '../support/chat-process.ts';
import { createClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';

const ID = 'direct-line:one';

function message(text: string, messageId: string | null = null): Arrival {
  return {
    conversationId: ID,
    channel: 'direct-line',
    userId: 'dl_citizen',
    messageId,
    activity: { type: 'message', text },
  };
}

describe.each(databaseKinds)('conversations on %s', (kind) => {
  let database: OpenDatabase;
  let chat: ChatProcess;
  const clock = createClock();

  beforeEach(async () => {
    database = await freshDatabase(kind);
    chat = await startChatProcess({ database, handle: async () => {}, now: clock.now });
    await chat.turns.close();
  });

  afterEach(async () => {
    await chat.close();
    await database.close();
  });

  async function texts(after = 0): Promise<(string | undefined)[]> {
    const page = await chat.conversations.read(ID, after);
    return page!.activities.map(({ activity }) => activity.text);
  }

  it('takes what comes at once into each conversation in its order, doubles once', async () => {
    const of = (citizen: number, text: number) => ({
      ...message(`tin ${text}`, `m${text}`),
      conversationId: `zalo-oa:${citizen}` as const,
      channel: 'zalo-oa' as const,
      userId: String(citizen),
    });
    const texts = Array.from({ length: 60 }, (_, i) => i);
    const arrivals = texts.flatMap((text) => [0, 1, 2].map((citizen) => of(citizen, text)));
    const doubled = arrivals.flatMap((one, i) => (i % 5 === 0 ? [one, one] : [one]));
    const accepted = await Promise.all(doubled.map((one) => chat.conversations.accept(one)));
    expect(accepted.filter(({ duplicate }) => duplicate)).toHaveLength(doubled.length - arrivals.length);
    for (const [i, { position }] of accepted.entries())
      expect(position).toBe(Number(doubled[i]!.messageId!.slice(1)) + 1);
    for (const citizen of [0, 1, 2]) {
      const page = await chat.conversations.read(`zalo-oa:${citizen}`, 0);
      expect(page!.activities.map(({ position, activity }) => [position, activity.text])).toEqual(
        texts.map((text) => [text + 1, `tin ${text}`]),
      );
    }
  });

  it('takes what comes at once even when the database refuses one of it', async () => {
    const tooLong = randomBytes(20_000).toString('hex');
    const ended = await Promise.allSettled(
      ['m1', 'm2', tooLong, 'm3'].map((id) => chat.conversations.accept(message(id.slice(0, 2), id))),
    );
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await texts()).toEqual(['m1', 'm2', 'm3']);
  });

  it('begins a conversation with its first arrival and keeps what arrived', async () => {
    expect(await chat.conversations.accept(message('xin chào', 'm1'))).toEqual({
      position: 1,
      duplicate: false,
    });
    const found = await chat.conversations.find(ID);
    expect(found).toMatchObject({
      conversation: { id: ID, channel: 'direct-line', userId: 'dl_citizen', mode: 'bot' },
      lastPosition: 1,
    });
    const page = await chat.conversations.read(ID, 0);
    expect(page).toEqual({
      activities: [
        {
          position: 1,
          direction: 'inbound',
          activity: { type: 'message', text: 'xin chào' },
          createdAt: clock.now(),
        },
      ],
      watermark: 1,
      more: false,
      userId: 'dl_citizen',
    });
  });

  it('stores the same message once, however often and at once it is delivered', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, () => chat.conversations.accept(message('một lần', 'same'))),
    );
    expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(results.map(({ position }) => position)).size).toBe(1);
    expect(await texts()).toEqual(['một lần']);

    await chat.conversations.accept(message('không có mã'));
    await chat.conversations.accept(message('không có mã'));
    expect(await texts()).toEqual(['một lần', 'không có mã', 'không có mã']);
  });

  it('shows positions in order: a reader that follows the watermark misses nothing', async () => {
    await chat.conversations.accept(message('0'));
    const read: string[] = [];
    let watermark = 0;
    const arriving = Promise.all(
      Array.from({ length: 60 }, (_, nr) => chat.conversations.accept(message(String(nr + 1)))),
    );
    await until(async () => {
      const page = await chat.conversations.read(ID, watermark);
      for (const { position, activity } of page!.activities) {
        expect(position).toBeGreaterThan(watermark);
        watermark = position;
        read.push(activity.text!);
      }
      return read.length >= 61;
    });
    await arriving;
    expect(new Set(read).size).toBe(61);
    expect(await texts(watermark)).toEqual([]);
  });

  it('reads in pages, and takes a watermark from the future for the newest', async () => {
    await chat.conversations.accept(message('câu hỏi'));
    const { conversation } = (await chat.conversations.find(ID))!;
    const said = Array.from({ length: 120 }, (_, nr) => ({ type: 'message', text: String(nr) }));
    expect(await chat.conversations.append(conversation, said)).toBe(true);

    const first = (await chat.conversations.read(ID, 0))!;
    expect(first).toMatchObject({ watermark: 100, more: true });
    const second = (await chat.conversations.read(ID, first.watermark))!;
    expect(second).toMatchObject({ watermark: 121, more: false });
    expect([...first.activities, ...second.activities].map(({ activity }) => activity.text)).toEqual([
      'câu hỏi',
      ...said.map(({ text }) => text),
    ]);
    expect(await chat.conversations.read(ID, 999_999_999_999_999)).toMatchObject({
      activities: [],
      watermark: 121,
    });
    expect(await chat.conversations.read('direct-line:nobody', 0)).toBeNull();
    expect(await chat.conversations.append({ ...conversation, id: 'direct-line:nobody' }, said)).toBe(false);
  });

  it('says something within the transaction of another, or not at all', async () => {
    await chat.conversations.accept(message('xin chào'));
    const { conversation } = (await chat.conversations.find(ID))!;
    const said = [
      { type: 'message', text: 'một' },
      { type: 'message', text: 'hai' },
    ];
    const heard: string[] = [];
    chat.notices.subscribe(({ kind }) => heard.push(kind));
    const { appendIn, heard: tell } = chat.conversations;
    await expect(
      database.transaction(async (tx) => {
        await appendIn(tx, conversation, said);
        throw new Error('no ticket');
      }),
    ).rejects.toThrow('no ticket');
    expect(await texts()).toEqual(['xin chào']);
    expect(await database.transaction((tx) => appendIn(tx, conversation, said))).toBe(2);
    tell(ID);
    expect([await texts(), heard]).toEqual([['xin chào', 'một', 'hai'], ['said']]);
    const nobody = { ...conversation, id: 'direct-line:nobody' } as const;
    expect(await database.transaction((tx) => appendIn(tx, nobody, said))).toBeNull();
  });

  it('stores text that Postgres could not hold, without what it could not', async () => {
    const text = 'a\0b \uD800c \u202Eđảo\u202C Tiê\u0301ng';
    await chat.conversations.accept({
      ...message(text, 'm\0\uDFFF'),
      activity: { type: 'message', text, value: { 'k\0': ['\0'] } },
    });
    const page = await chat.conversations.read(ID, 0);
    expect(page!.activities[0]!.activity).toEqual({
      type: 'message',
      text: 'ab \uFFFDc đảo Tiếng',
      value: { k: [''] },
    });
    expect(await chat.conversations.accept(message(text, 'm\0\uDFFF'))).toMatchObject({ duplicate: true });
  });

  it('tells other processes of what arrives and of what is said', async () => {
    const other = await startChatProcess({ database, handle: async () => {}, now: clock.now });
    await other.turns.close();
    const heard: string[] = [];
    other.notices.subscribe(({ kind, subject, here }) => heard.push(`${kind} ${subject} ${here}`));
    await chat.conversations.accept(message('xin chào'));
    const { conversation } = (await chat.conversations.find(ID))!;
    await chat.conversations.append(conversation, [{ type: 'message', text: 'chào bạn' }]);
    await until(() => heard.length === 2);
    expect(heard).toEqual([`arrived ${ID} false`, `said ${ID} false`]);
    await other.close();
  });
});
