// Leases: one holder at a time, all of a turn or nothing of it, and the next process takes over when one dies.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createConversations } from '../../bot/conversations.ts';
import { createLeases, LEASE_MS, type Leases, type TurnResult } from '../../bot/leases.ts';
import { createNotices } from '../../bot/notices.ts';
import { createClock, type TestClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const ID = 'direct-line:one';

const answered: TurnResult = {
  outcome: 'answered',
  replies: [{ type: 'message', text: 'trả lời' }],
  state: { version: 1 },
  record: { intent: 'test' },
};

describe.each(databaseKinds)('leases on %s', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let one: Leases;
  let other: Leases;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
    one = leasesOf('one');
    other = leasesOf('other');
  });

  afterEach(() => database.close());

  function leasesOf(owner: string): Leases {
    const notices = createNotices({ database, processId: owner, now: clock.now });
    return createLeases({ database, notices, now: clock.now, owner });
  }

  async function arrive(...texts: string[]): Promise<void> {
    const notices = createNotices({ database, processId: 'door', now: clock.now });
    const { accept } = createConversations({ database, notices, now: clock.now });
    for (const text of texts)
      await accept({
        conversationId: ID,
        channel: 'direct-line',
        userId: 'dl_citizen',
        messageId: null,
        activity: { type: 'message', text },
      });
  }

  async function transcript() {
    const { rows } = await database.query<{ text: string; status: string }>(
      `select activity ->> 'text' as text, status from activities order by position`,
    );
    return rows.map(({ text, status }) => `${text}: ${status}`);
  }

  it('gives the oldest unanswered activity to one of many', async () => {
    await arrive('một', 'hai');
    const leases = (await Promise.all([one, other, one, other].map(({ take }) => take(ID)))).filter(Boolean);
    expect(leases).toHaveLength(1);
    expect(leases[0]).toMatchObject({
      inbound: { position: 1, activity: { text: 'một' }, arrivedAt: clock.now() },
      attempt: 1,
      etag: '0',
      state: {},
    });
    expect(await one.take(ID)).toBeNull();
    expect(await one.take('direct-line:nobody')).toBeNull();
  });

  it('commits replies, state, record and outcome at once and says whether more is waiting', async () => {
    await arrive('một', 'hai');
    const first = (await one.take(ID))!;
    expect(await one.commit(first, { ...answered, state: { version: 1, topic: 'x' } })).toEqual({
      more: true,
    });
    const second = (await other.take(ID))!;
    expect(second).toMatchObject({ etag: '1', state: { version: 1, topic: 'x' }, inbound: { position: 2 } });
    expect(await other.commit(second, { ...answered, outcome: 'failed', replies: [] })).toEqual({
      more: false,
    });
    expect(await transcript()).toEqual(['một: answered', 'hai: failed', 'trả lời: delivered']);
    expect(await one.take(ID)).toBeNull();
    const { rows } = await database.query('select record from activities order by position');
    expect(rows.map(({ record }) => record)).toEqual([{ intent: 'test' }, { intent: 'test' }, null]);
  });

  it('goes to another process once the holder has been silent too long, whose commit then does nothing', async () => {
    await arrive('một');
    const lost = (await one.take(ID))!;
    clock.forward(LEASE_MS - 1);
    expect(await other.take(ID)).toBeNull();
    expect(await other.waiting()).toEqual([]);
    clock.forward(1);
    expect(await other.waiting()).toEqual([ID]);
    const taken = (await other.take(ID))!;
    expect(taken).toMatchObject({ attempt: 2, inbound: { activity: { text: 'một' } } });

    const work: string[] = [];
    const together = [async () => void work.push('ticket')];
    expect(await one.commit(lost, { ...answered, together })).toBeNull();
    await one.giveBack(ID, { spared: true });
    expect(work).toEqual([]);
    expect(await transcript()).toEqual(['một: received']);
    expect(await other.commit(taken, { ...answered, together })).toEqual({ more: false });
    expect(work).toEqual(['ticket']);
    expect(await transcript()).toEqual(['một: answered', 'trả lời: delivered']);
    expect(await one.commit(lost, answered)).toBeNull();
  });

  it('writes nothing of a turn when what belongs together with it fails', async () => {
    await arrive('một');
    const lease = (await one.take(ID))!;
    await database.query('create table opened (what text)');
    const together = [
      async (tx: Parameters<NonNullable<TurnResult['together']>[number]>[0]) => {
        await tx.query(`insert into opened values ('ticket')`);
      },
      async () => {
        throw new Error('no ticket');
      },
    ];
    await expect(one.commit(lease, { ...answered, together })).rejects.toThrow('no ticket');
    expect(await transcript()).toEqual(['một: received']);
    expect((await database.query('select * from opened')).rowCount).toBe(0);
    expect(await one.commit(lease, { ...answered, together: together.slice(0, 1) })).toEqual({ more: false });
    expect((await database.query('select * from opened')).rowCount).toBe(1);
  });

  it('gives every activity to exactly one of several that race for it', async () => {
    const texts = Array.from({ length: 25 }, (_, nr) => String(nr));
    await arrive(...texts);
    const taken: (string | undefined)[] = [];
    async function work({ take, commit }: Leases): Promise<void> {
      while (taken.length < texts.length) {
        const lease = await take(ID);
        if (!lease) continue;
        taken.push(lease.inbound.activity.text);
        expect(await commit(lease, answered)).not.toBeNull();
      }
    }
    await Promise.all([one, other, leasesOf('third')].map(work));
    expect(taken).toEqual(texts);
  });

  it('offers what was released or left behind, and forgets leases of the dead on an embedded database', async () => {
    await arrive('một');
    expect(await one.waiting()).toEqual([]);
    clock.forward(2_000);
    expect(await one.waiting()).toEqual([ID]);
    await one.take(ID);
    await one.giveBack(ID, { spared: false });
    expect(await other.take(ID)).toMatchObject({ attempt: 2 });
    expect(await one.waiting()).toEqual([]);
    await one.clear();
    expect(await one.waiting()).toEqual([ID]);
    expect(await one.take(ID)).toMatchObject({ attempt: 3 });
    await one.giveBack(ID, { spared: true });
    expect(await other.take(ID)).toMatchObject({ attempt: 3 });
  });
});
