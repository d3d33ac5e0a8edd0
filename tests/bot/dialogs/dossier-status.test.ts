// The dialog about a dossier, turn by turn with the real assistant and registry: what it asks, tells, follows and forgets.

import type { Activity } from 'botbuilder-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnswering } from '../../../api/answering.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import type { Dossier } from '../../../api/dossiers/dossier.ts';
import { TranscriptAdapter, type TurnHandler } from '../../../bot/adapter.ts';
import { addressOf, type ConversationId, type Conversations } from '../../../bot/conversations.ts';
import { dossierReplies as said } from '../../../bot/dossiers/replies.ts';
import { DOSSIER_STATUSES } from '../../../bot/dossiers/statuses.ts';
import { replies } from '../../../bot/replies.ts';
import { type ConversationState, freshState } from '../../../bot/state.ts';
import type { Turn } from '../../../bot/turn.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { aDossier, CODE, openRegistry, store } from '../../support/dossiers.ts';

const FACTOR = { of: 'either', digits: 4 } as const;
const ID = 'direct-line:one';
const CONTACT = { phone: null, address: null, hours: null };

describe.each(databaseKinds)('the dialog about a dossier on %s', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let conversations: Conversations;
  let handle: TurnHandler;
  let state: ConversationState;
  let records: unknown[];

  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock('2026-11-04T09:00:00+07:00');
    const opened = openRegistry({ database, now: clock.now });
    conversations = opened.conversations;
    handle = createAnswering({ database, contact: CONTACT, dossiers: opened.registry }).handleTurn;
    const arrival = { conversationId: ID, channel: 'direct-line', userId: 'x', messageId: null } as const;
    await conversations.accept({ ...arrival, activity: { type: 'message', text: 'xin chào' } });
    state = freshState();
    records = [];
  });
  afterEach(() => database.close());

  async function say(text: string, id: ConversationId = ID): Promise<{ text: string; buttons: string[] }> {
    const turn: Turn = {
      conversation: { ...addressOf(id), userId: 'x', caller: 'somewhere', mode: 'bot' },
      // The assistant has introduced itself before.
      position: 2,
      now: clock.now(),
      state,
      record: {},
      together: [],
      showSoFar: () => {},
      signal: new AbortController().signal,
    };
    const adapter = new TranscriptAdapter({ conversations, now: clock.now });
    const [reply] = await adapter.runTurn(turn, { type: 'message', text }, handle);
    await database.transaction(async (tx) => {
      for (const work of turn.together) await work(tx);
    });
    state = turn.state;
    records.push(turn.record);
    return { text: reply?.text ?? '', buttons: buttonsOf(reply) };
  }

  async function known(differing: Partial<Dossier> = {}, madeUp = false): Promise<void> {
    await store(database, [aDossier(differing)], { asOf: clock.now(), madeUp });
  }

  it('asks for the code, then the digits, then tells; the digits are in no memory and no record', async () => {
    await known();
    expect(await say('Tra hồ sơ giúp tôi')).toMatchObject({ text: said.askCode });
    expect((await say('h48 18 261102 0001 nha')).text).toBe(
      [replies.dossierCode(CODE), said.askFactor(FACTOR)].join('\n'),
    );
    const { text, buttons } = await say('3 4 5 6 đó em');
    expect(text.split('\n')).toEqual([
      `**Hồ sơ ${CODE}: Đang xử lý**`,
      'Cơ quan chuyên môn đang xử lý.',
      '- Thủ tục: Đăng ký khai sinh',
      '- Cơ quan xử lý: UBND phường Cẩm Thành',
      '- Ngày tiếp nhận: 02/11/2026',
      '- Hẹn trả kết quả: 17:00 ngày 05/11/2026',
      '- Còn 1 ngày làm việc nữa đến hẹn.',
      expect.stringMatching(/^- Việc cần làm: /),
      'Thông tin cập nhật lúc 09:00 ngày 04/11/2026.',
    ]);
    expect(buttons).toEqual([said.follow, said.another]);
    expect(JSON.stringify([state, records])).not.toContain('3456');
    expect(records).toEqual([
      { intent: 'dossier', outcome: 'asked_back' },
      { intent: 'dossier', outcome: 'asked_back' },
      { intent: 'dossier', outcome: 'answered' },
    ]);
  });

  it.each([
    `Hồ sơ ${CODE} tới đâu rồi, 4 số cuối điện thoại là 3456`,
    `tra giup ho so H48.18–261102–0001 sdt 0905 123 456`,
  ])('takes code and digits in one message: %s', async (text) => {
    await known();
    expect((await say(text)).text).toContain(`**Hồ sơ ${CODE}: `);
  });

  it.each(DOSSIER_STATUSES)(
    'says $number $name in a plain sentence with a next step',
    async ({ number, name, sentence, next }) => {
      await known({ status: number });
      await say(CODE);
      const { text, buttons } = await say('3456');
      for (const part of [name, sentence, next]) expect(text).toContain(part);
      expect(buttons.includes(said.follow)).toBe(![3, 7, 10].includes(number));
      expect(text.includes('ngày làm việc nữa')).toBe(number === 2 || number === 4);
    },
  );

  it('says plainly that it is overdue, apologises, tells of the right, and leads to a complaint with the code', async () => {
    await known({ dueAt: new Date('2026-10-30T17:00:00+07:00') });
    await say(CODE);
    const { text, buttons } = await say('3456');
    expect(text).toContain(said.overdue(CODE, 3, '30/10/2026'));
    expect(text).toContain(said.overdueRight);
    expect(buttons).toEqual([said.reportLate, said.follow, said.another, replies.human]);
    await say(said.reportLate);
    expect(records.at(-1)).toMatchObject({ intent: 'complaint', category: 'late-dossier' });
    expect(state.dossierCode).toBe(CODE);
  });

  it('says that today is the day', async () => {
    await known();
    clock.forward(24 * 3_600_000);
    await say(CODE);
    expect((await say('3456')).text).toContain(said.dueToday);
  });

  it('shows what is made up as such', async () => {
    await known({}, true);
    await say(CODE);
    expect((await say('3456')).text).toContain(said.madeUp);
  });

  it('says the same of an unknown code and of wrong digits, lets try again, and locks in the end', async () => {
    await known();
    await say(CODE);
    const wrong = await say('0000');
    expect(wrong).toEqual({ text: said.noMatch(FACTOR), buttons: [said.another, replies.human] });
    expect((await say('3456')).text).toContain('Đang xử lý');
    await say('H48.18-261102-0777');
    for (let i = 0; i < 4; i++) expect(await say('0000')).toEqual(wrong);
    expect((await say('0000')).text).toBe(said.locked('09:30 ngày 04/11/2026'));
  });

  it.each([
    ['12', said.askFactorAgain(FACTOR)],
    ['12345', said.askFactorAgain(FACTOR)],
    ['tôi không nhớ số nào', [said.forgotFactor, said.askFactorAgain(FACTOR)].join('\n')],
  ])('asks again for "%s"', async (text, again) => {
    await known();
    await say(CODE);
    expect((await say(text)).text).toBe(again);
    expect((await say('3456')).text).toContain('Đang xử lý');
  });

  it.each(['thôi', 'Cho tôi gặp cán bộ', 'làm giấy khai sinh cho con cần giấy gì?'])(
    'is left by "%s"',
    async (text) => {
      await known();
      await say(CODE);
      await say(text);
      expect(state.dossierAsked).toBeNull();
      expect(records.at(-1)).not.toMatchObject({ intent: 'dossier' });
      expect((await say('3456')).text).not.toContain('Đang xử lý');
    },
  );

  it('comes back to the code said before, or to another', async () => {
    await known();
    await say(CODE);
    await say('thôi');
    expect((await say('tra cứu hồ sơ')).text).toContain(CODE);
    expect((await say(said.another)).text).toBe(said.askCode);
    expect((await say('em quên mã rồi')).text).toBe(said.askCodeAgain);
    expect((await say('H48.18-261102-0002')).text).toContain('H48.18-261102-0002');
  });

  it('follows what it has shown, tells of a change once, and stops when asked to', async () => {
    await known();
    expect((await say(said.follow)).text).toContain(said.followUnseen);
    await say(CODE);
    await say('3456');
    expect(await say(said.follow)).toEqual({ text: said.followed(CODE), buttons: [said.unfollow] });
    const { rows } = await database.query('select code, conversation_id, status from dossier_follows');
    expect(rows).toEqual([{ code: CODE, conversation_id: ID, status: 4 }]);
    expect((await say(said.unfollow)).text).toBe(said.unfollowed(CODE));
    expect((await database.query('select from dossier_follows')).rows).toHaveLength(0);
  });

  it('is followed in another conversation only after its digits were right there too', async () => {
    await known();
    for (const text of [CODE, '3456', said.follow]) await say(text);
    const elsewhere = 'zalo-oa:one';
    state = freshState();
    expect((await say(said.follow, elsewhere)).text).toContain(said.followUnseen);
    expect((await say(CODE, elsewhere)).text).toContain(said.askFactor(FACTOR));
    expect((await say(said.follow, elsewhere)).text).toContain(said.followUnseen);
    const { rows } = await database.query('select conversation_id from dossier_follows');
    expect(rows).toEqual([{ conversation_id: ID }]);
  });

  it.each([
    'phiếu xin lỗi và hẹn lại ngày trả kết quả là gì',
    'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết là sao?',
    'giay xin loi cua ho so',
  ])('knows both names of the apology: %s', async (text) => {
    await known();
    expect((await say(text)).text).toBe(said.apology);
  });

  it('says honestly that nothing is connected where nothing is', async () => {
    expect((await say(`hồ sơ ${CODE} xong chưa`)).text).toBe(
      [replies.dossierCode(CODE), replies.dossier].join('\n'),
    );
    expect(records).toEqual([{ intent: 'dossier', outcome: 'no_source' }]);
    expect(state.dossierAsked).toBeNull();
  });
});

function buttonsOf(activity: Partial<Activity> | undefined): string[] {
  return activity?.suggestedActions?.actions.map(({ title }) => title) ?? [];
}
