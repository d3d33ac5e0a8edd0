// Forgetting: what a citizen wants erased and what is old loses its words, keeps its counts, and open tickets keep theirs.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { forgetOld } from '../../api/retention.ts';
import { activitySet } from '../../bot/channels/direct-line/outgoing.ts';
import { createErasureDialog } from '../../bot/dialogs/erasure.ts';
import type { TicketNews } from '../../bot/ports.ts';
import { replies } from '../../bot/replies.ts';
import { freshState } from '../../bot/state.ts';
import { turnOf } from '../../bot/turn.ts';
import { shippedLanguage } from '../../knowledge/question.ts';
import { type ChatProcess, startChatProcess } from '../support/chat-process.ts';
import { createClock, type TestClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { addStaff } from '../support/desk-staff.ts';
import { addTickets, aTicket } from '../support/some-tickets.ts';
import { until } from '../support/until.ts';

const DAY = 24 * 60 * 60_000;
const { words } = shippedLanguage();

type Id = `direct-line:${string}`;

describe.each(databaseKinds)('forgetting on %s', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let chat: ChatProcess;
  let tickets: TicketNews[];
  let withoutFiles: string[];

  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
    tickets = [];
    withoutFiles = [];
    const erasure = createErasureDialog({
      desk: { ofConversation: async () => tickets },
      files: { forgetOf: async (id) => void withoutFiles.push(id) },
      words,
    });
    chat = await startChatProcess({
      database,
      now: clock.now,
      handle: async (context) => {
        const turn = turnOf(context);
        const text = context.activity.text ?? '';
        const reply = await erasure.erase(text, turn);
        turn.record.intent = 'procedure';
        if (reply === null) turn.state.asked = text;
        await context.sendActivity(reply?.text ?? `về ${text}`);
      },
    });
  });
  afterEach(async () => {
    await chat.close();
    await database.close();
  });

  async function say(text: string, id: Id = 'direct-line:one'): Promise<string | undefined> {
    await chat.conversations.accept({
      conversationId: id,
      channel: 'direct-line',
      userId: 'dl_citizen',
      messageId: null,
      activity: { type: 'message', text },
    });
    await until(async () => {
      const { rows } = await database.query(`select from activities where status = 'received'`);
      return rows.length === 0;
    });
    return (await texts(id)).at(-1) ?? undefined;
  }

  async function texts(id: Id = 'direct-line:one'): Promise<(string | null)[]> {
    const { rows } = await database.query<{ text: string | null }>(
      `select activity ->> 'text' as text from activities where conversation_id = $1 order by position`,
      [id],
    );
    return rows.map(({ text }) => text);
  }

  const news = (differing: Partial<TicketNews>): TicketNews => ({
    code: 'PA-2026-000001',
    status: 'processing',
    category: 'land',
    openedAt: clock.now(),
    here: true,
    dueAt: null,
    agency: null,
    answer: null,
    rateable: false,
    history: [],
    ...differing,
  });

  it('asks first, then erases the words and what was remembered, and goes on counting', async () => {
    await say('sổ đỏ của Lê Thị Bảy');
    expect(await say('xóa dữ liệu của tôi')).toBe(replies.eraseAsk);
    expect(withoutFiles).toEqual([]);
    expect(await say('xoa het')).toBe(replies.erased);
    expect(withoutFiles).toEqual(['direct-line:one']);
    expect(await texts()).toEqual([null, null, null, null, null, replies.erased]);
    const { state } = (await chat.conversations.find('direct-line:one'))!;
    expect(state).toEqual(freshState());
    const { rows } = await database.query(
      `select record ->> 'intent' as intent, count(*)::integer as count from activities
       where direction = 'inbound' group by 1`,
    );
    expect(rows).toEqual([{ intent: 'procedure', count: 3 }]);
    const shown = activitySet('one', (await chat.conversations.read('direct-line:one', 0))!);
    expect(shown.activities).toMatchObject([{ text: replies.erased }]);
    const { rows: stored } = await database.query<{ all: string }>(
      'select jsonb_agg(activity)::text as all from activities',
    );
    expect(stored[0]!.all).not.toContain('Bảy');
    expect(await say('làm lại sổ đỏ')).toBe('về làm lại sổ đỏ');
  });

  it('erases nothing for another answer, and asks again the next time', async () => {
    await say('một');
    await say('xóa dữ liệu');
    expect(await say('giữ lại')).toBe(replies.eraseDropped);
    expect(await say('xóa hết')).toBe('về xóa hết');
    await say('xóa tin nhắn');
    expect(await say('đăng ký kết hôn')).toBe('về đăng ký kết hôn');
    expect(await say('có')).toBe('về có');
    expect(await texts()).not.toContain(null);
  });

  it('keeps what an open ticket needs, and says why', async () => {
    await say('chuyện cũ');
    clock.forward(30 * DAY);
    await say('tôi muốn phản ánh');
    tickets = [news({}), news({ code: 'PA-2026-000002', status: 'published' })];
    const told = [replies.eraseKeepsOpen('PA-2026-000001'), replies.eraseKeepsFiled('PA-2026-000002')].join(
      '\n',
    );
    expect(await say('xóa dữ liệu')).toBe(`${replies.eraseAsk}\n${told}`);
    expect(await say('Xóa hết')).toBe(`${replies.erased}\n${told}`);
    expect((await texts()).slice(0, 4)).toEqual([null, null, 'tôi muốn phản ánh', 'về tôi muốn phản ánh']);
  });

  it('erases what is old day by day, in long conversations too, but not beside an open ticket', async () => {
    await addStaff(database);
    const ids: Id[] = ['direct-line:a', 'direct-line:b', 'direct-line:c'];
    for (const id of ids) await say('cũ', id);
    await addTickets(database, [
      aTicket({ conversationId: 'direct-line:b' }),
      aTicket({
        conversationId: 'direct-line:c',
        status: 'published',
        decidedAt: clock.now(),
        onTime: true,
      }),
    ]);
    clock.forward(89 * DAY);
    await say('mới', 'direct-line:a');
    const forget = () => forgetOld({ database, days: 90, now: clock.now() });
    expect(await forget()).toBe(0);
    clock.forward(2 * DAY);
    const erased = await Promise.all([forget(), forget()]);
    expect(erased.reduce((a, b) => a + b)).toBe(4);
    expect(await texts('direct-line:a')).toEqual([null, null, 'mới', 'về mới']);
    expect(await texts('direct-line:b')).toEqual(['cũ', 'về cũ']);
    expect(await texts('direct-line:c')).toEqual([null, null]);
    const stateOf = async (id: Id) => (await chat.conversations.find(id))!.state;
    expect(await stateOf('direct-line:a')).toMatchObject({ asked: 'mới' });
    expect(await stateOf('direct-line:c')).toEqual({});
    expect(await forget()).toBe(0);
  });
});
