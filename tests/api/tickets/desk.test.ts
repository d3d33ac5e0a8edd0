// The ticket desk as the bot uses it: written once with its turn, found again by its code, followed, rated, reopened.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import {
  aDraft,
  type Desk,
  RULES,
  seedStaff,
  startTicketDesk,
  type View,
} from '../../support/ticket-desk.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NO_MATCH = { kind: 'no_match' };
const { tries: TRIES } = RULES;

describe.each(databaseKinds)('the ticket desk on the %s database', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let desk: Desk;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
    await seedStaff(database);
    desk = await startTicketDesk({ database, clock });
  });
  afterEach(async () => {
    await desk.close();
    await database.close();
  });

  async function viewed(code: string): Promise<View> {
    return (await desk.call('em', 'GET', `/api/tickets/${code}`)).body;
  }

  const lookUp = (code: string, key: string, conversationId = 'direct-line:x') =>
    desk.desk.lookUp({ code, key, conversationId, address: null, now: clock.now() });

  /** Answered, with the reply sent. */
  async function answer(code: string, text = 'Đã dọn sạch bãi rác.'): Promise<void> {
    const { version } = await viewed(code);
    const { status } = await desk.call('an', 'POST', `/api/tickets/${code}/reply`, {
      version,
      text,
      closing: true,
    });
    expect(status).toBe(200);
    clock.forward(60_000);
    await desk.delivery.sweep();
  }

  it('writes a ticket once, with the turn or not at all', async () => {
    const prepared = await desk.desk.prepare(aDraft(), clock.now());
    expect(prepared).toMatchObject({
      code: 'PA-2026-000001',
      key: expect.stringMatching(/^[ACDEFHJKMNPRTWXY34679]{4}-[ACDEFHJKMNPRTWXY34679]{4}$/),
      dueAt: new Date('2026-11-23T17:00:00+07:00'),
      projected: false,
    });
    expect(await lookUp(prepared.code, prepared.key)).toEqual(NO_MATCH);
    const failing = database.transaction(async (tx) => {
      await prepared.write(tx);
      throw new Error('the turn failed');
    });
    await expect(failing).rejects.toThrow('the turn failed');
    await database.transaction(prepared.write);
    await expect(database.transaction(prepared.write)).rejects.toThrow();
    const { rows } = await database.query('select code, version, status, class, clock from tickets');
    expect(rows).toEqual([
      { code: 'PA-2026-000001', version: 1, status: 'received', class: 'service', clock: 'running' },
    ]);
    expect((await database.query('select * from ticket_events')).rowCount).toBe(1);
  });

  it('finds a ticket by code and key, typed as people do, and by nothing less', async () => {
    const { code, key } = await desk.open();
    const other = await desk.open();
    const found = await lookUp(' pa 2026 – 1 ', key.toLowerCase().replace('-', ' '));
    const news = {
      code,
      status: 'received',
      category: 'environment',
      openedAt: clock.now(),
      dueAt: new Date('2026-11-23T17:00:00+07:00'),
      agency: 'Sở Xây dựng',
      answer: null,
      rateable: false,
      history: [{ at: clock.now(), status: 'received' }],
      here: false,
    };
    expect(found).toEqual({ kind: 'found', news });
    for (const [wrongCode, wrongKey] of [
      [code, other.key],
      [other.code, key],
      ['PA-2026-000003', key],
      ['PA-2025-000001', key],
      ['nonsense', key],
      [code, ''],
      [code, 'AAAA-AAAA\0'],
    ] as const)
      expect(await lookUp(wrongCode, wrongKey, `direct-line:${wrongCode}`)).toEqual(NO_MATCH);
    const { rows } = await database.query<{ stored: string }>(
      `select string_agg(key_hash::text, ' ') as stored from ticket_texts`,
    );
    expect(rows[0]!.stored).not.toContain(key);
  });

  it('asks the database the same of an unknown code as of a known one', async () => {
    const { code, key } = await desk.open();
    const asked: string[][] = [];
    const counting = {
      ...database,
      query: (text: string, values?: readonly unknown[]) => {
        asked.at(-1)?.push(text);
        return database.query(text, values);
      },
    } as OpenDatabase;
    const watched = await startTicketDesk({ database: counting, clock });
    const guess = { conversationId: 'direct-line:x', address: null, now: clock.now() };
    for (const [tried, factor] of [
      [code, 'wrong'],
      ['PA-2026-999999', key],
      ['nonsense', key],
    ] as const) {
      asked.push([]);
      await watched.desk.lookUp({ ...guess, code: tried, key: factor });
    }
    expect(asked[0]).toHaveLength(2);
    expect(new Set(asked.map((queries) => queries.join()))).toHaveLength(1);
    await watched.close();
  });

  it('locks a conversation and an address after too many wrong keys, in every process, and for a while', async () => {
    const { code, key } = await desk.open();
    const other = await startTicketDesk({ database, clock, rules: { tries: { ...TRIES, perCaller: 7 } } });
    const desks = [desk, other];
    const guess = (n: number, conversationId: string, tried = `AAAA-${1000 + n}`) =>
      desks[n % 2]!.desk.lookUp({ code, key: tried, conversationId, address: 'here', now: clock.now() });
    for (let n = 0; n < 5; n++) expect(await guess(n, 'direct-line:a')).toEqual(NO_MATCH);
    const locked = { kind: 'locked', until: new Date(clock.now().getTime() + 30 * 60_000) };
    expect(await guess(0, 'direct-line:a', key)).toEqual(locked);
    expect(await guess(0, 'direct-line:b', key)).toMatchObject({ kind: 'found' });
    for (let n = 1; n < 3; n++) await guess(1, `direct-line:c${n}`);
    expect(await guess(1, 'direct-line:d', key)).toEqual(locked);
    clock.forward(30 * 60_000);
    expect(await guess(1, 'direct-line:a', key)).toMatchObject({ kind: 'found' });
    await other.close();
  });

  it('keeps no name of somebody who stays anonymous and promises nothing', async () => {
    const { code, key, dueAt } = await desk.open({ anonymous: true });
    expect(dueAt).toBeNull();
    expect(await viewed(code)).toMatchObject({
      anonymous: true,
      dueAt: null,
      clock: 'none',
      citizen: { name: null, phone: null },
      summary: 'Bãi rác sau chợ Thu Lộ bốc mùi hôi thối, tôi tên «họ tên», số «số điện thoại»',
    });
    expect(await lookUp(code, key)).toMatchObject({ news: { dueAt: null } });
  });

  it('takes a ticket for an agency that nobody knows, and leaves the agency to triage', async () => {
    const { code } = await desk.open({ agencyId: 'so-khong-co', what: 'x\0y\uD800 rác' });
    expect(await viewed(code)).toMatchObject({ agency: null, what: 'xy\uFFFD rác' });
  });

  it('offers open tickets about the same thing, masked, and no others', async () => {
    const first = await desk.open();
    await desk.open({ what: 'Cán bộ phường quát mắng người dân', category: 'staff-attitude', where: null });
    const told = aDraft({ what: 'bai rac sau cho thu lo boc mui qua', where: 'cho Thu Lo', agencyId: null });
    expect(await desk.desk.similar(told)).toEqual([
      {
        code: first.code,
        summary: expect.stringContaining('«số điện thoại»'),
        openedAt: clock.now(),
      },
    ]);
    expect(await desk.desk.similar({ ...told, where: 'cầu Trà Khúc' })).toEqual([]);
    expect(await desk.desk.similar({ ...told, agencyId: 'so-y-te' })).toEqual([]);
    expect(await desk.desk.similar({ ...told, what: 'rác' })).toEqual([]);
    clock.forward(31 * DAY_MS);
    expect(await desk.desk.similar(told)).toEqual([]);
  });

  it('lets a citizen join an incident with a code and a clock of their own', async () => {
    const first = await desk.open();
    clock.forward(DAY_MS);
    const second = await desk.open({ incidentCode: first.code });
    const third = await desk.open({ incidentCode: second.code });
    const alone = await desk.open({ incidentCode: 'PA-2026-000099' });
    expect(second.code).not.toBe(first.code);
    expect(second.dueAt).not.toEqual(first.dueAt);
    expect((await viewed(first.code)).linkedCodes).toEqual([second.code, third.code]);
    expect(await viewed(third.code)).toMatchObject({ incidentCode: first.code });
    expect(await viewed(alone.code)).toMatchObject({ incidentCode: null });
  });

  it('goes on with the remaining days once the citizen has given what was asked for', async () => {
    const conversationId = await desk.converse('tam');
    const { code } = await desk.open({ conversationId });
    const asked = await desk.call('an', 'POST', `/api/tickets/${code}/move`, {
      version: 1,
      to: 'info_requested',
      why: 'Xin cho biết số nhà gần bãi rác.',
    });
    expect(asked.body).toMatchObject({ status: 'info_requested', clock: 'paused', workingDaysLeft: 15 });
    expect((await desk.told(conversationId))[0]!.text).toContain('Xin cho biết số nhà gần bãi rác.');
    clock.forward(7 * DAY_MS);
    const [news] = await desk.desk.ofConversation(conversationId);
    expect(news).toMatchObject({ status: 'info_requested', dueAt: null });

    const more = { text: 'Gần số nhà 12 Trần Hưng Đạo', attachments: [], conversationId };
    const add = desk.desk.addInformation(code, more, clock.now());
    await database.transaction(add);
    expect(await viewed(code)).toMatchObject({
      status: 'info_given',
      clock: 'running',
      workingDaysLeft: 15,
      version: 3,
    });
    const { body } = await desk.call<{ tickets: View[] }>(
      'an',
      'GET',
      `/api/tickets?q=${encodeURIComponent('tran hung dao')}`,
    );
    expect(body.tickets).toMatchObject([{ code }]);
    const flies = { ...more, text: 'Và có cả ruồi' };
    await database.transaction(desk.desk.addInformation(code, flies, clock.now()));
    const { version, events } = await viewed(code);
    expect([version, events.filter((event) => event.kind === 'info_given').map(({ text }) => text)]).toEqual([
      3,
      ['Gần số nhà 12 Trần Hưng Đạo', 'Và có cả ruồi'],
    ]);
  });

  it('tells of an answer once it is sent, and takes one rating', async () => {
    const conversationId = await desk.converse('tam');
    const { code, key } = await desk.open({ conversationId });
    await database.transaction(desk.desk.rate(code, 'dissatisfied', clock.now()));
    await answer(code);
    const [news] = await desk.desk.ofConversation(conversationId);
    expect(news).toMatchObject({ status: 'answered', answer: 'Đã dọn sạch bãi rác.', rateable: true });
    expect(await lookUp(code, key, conversationId)).toEqual({ kind: 'found', news });
    await database.transaction(desk.desk.rate(code, 'satisfied', clock.now()));
    await database.transaction(desk.desk.rate(code, 'dissatisfied', clock.now()));
    expect(await viewed(code)).toMatchObject({ rating: 'satisfied', version: 3 });
    expect(await desk.desk.ofConversation(conversationId)).toMatchObject([{ rateable: false }]);
  });

  it('reopens once, for somebody else who may not pass it on', async () => {
    const { code } = await desk.open();
    await desk.call('an', 'POST', `/api/tickets/${code}/assign`, { version: 1, assigneeId: desk.ids.an });
    await answer(code);
    clock.forward(DAY_MS);
    await database.transaction(desk.desk.reopen(code, 'Rác vẫn còn nguyên', clock.now()));
    const reopened = await viewed(code);
    expect(reopened).toMatchObject({
      status: 'processing',
      reopened: 1,
      mayTransfer: true,
      clock: 'running',
      workingDaysLeft: 15,
      rating: null,
      assignee: { name: 'binh' },
    });
    const { version } = reopened;
    const transfer = { version, agencyId: 'so-y-te', why: 'Không phải việc của chúng tôi' };
    for (const person of ['binh', 'dung'] as const)
      expect(await desk.call(person, 'POST', `/api/tickets/${code}/transfer`, transfer)).toMatchObject({
        status: 409,
        type: 'urn:problem:may_not_transfer',
      });
    expect((await desk.call('an', 'GET', `/api/tickets/${code}`)).body.mayTransfer).toBe(false);

    await answer(code, 'Đã dọn lại.');
    await database.transaction(desk.desk.reopen(code, 'Vẫn còn', clock.now()));
    const { status, events } = await viewed(code);
    expect(status).toBe('answered');
    expect(events.at(-1)).toMatchObject({ kind: 'noted', by: 'citizen', text: 'Vẫn còn' });
  });

  it('reopens for a coordinator where the agency has nobody else', async () => {
    const { code } = await desk.open({ agencyId: 'so-y-te' });
    await desk.call('dung', 'POST', `/api/tickets/${code}/assign`, { version: 1, assigneeId: desk.ids.chi });
    const { version } = await viewed(code);
    await desk.call('chi', 'POST', `/api/tickets/${code}/reply`, { version, text: 'Xong', closing: true });
    clock.forward(60_000);
    await desk.delivery.sweep();
    await database.transaction(desk.desk.reopen(code, 'Chưa xong', clock.now()));
    expect(await viewed(code)).toMatchObject({ assignee: { name: 'dung' }, agency: { id: 'so-y-te' } });
  });

  it('counts denunciations and appeals and keeps nothing of them', async () => {
    for (const work of [
      desk.desk.count('denunciation', 'direct-line', clock.now()),
      desk.desk.count('denunciation', 'direct-line', clock.now()),
      desk.desk.count('formal-appeal', 'phone', clock.now()),
    ])
      await database.transaction(work);
    const { rows } = await database.query('select * from guided_elsewhere order by kind');
    expect(rows).toEqual([
      { kind: 'denunciation', channel: 'direct-line', day: '2026-11-02', count: 2 },
      { kind: 'formal-appeal', channel: 'phone', day: '2026-11-02', count: 1 },
    ]);
  });

  it('puts files to the ticket of their own conversation only', async () => {
    const mine = await desk.converse('tam');
    const other = await desk.converse('bay');
    for (const [id, conversation] of [
      ['a', mine],
      ['b', other],
    ])
      await database.query(
        `insert into attachments (id, conversation_id, name, type, bytes, path, created_at)
         values ($1, $2, 'anh.jpg', 'image/jpeg', 3, $1, $3)`,
        [id, conversation, clock.now()],
      );
    const { code } = await desk.open({ conversationId: mine, attachments: ['a', 'b', 'c'] });
    expect((await viewed(code)).attachments).toEqual([
      { id: 'a', name: 'anh.jpg', type: 'image/jpeg', bytes: 3 },
    ]);
  });
});
