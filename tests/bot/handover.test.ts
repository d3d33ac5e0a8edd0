// Hand-overs: places in the queue, one holder, an interrupted turn, what is forgotten, who has read.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConversations } from '../../api/conversations/reading.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import type { TurnHandler } from '../../bot/adapter.ts';
import type { ConversationId } from '../../bot/conversations.ts';
import { createHandovers, type Handovers, type OpeningHours } from '../../bot/handover.ts';
import { replies } from '../../bot/replies.ts';
import { turnOf } from '../../bot/turn.ts';
import { type ChatProcess, startChatProcess } from '../support/chat-process.ts';
import { createClock, type TestClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { addStaff, type TestStaff } from '../support/desk-staff.ts';
import { until } from '../support/until.ts';

const MINUTE = 60_000;
const MONDAY = new Date('2026-11-30T07:30:00+07:00');
const OPEN: OpeningHours = { isOpen: () => true, opensAt: () => MONDAY };

describe.each(databaseKinds)('hand-overs on %s', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let staff: TestStaff;
  let chat: ChatProcess;
  let handovers: Handovers;

  /** Waits, where a test says so, and answers unless a person does. */
  let duringTurn = async () => {};
  const handle: TurnHandler = async (context) => {
    await duringTurn();
    if (turnOf(context).conversation.mode === 'bot') await context.sendActivity('máy trả lời');
  };

  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
    staff = await addStaff(database);
    duringTurn = async () => {};
    chat = await startChatProcess({ database, handle, now: clock.now });
    handovers = over(OPEN);
  });
  afterEach(async () => {
    await chat.close();
    await database.close();
  });

  function over(hours: OpeningHours | null): Handovers {
    return createHandovers({ ...chat, hours });
  }

  function say(id: ConversationId, text = 'xin chào') {
    return chat.conversations.accept({
      conversationId: id,
      channel: 'direct-line',
      userId: 'dl_citizen',
      messageId: null,
      activity: { type: 'message', text },
    });
  }

  const answered = () =>
    until(async () => {
      const { rows } = await database.query(`select from activities where status = 'received'`);
      return rows.length === 0;
    });

  async function said(id: ConversationId): Promise<(string | undefined)[]> {
    const page = await chat.conversations.read(id, 0);
    return page!.activities
      .filter(({ direction }) => direction === 'outbound')
      .map(({ activity }) => activity.text);
  }

  async function request(id: ConversationId, by = handovers) {
    const asked = await by.port.request(id, clock.now());
    await database.transaction(asked.write);
    return asked;
  }

  const holder = (name: 'lan' | 'minh') => ({
    staffId: staff.callers[name].staffId,
    shownAs: `cán bộ ${name}`,
  });

  it('tells each its place, the same when asked again, and moves up when one is taken or gives up', async () => {
    const ids: ConversationId[] = ['direct-line:a', 'direct-line:b', 'direct-line:c'];
    for (const id of ids) await say(id);
    for (const [nr, id] of ids.entries()) {
      expect(await request(id)).toMatchObject({ open: true, place: nr + 1, opensAt: null });
      clock.forward(MINUTE);
    }
    expect(await request('direct-line:b')).toMatchObject({ place: 2 });
    expect(await handovers.take('direct-line:a', holder('lan'))).toBe('taken');
    expect(await request('direct-line:c')).toMatchObject({ place: 2 });
    await database.transaction(handovers.port.giveBack('direct-line:b', clock.now()));
    expect(await request('direct-line:c')).toMatchObject({ place: 1 });
    const open = await openConversations(database, { waiting: false, mine: null });
    expect(open.map(({ id, place }) => [id, place])).toEqual([
      ['direct-line:c', 1],
      ['direct-line:a', null],
    ]);
  });

  it('queues outside opening hours too, and promises a time only where hours are known', async () => {
    await say('direct-line:a');
    await say('direct-line:b');
    const closed = over({ isOpen: () => false, opensAt: () => MONDAY });
    expect(await request('direct-line:a', closed)).toMatchObject({
      open: false,
      place: null,
      opensAt: MONDAY,
    });
    expect(await request('direct-line:b', over(null))).toMatchObject({
      open: false,
      place: null,
      opensAt: null,
    });
    expect(await openConversations(database, { waiting: true, mine: null })).toHaveLength(2);
  });

  it('has one holder, however many officers take it at once', async () => {
    await say('direct-line:a');
    await answered();
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, nr) => handovers.take('direct-line:a', holder(nr % 2 ? 'lan' : 'minh'))),
    );
    expect(new Set(outcomes)).toEqual(new Set(['taken', 'held']));
    const told = (await said('direct-line:a')).slice(1);
    expect(told).toHaveLength(1);
    expect(await handovers.take('direct-line:none', holder('lan'))).toBe('gone');
  });

  it('takes back the word of a turn under way when a person takes over, and answers by that person alone', async () => {
    let goOn = () => {};
    const wait = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let begun = false;
    duringTurn = async () => {
      begun = true;
      await wait;
    };
    await say('direct-line:a');
    await until(() => begun);
    await handovers.take('direct-line:a', holder('lan'));
    duringTurn = async () => {};
    goOn();
    await answered();
    expect(await said('direct-line:a')).toEqual([replies.officerHere('cán bộ lan')]);
  });

  it('says nothing of an officer who does not hold it, and notes who said what', async () => {
    await say('direct-line:a');
    await answered();
    await handovers.take('direct-line:a', holder('lan'));
    const { staffId } = holder('minh');
    expect(await handovers.say('direct-line:a', staffId, 'không phải tôi')).toBe('not_held');
    expect(await handovers.giveBack('direct-line:a', staffId)).toBe('not_held');
    expect(await handovers.say('direct-line:a', holder('lan').staffId, 'chào ông')).toBe('done');
    const { rows } = await database.query(
      `select m.staff_id, a.activity ->> 'text' as text from officer_messages m
       join activities a using (conversation_id, position)`,
    );
    expect(rows).toEqual([{ staff_id: holder('lan').staffId, text: 'chào ông' }]);
  });

  it('gives back what its officer forgot, once, and not what the officer spoke in', async () => {
    for (const id of ['direct-line:a', 'direct-line:b'] as const) {
      await say(id);
      await answered();
      await handovers.take(id, holder('lan'));
    }
    clock.forward(14 * MINUTE);
    await handovers.say('direct-line:b', holder('lan').staffId, 'đang tra giúp ông');
    clock.forward(MINUTE);
    const silentSince = new Date(clock.now().getTime() - 15 * MINUTE);
    const counts = await Promise.all([
      handovers.giveBackForgotten(silentSince),
      handovers.giveBackForgotten(silentSince),
    ]);
    expect(counts.reduce((a, b) => a + b)).toBe(1);
    expect((await said('direct-line:a')).at(-1)).toBe(replies.officerSilent);
    expect((await said('direct-line:b')).at(-1)).toBe('đang tra giúp ông');
    await say('direct-line:a');
    await answered();
    expect((await said('direct-line:a')).at(-1)).toBe('máy trả lời');
  });

  it('counts what the holder has not read', async () => {
    await say('direct-line:a');
    await answered();
    clock.forward(MINUTE);
    await handovers.take('direct-line:a', holder('lan'));
    await say('direct-line:a', 'một');
    const { position } = await say('direct-line:a', 'hai');
    const unread = async () => (await openConversations(database, { waiting: false, mine: null }))[0]!.unread;
    expect(await unread()).toBe(2);
    await handovers.markRead('direct-line:a', holder('minh').staffId, position);
    expect(await unread()).toBe(2);
    await handovers.markRead('direct-line:a', holder('lan').staffId, position);
    expect(await unread()).toBe(0);
  });
});
