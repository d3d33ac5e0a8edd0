// Conversations with a language model that helps, lies, fails or only watches: citizens get true answers every time.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createLanguageModel } from '../../api/language-model.ts';
import { replies } from '../../bot/replies.ts';
import { ungroundedClaims } from '../../knowledge/grounding.ts';
import type { ModelAid } from '../../knowledge/language-model/aid.ts';
import { faithful } from '../../scripts/evaluation/model/faithful.ts';
import { ATTACKS, attackWith } from '../../scripts/evaluation/model/hostile.ts';
import type { ModelServer } from '../../scripts/evaluation/model/server.ts';
import { type Assistants, citizenOf, startAssistants } from '../support/citizen.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { index, someProcedures } from '../support/indexed-catalogue.ts';
import { startFaithfulModel, TROUBLES } from '../support/model-server.ts';
import { type Desk, seedStaff, startTicketDesk } from '../support/ticket-desk.ts';

const QUESTION = 'đăng ký tạm trú cần giấy tờ gì';
const UNSURE = 'cấp lại chứng chỉ kiểm định viên cần giấy tờ gì';

/** Fits two procedures, whatever was talked about before. */
const VAGUE = 'phê duyệt đề án du lịch sinh thái trong rừng';
const FAILING = (Object.keys(TROUBLES) as (keyof typeof TROUBLES)[]).filter((name) => name !== 'whole');

interface KeptTurn {
  mode: string;
  purpose: string;
  outcome: string;
  reason: string | null;
  prompt: string | null;
  reply: string | null;
  without: string | null;
  made: string | null;
  tokens_in: number;
}

