// The runner: one turn at a time per conversation in all processes together, further tries, an apology, no loss.

import { MessageFactory } from 'botbuilder-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import type { TurnHandler } from '../../bot/adapter.ts';
import type { ConversationId } from '../../bot/conversations.ts';
import { LEASE_MS } from '../../bot/leases.ts';
import { type ConversationState, freshState } from '../../bot/state.ts';
import { turnOf } from '../../bot/turn.ts';
import { APOLOGY, type ChatProcess, startChatProcess } from '../support/chat-process.ts';
import { createClock, type TestClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { until } from '../support/until.ts';

const ID = 'direct-line:one';

describe.each(databaseKinds)('turns on %s', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  const processes: ChatProcess[] = [];

  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
  });

  afterEach(async () => {
    for (const process of processes.splice(0)) await process.close();
    await database.close();
  });

  async function start(settings: Partial<Parameters<typeof startChatProcess>[0]> = {}): Promise<ChatProcess> {
    const process = await startChatProcess({ database, now: clock.now, ...settings });
    processes.push(process);
    return process;
  }

  function say(process: ChatProcess, text: string, conversationId: ConversationId = ID) {
    return process.conversations.accept({
      conversationId,
      channel: 'direct-line',
      userId: 'dl_citizen',
      messageId: null,
      activity: { type: 'message', text },
    });
  }

  async function saidIn(conversationId: ConversationId = ID): Promise<string[]> {
    const { rows } = await database.query<{ text: string }>(
      `select activity ->> 'text' as text from activities
       where conversation_id = $1 and direction = 'outbound' order by position`,
      [conversationId],
    );
    return rows.map(({ text }) => text);
  }

  async function statuses(): Promise<string[]> {
    const { rows } = await database.query<{ status: string }>(
      `select status from activities where direction = 'inbound' order by conversation_id, position`,
    );
    return rows.map(({ status }) => status);
  }

  const allDone = () => until(async () => !(await statuses()).includes('received'));

  it('never runs two turns of a conversation at once, in two processes, and answers each message once in order', async () => {
    const busy = new Set<string>();
    let overlaps = 0;
    let together = 0;
    const handle: TurnHandler = async (context) => {
      const { id } = turnOf(context).conversation;
      if (busy.has(id)) overlaps++;
      busy.add(id);
      together = Math.max(together, busy.size);
      await database.query('select pg_sleep(0.002)');
      busy.delete(id);
      await context.sendActivity(`trả lời ${context.activity.text}`);
    };
    const both = [await start({ handle }), await start({ handle })];
    const ids: ConversationId[] = ['direct-line:a', 'direct-line:b', 'direct-line:c', 'direct-line:d'];
    const texts = Array.from({ length: 6 }, (_, nr) => String(nr));
    for (const text of texts)
      await Promise.all(ids.flatMap((id, nr) => say(both[(nr + Number(text)) % 2]!, text, id)));
    // A sweep of both while they work must disturb nothing.
    clock.forward(2_000);
    await Promise.all(both.map(({ turns }) => turns.sweep()));
    await until(async () => {
      await Promise.all(both.map(({ turns }) => turns.sweep()));
      return !(await statuses()).includes('received');
    });

    for (const id of ids) expect(await saidIn(id)).toEqual(texts.map((text) => `trả lời ${text}`));
    expect(overlaps).toBe(0);
    expect(together).toBeGreaterThan(1);
  });

  it('tries a failed turn once more, and nothing said in the first try is kept', async () => {
    let tries = 0;
    const handle: TurnHandler = async (context) => {
      await context.sendActivity(`lần ${++tries}`);
      if (tries === 1) throw new Error('the model is away');
    };
    await say(await start({ handle }), 'xin chào');
    await allDone();
    expect(await saidIn()).toEqual(['lần 2']);
    expect(await statuses()).toEqual(['answered']);
  });

  it('apologises after failing again and again, says so to the metrics, and takes the next message', async () => {
    const handle = createEchoBot({
      onMessage: async (text) => {
        if (text === 'hỏng') throw new Error('broken');
      },
    });
    const process = await start({ handle });
    await say(process, 'hỏng');
    await say(process, 'lành');
    await allDone();
    expect(await saidIn()).toEqual([APOLOGY, 'Bạn nói: lành']);
    expect(await statuses()).toEqual(['failed', 'answered']);
    await process.turns.close();
    expect(process.reports).toEqual([
      { intent: 'none', outcome: 'failed', ms: expect.any(Number) },
      { intent: 'echo', outcome: 'answered', ms: expect.any(Number) },
    ]);
  });

  it('takes over what a dead process left, and does not die of the same message again and again', async () => {
    const dead = await start();
    await dead.turns.close();
    const alive = await start();
    await say(dead, 'còn đó không');
    await dead.leases.take(ID);
    await alive.turns.sweep();
    expect(await statuses()).toEqual(['received']);
    clock.forward(LEASE_MS);
    await alive.turns.sweep();
    await allDone();
    expect(await saidIn()).toEqual(['Bạn nói: còn đó không']);

    await say(dead, 'chết mãi');
    for (let deaths = 0; deaths < 4; deaths++) {
      await dead.leases.take(ID);
      clock.forward(LEASE_MS);
    }
    await alive.turns.sweep();
    await allDone();
    expect(await saidIn()).toEqual(['Bạn nói: còn đó không', APOLOGY]);
  });

  it('is not worn out by a database that hangs up again and again, though it is in the end', async () => {
    let hangUps = 12;
    const handle = createEchoBot({
      onMessage: async () => {
        if (hangUps-- > 0) throw new Error('Connection terminated unexpectedly');
      },
    });
    const process = await start({ handle });
    await say(process, 'còn đó không');
    await allDone();
    expect(hangUps).toBe(-1);
    expect(await saidIn()).toEqual(['Bạn nói: còn đó không']);

    hangUps = Number.POSITIVE_INFINITY;
    await say(process, 'cắt máy mãi');
    await until(async () => process.reports.length === 1);
    clock.forward(5 * 60_000);
    await allDone();
    expect(await saidIn()).toEqual(['Bạn nói: còn đó không', APOLOGY]);
    expect(await statuses()).toEqual(['answered', 'failed']);
  });

  it('goes on at the next look when the database was away as a turn was to be committed', async () => {
    let away = false;
    let lost = 0;
    const unsteady: OpenDatabase = {
      ...database,
      query: async (text, values) => {
        if (away) throw new Error(`Connection terminated unexpectedly, time ${++lost}`);
        return database.query(text, values);
      },
    };
    let tries = 0;
    const handle: TurnHandler = async (context) => {
      away = ++tries === 1;
      await context.sendActivity(`lần ${tries}`);
    };
    const process = await start({ database: unsteady, handle });
    await say(process, 'xin chào');
    // Neither could the turn be committed nor its lease given back.
    await until(() => lost === 2);
    away = false;
    await until(async () => {
      await process.turns.sweep();
      return !(await statuses()).includes('received');
    });
    expect(await saidIn()).toEqual(['lần 2']);
  });

  it('gives up a turn that takes longer than its lease could last', async () => {
    let tries = 0;
    const handle: TurnHandler = async (context) => {
      tries++;
      await new Promise((_resolve, reject) => {
        turnOf(context).signal.addEventListener('abort', () => reject(new Error('too late')));
      });
    };
    await say(await start({ handle, turns: { turnLimitMs: 10 } }), 'lâu quá');
    await allDone();
    expect(tries).toBe(2);
    expect(await saidIn()).toEqual([APOLOGY]);
  });

  it('shows that it is typing while a turn takes its time, here and elsewhere, and stores nothing of it', async () => {
    const gate = withResolvers();
    const handle = createEchoBot({ onMessage: () => gate.promise });
    const process = await start({ handle, turns: { typingAfterMs: 0 } });
    const other = await start();
    const heard: string[] = [];
    for (const { notices } of [process, other])
      notices.subscribe(({ kind, here }) => kind === 'typing' && heard.push(here ? 'here' : 'elsewhere'));
    await say(process, 'xin chào');
    await until(() => heard.length === 2);
    gate.resolve();
    await allDone();
    expect(heard.sort()).toEqual(['elsewhere', 'here']);
    expect(await saidIn()).toEqual(['Bạn nói: xin chào']);
  });

  it('shows what is being written, here and elsewhere, marks its end, and stores nothing else of it', async () => {
    const long = 'dài '.repeat(3_000);
    const handle: TurnHandler = async (context) => {
      for (const text of ['một', 'một hai', long]) turnOf(context).showSoFar(text);
      await context.sendActivity({ type: 'message', text: 'xong', channelData: { takesFiles: true } });
    };
    const process = await start({ handle });
    const other = await start();
    const heard: Record<string, (string | undefined)[]> = { here: [], elsewhere: [] };
    for (const { notices } of [process, other])
      notices.subscribe(({ kind, here, part }) => {
        if (kind === 'writing') heard[here ? 'here' : 'elsewhere']!.push(part?.text);
      });
    await say(process, 'xin chào');
    await until(() => heard.elsewhere!.length === 2);
    await allDone();
    // What is too long for a notification goes to those who are here.
    expect(heard).toEqual({ here: ['một', 'một hai', long], elsewhere: ['một', 'một hai'] });
    const { rows } = await database.query(
      `select activity ->> 'text' as text, activity -> 'channelData' as data from activities where direction = 'outbound'`,
    );
    const data = { takesFiles: true, streamType: 'final', streamId: expect.stringMatching(/^stream-\d+$/) };
    expect(rows).toEqual([{ text: 'xong', data }]);
  });

  it('hands the state from turn to turn and drops one it does not know', async () => {
    const seen: ConversationState[] = [];
    const handle: TurnHandler = async (context) => {
      seen.push(structuredClone(turnOf(context).state));
      turnOf(context).state.asked = `sau ${context.activity.text}`;
    };
    const process = await start({ handle });
    await say(process, 'một');
    await say(process, 'hai');
    await allDone();
    await database.query(`update conversations set state = '{"version": 99, "asked": ["?"]}'`);
    await say(process, 'ba');
    await allDone();
    expect(seen).toEqual([freshState(), { ...freshState(), asked: 'sau một' }, freshState()]);
    const { rows } = await database.query('select state, etag from conversations');
    expect(rows).toEqual([{ state: { ...freshState(), asked: 'sau ba' }, etag: '3' }]);
  });

  it('commits what a turn does together with its reply, once, though the turn ran twice', async () => {
    await database.query('create table opened (what text)');
    let tries = 0;
    const handle: TurnHandler = async (context) => {
      turnOf(context).together.push(async (tx) => {
        await tx.query(`insert into opened values ('ticket')`);
        if (++tries === 1) throw new Error('not yet');
      });
      await context.sendActivity('đã ghi nhận');
    };
    await say(await start({ handle }), 'phản ánh');
    await allDone();
    expect(tries).toBe(2);
    expect((await database.query('select * from opened')).rowCount).toBe(1);
    expect(await saidIn()).toEqual(['đã ghi nhận']);
  });

  it('finishes the turn under way when closed and leaves the rest for the next process', async () => {
    const gate = withResolvers();
    const begun = withResolvers();
    const handle = createEchoBot({
      onMessage: async () => {
        begun.resolve();
        await gate.promise;
      },
    });
    const first = await start({ handle });
    await say(first, 'một');
    await begun.promise;
    await say(first, 'hai');
    const closed = first.turns.close();
    gate.resolve();
    await closed;
    expect(await saidIn()).toEqual(['Bạn nói: một']);
    expect(await statuses()).toEqual(['answered', 'received']);
    clock.forward(2_000);
    await (await start()).turns.sweep();
    await allDone();
    expect(await saidIn()).toEqual(['Bạn nói: một', 'Bạn nói: hai']);
  });

  it('says something outside a turn through a conversation reference', async () => {
    const process = await start();
    await say(process, 'xin chào');
    await allDone();
    const seen: unknown[] = [];
    await process.adapter.continueConversation({ conversation: { id: ID } as never }, async (context) => {
      seen.push(context.activity.name, context.activity.conversation.id, turnOf(context).state);
      const results = await context.sendActivities([
        { type: 'typing' },
        MessageFactory.suggestedActions(['Có', 'Không'], 'Hồ sơ đã xong'),
      ]);
      seen.push(results?.length);
    });
    expect(seen).toEqual(['continueConversation', ID, freshState(), 2]);
    const page = await process.conversations.read(ID, 2);
    expect(page!.activities).toMatchObject([
      {
        position: 3,
        activity: {
          text: 'Hồ sơ đã xong',
          suggestedActions: { actions: [{ title: 'Có' }, { title: 'Không' }] },
        },
      },
    ]);
    expect(Object.keys(page!.activities[0]!.activity).sort()).toEqual([
      'inputHint',
      'suggestedActions',
      'text',
      'type',
    ]);
    await expect(
      process.adapter.continueConversation(
        { conversation: { id: 'direct-line:x' } as never },
        async () => {},
      ),
    ).rejects.toThrow('no such conversation');
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