describe.each(databaseKinds)('a language model, on the %s database', (kind) => {
  let database: OpenDatabase;
  let desk: Desk;
  let server: ModelServer;
  let assistants: Assistants;
  let nr = 0;

  let aid: ModelAid;
  const started = new Map<string, Promise<{ aid: ModelAid; assistants: Assistants }>>();

  beforeAll(async () => {
    server = await startFaithfulModel();
    database = await freshDatabase(kind);
    await seedStaff(database);
    await index(database, await someProcedures(40));
    desk = await startTicketDesk({ database });
  });
  afterAll(async () => {
    for (const one of started.values()) {
      const { aid, assistants } = await one;
      await aid.close();
      await assistants.close();
    }
    await desk.close();
    await database.close();
    await server.close();
  });
  beforeEach(async () => {
    server.behave({ voice: faithful, trouble: () => false });
    server.requests.length = 0;
    // Whoever rests after a failure has rested.
    desk.clock.forward(60_000);
    await database.query('delete from model_turns');
    await database.query('delete from model_budget');
  });

  /** Goes on with a process of this kind, started once. */
  async function start(
    mode: 'shadow' | 'on',
    { timeoutMs = 20_000, tokensPerConversation = 1_000_000, baseUrl = server.baseUrl } = {},
  ): Promise<void> {
    const limits = { timeoutMs, tokensPerDay: 1_000_000, tokensPerConversation };
    const settings = { baseUrl, apiKey: null, model: 'a-model', ...limits, mode };
    const name = JSON.stringify(settings);
    const process = started.get(name) ?? startWith(settings);
    started.set(name, process);
    ({ aid, assistants } = await process);
  }

  async function startWith(settings: NonNullable<Config['model']>) {
    const model = createLanguageModel({ database, settings, now: desk.clock.now });
    return { aid: model, assistants: await startAssistants({ database, desk, model }) };
  }

  const citizen = () => citizenOf(assistants, `model-${kind}-${nr++}`);
  const composed = async (text: string) => (await assistants.answering.answerer.answer(text)).text;

  async function kept(): Promise<KeptTurn[]> {
    return (await database.query<KeptTurn>('select * from model_turns order by id')).rows;
  }

  it('says the same facts in its own words, under the same title and over the same source', async () => {
    await start('on');
    const { text, record } = await citizen().say(QUESTION);
    const plain = (await composed(QUESTION)).split('\n');
    expect(record).toMatchObject({ outcome: 'answered', facet: 'documents' });
    expect(text).toContain('Dạ, về giấy tờ cần có, nguồn chính thức ghi như sau:');
    for (const line of [plain[0]!, plain[2]!]) expect(text).toContain(line);
    expect(text.endsWith(plain.slice(-2).join('\n'))).toBe(true);
    const [turn] = await kept();
    expect(turn).toMatchObject({ mode: 'on', purpose: 'phrase', outcome: 'used', reason: null });
    expect(turn!.without).toBe(plain.join('\n'));
    expect(text).toContain(turn!.made!);
    expect(turn!.tokens_in).toBeGreaterThan(100);
  });

  it('calls whoever tells a name by it, and never hears the name', async () => {
    await start('on');
    server.behave({ voice: (chat) => `Dạ, chào chị «họ tên».\n${faithful(chat)}` });
    const { text } = await citizen().say(`Tôi tên Nguyễn Thị Mít, ${QUESTION}`);
    expect(text).toContain('Dạ, chào chị Nguyễn Thị Mít.');
    expect(server.requests[0]!.body).toContain('«họ tên»');
    expect(server.requests[0]!.body).not.toContain('Mít');
    expect(JSON.stringify(await kept())).not.toContain('Mít');
  });

  it('chooses where search would ask back', async () => {
    await start('on');
    const { say } = citizen();
    server.behave({ voice: (chat) => (chat.tools ? '{"choice": 2}' : faithful(chat)) });
    const chosen = await say(UNSURE);
    expect(chosen.record).toMatchObject({ outcome: 'answered' });
    expect((await kept()).map(({ purpose, outcome }) => [purpose, outcome])).toEqual([
      ['choose', 'used'],
      ['phrase', 'used'],
    ]);
    expect(server.requests[0]!.body).toContain('2. Cấp lại Chứng chỉ kiểm định viên');
  });

  it('makes a whole question of a follow-up, which is searched for and not shown', async () => {
    await start('on');
    const { say } = citizen();
    await say(QUESTION);
    const whole = 'Phê duyệt đề án du lịch sinh thái trong rừng đặc dụng';
    server.behave({ voice: (chat) => (chat.tools ? JSON.stringify({ question: whole }) : faithful(chat)) });
    const { text, record } = await say(VAGUE);
    expect(record).toMatchObject({ outcome: 'answered', code: '1.000084' });
    expect(text).not.toContain(whole.toLowerCase());
    const [, turn] = await kept();
    expect(turn).toMatchObject({ purpose: 'rephrase', outcome: 'used', without: VAGUE });
    expect(turn!.prompt).toContain(`Người dân hỏi trước đó: ${QUESTION}`);
  });

  it.each([
    ['changes no subject', 'Công nhận trường tiểu học đạt chuẩn quốc gia'],
    ['keeps to no subject that the citizen has left', 'đăng ký tạm trú'],
  ])('%s by the whole question that it makes', async (_, other) => {
    await start('on');
    const { say } = citizen();
    await say(QUESTION);
    const forms = (name: string) =>
      name === 'choice' ? '{"choice": 0}' : JSON.stringify({ question: other });
    server.behave({ voice: (chat) => (chat.tools ? forms(chat.tools[0]!.function.name) : faithful(chat)) });
    const { text, record } = await say(VAGUE);
    expect(record).toMatchObject({ outcome: 'asked_back' });
    expect(text).toBe(await composed(VAGUE));
  });

  it('leaves the question back when it chooses none', async () => {
    await start('on');
    server.behave({ voice: () => '{"choice": 0}' });
    const { text, record } = await citizen().say(UNSURE);
    expect(record).toMatchObject({ outcome: 'asked_back' });
    expect(text).toContain(await composed(UNSURE));
  });

  it.each(FAILING)('in trouble (%s) leaves the answer as it is without', async (trouble) => {
    await start('on', { timeoutMs: trouble === 'hang' || trouble === 'stall' ? 500 : 20_000 });
    server.behave({ trouble: TROUBLES[trouble] });
    const { text } = await citizen().say(QUESTION);
    expect(text.endsWith(await composed(QUESTION))).toBe(true);
    const turns = await kept();
    expect(turns).toMatchObject([{ outcome: 'fallback', made: null }]);
    expect(server.requests).toHaveLength(1);
  });

  it('that cannot be reached leaves it too', async () => {
    await start('on', { baseUrl: 'http://127.0.0.1:1/v1' });
    const { text } = await citizen().say(QUESTION);
    expect(text.endsWith(await composed(QUESTION))).toBe(true);
    expect(await kept()).toMatchObject([{ outcome: 'fallback', reason: 'unreachable' }]);
  });

  it('is not asked beyond the budget of a conversation', async () => {
    await start('on', { tokensPerConversation: 2_500 });
    const { say } = citizen();
    expect((await say(QUESTION)).text).toContain('Dạ, về giấy tờ cần có');
    const plain = await composed(QUESTION);
    expect((await say(QUESTION)).text).toBe(plain);
    expect((await kept()).map(({ reason }) => reason)).toEqual([null, 'over_budget']);
    expect(server.requests).toHaveLength(1);
    expect((await citizen().say(QUESTION)).text).toContain('Dạ, về giấy tờ cần có');
  });

  it('that attacks in every way it knows says no untrue figure, no markup and no prompt', async () => {
    await start('on');
    const plain = await composed(QUESTION);
    const { say } = citizen();
    for (const attack of ATTACKS) {
      server.behave({ voice: (chat) => attackWith(attack, chat) });
      const { text } = await say(QUESTION);
      expect(ungroundedClaims(text, `${plain}\n${replies.welcome}`)).toEqual([]);
      expect(text).not.toMatch(/[<>]|\[|[\u200b-\u202e\u2066-\u2069]|evil|Quy tắc/u);
      expect(text.endsWith(plain.split('\n').slice(-2).join('\n'))).toBe(true);
    }
  });

  it('in the shadow is compared with, and nobody sees or waits for it', async () => {
    await start('shadow');
    const { say } = citizen();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.behave({
      trouble: (response, chat, said) => {
        void held.then(() => TROUBLES.whole(response, chat, said));
        return true;
      },
    });
    const { text } = await say(QUESTION);
    expect(text.endsWith(await composed(QUESTION))).toBe(true);
    expect(await kept()).toEqual([]);
    release();
    await aid.idle();
    const [turn] = await kept();
    expect(turn).toMatchObject({ mode: 'shadow', purpose: 'phrase', outcome: 'used' });
    expect(text).toContain(turn!.without);
    expect(turn!.made).toContain('Dạ, về giấy tờ cần có');
    expect((await citizen().say(QUESTION)).text).not.toContain('Dạ, về giấy tờ cần có');
    await aid.idle();
  });

  it('forgets with the citizen, and what comes too late is not kept', async () => {
    await start('shadow');
    const { say } = citizen();
    await say(QUESTION);
    await aid.idle();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.behave({
      trouble: (response, chat, said) => {
        void held.then(() => TROUBLES.whole(response, chat, said));
        return true;
      },
    });
    await say('tạm trú mất bao lâu');
    await say('xóa dữ liệu');
    expect((await say('xóa hết')).text).toBe(replies.erased);
    release();
    await aid.idle();
    const turns = await kept();
    expect(turns).toHaveLength(2);
    for (const turn of turns)
      expect(turn).toMatchObject({ prompt: null, reply: null, without: null, made: null });
  });
});
