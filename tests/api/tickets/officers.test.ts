// Officers at work: whose tickets they see, triage, assigning, passing on, linking, many at once, and who read what.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import {
  type Answer,
  type Desk,
  type Person,
  seedStaff,
  startTicketDesk,
  type View,
} from '../../support/ticket-desk.ts';

const HOUR_MS = 60 * 60 * 1000;

describe.each(databaseKinds)('officers on the %s database', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let desk: Desk;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
    await seedStaff(database);
    desk = await startTicketDesk({ database, clock, rules: { undoSeconds: 0 } });
  });
  afterAll(async () => {
    await desk.close();
    await database.close();
  });

  const post = (person: Person | null, path: string, body?: object): Promise<Answer> =>
    desk.call(person, 'POST', `/api/tickets/${path}`, body);
  const viewed = async (code: string): Promise<View> =>
    (await desk.call('em', 'GET', `/api/tickets/${code}`)).body;

  /** Everything stored of a ticket, to see that a refusal changed none of it. */
  async function stored(code: string): Promise<unknown> {
    const { rows } = await database.query(
      `select to_jsonb(t) as ticket, (select jsonb_agg(to_jsonb(e) order by e.id) from ticket_events e where e.ticket_id = t.id) as events
       from tickets t where code = $1`,
      [code],
    );
    return rows;
  }

  const CALLS: readonly [string, string, object?][] = [
    ['GET', ''],
    ['POST', '/triage', { version: 1, category: 'land', class: 'service', agencyId: null, urgent: false }],
    ['POST', '/assign', { version: 1, assigneeId: null }],
    ['POST', '/transfer', { version: 1, agencyId: 'so-y-te', why: 'x' }],
    ['POST', '/move', { version: 1, to: 'processing', why: 'x' }],
    ['POST', '/note', { text: 'x' }],
    ['POST', '/reply', { version: 1, text: 'x', closing: true }],
    ['POST', '/reply/undo', { version: 1 }],
    ['POST', '/link', { version: 1, incidentCode: null }],
    ['POST', '/looking'],
    ['POST', '/letter', { kind: 'answer', text: 'x' }],
    ['GET', '/attachments/1'],
  ];
  it.each(CALLS)(
    '%s …%s knows nothing of another agency, of another operator, of strangers',
    async (method, path, body) => {
      const { code } = await desk.open({ agencyId: 'so-xay-dung' });
      const before = await stored(code);
      const ask = (person: Person | null, of = code) =>
        desk.call(person, method, `/api/tickets/${of}${path}`, body);
      const foreign = await ask('chi');
      const unknown = await ask('chi', 'PA-2020-000001');
      expect([foreign.status, foreign.type]).toEqual([unknown.status, unknown.type]);
      expect([403, 404]).toContain(foreign.status);
      expect([403, 404]).toContain((await ask('hoa')).status);
      expect((await ask(null)).type).toBe('urn:problem:unauthenticated');
      expect(await stored(code)).toEqual(before);
    },
  );

  it('remembers who read a ticket, once for one reading', async () => {
    const { code } = await desk.open();
    await desk.call('an', 'GET', `/api/tickets/${code}`);
    await desk.call('an', 'GET', `/api/tickets/${code}`);
    clock.forward(HOUR_MS);
    const { body } = await desk.call('an', 'GET', `/api/tickets/${code}`);
    expect(body.events.map((event) => [event.kind, event.by])).toEqual([
      ['opened', 'citizen'],
      ['read', { id: desk.ids.an, name: 'an' }],
      ['read', { id: desk.ids.an, name: 'an' }],
    ]);
    const { rows } = await database.query('select action from audit where subject = $1', [`ticket:${code}`]);
    expect(rows).toEqual([{ action: 'ticket.read' }, { action: 'ticket.read' }]);
  });

  it('changes the history for nobody', async () => {
    for (const sql of [
      `update ticket_events set text = 'khác'`,
      'delete from ticket_events',
      'truncate ticket_events cascade',
    ])
      await expect(database.query(sql)).rejects.toThrow('only ever added to');
  });

  it('triages, assigns by load, and passes on with a reason', async () => {
    const { code } = await desk.open({ agencyId: null });
    expect(await post('dung', `${code}/assign`, { version: 1, assigneeId: 'least_loaded' })).toMatchObject({
      type: 'urn:problem:nobody_to_assign',
    });
    const triage = { category: 'land', class: 'conduct', agencyId: 'so-y-te', urgent: true };
    expect(await post('an', `${code}/triage`, { version: 1, ...triage })).toMatchObject({ status: 403 });
    expect(
      await post('dung', `${code}/triage`, { version: 1, ...triage, agencyId: 'so-khong-co' }),
    ).toMatchObject({ type: 'urn:problem:no_such_agency' });
    const triaged = await post('dung', `${code}/triage`, { version: 1, ...triage });
    expect(triaged.body).toMatchObject({
      category: 'land',
      class: 'conduct',
      agency: { id: 'so-y-te', name: 'Sở Y tế' },
      urgent: true,
      version: 2,
    });
    expect(await post('dung', `${code}/assign`, { version: 2, assigneeId: desk.ids.an })).toMatchObject({
      type: 'urn:problem:no_such_assignee',
    });
    const assigned = await post('chi', `${code}/assign`, { version: 2, assigneeId: 'least_loaded' });
    expect(assigned.body.assignee).toEqual({ id: desk.ids.chi, name: 'chi' });
    const transfer = { version: 3, agencyId: 'so-xay-dung', why: 'Việc của Sở Xây dựng' };
    const passed = await post('chi', `${code}/transfer`, transfer);
    expect(passed.body).toMatchObject({ agency: { id: 'so-xay-dung' }, assignee: null });
    expect(passed.body.events.at(-1)).toMatchObject({
      kind: 'transferred',
      from: 'Sở Y tế',
      to: 'Sở Xây dựng',
      text: 'Việc của Sở Xây dựng',
    });
    expect((await desk.call('chi', 'GET', `/api/tickets/${code}`)).type).toBe('urn:problem:no_such_ticket');
    expect((await desk.call('an', 'GET', `/api/tickets/${code}`)).status).toBe(200);
  });

  it('gives the next ticket to whoever of the agency has the fewest', async () => {
    await database.query('update tickets set assignee_id = null');
    const names: string[] = [];
    for (let nr = 0; nr < 4; nr++) {
      const { code } = await desk.open();
      const { body } = await post('an', `${code}/assign`, { version: 1, assigneeId: 'least_loaded' });
      names.push(body.assignee!.name);
    }
    expect(names).toEqual(['an', 'binh', 'an', 'binh']);
  });

  it('links tickets to one incident, never in a chain or to itself', async () => {
    const [one, two, three] = [await desk.open(), await desk.open(), await desk.open()];
    const link = (code: string, version: number, incidentCode: string | null) =>
      post('an', `${code}/link`, { version, incidentCode });
    expect((await link(two.code, 1, one.code)).body).toMatchObject({ incidentCode: one.code, version: 2 });
    expect((await link(three.code, 1, two.code)).body.incidentCode).toBe(one.code);
    expect(await link(one.code, 1, three.code)).toMatchObject({ type: 'urn:problem:link_not_allowed' });
    const alone = await desk.open();
    expect(await link(alone.code, 1, alone.code)).toMatchObject({ type: 'urn:problem:link_not_allowed' });
    expect(await link(alone.code, 1, 'PA-2026-999999')).toMatchObject({
      type: 'urn:problem:no_such_incident',
    });
    expect((await link(two.code, 2, null)).body.incidentCode).toBeNull();
    expect(await viewed(one.code)).toMatchObject({ linked: 1, linkedCodes: [three.code] });
  });

  it('moves many at once and says which were refused and why', async () => {
    const [one, two] = [await desk.open(), await desk.open()];
    const foreign = await desk.open({ agencyId: 'so-y-te' });
    const { body } = await desk.call<{ moved: string[]; refused: object[] }>(
      'an',
      'POST',
      '/api/tickets/move',
      {
        tickets: [
          { code: one.code, version: 1 },
          { code: two.code, version: 7 },
          { code: foreign.code, version: 1 },
        ],
        to: 'processing',
        why: 'nhận cả loạt',
      },
    );
    expect(body).toEqual({
      moved: [one.code],
      refused: [
        { code: two.code, problem: 'conflict' },
        { code: foreign.code, problem: 'no_such_ticket' },
      ],
    });
  });

  it('gives a file to whoever may see its ticket, as a download, and remembers it', async () => {
    const files = { read: async (path: string) => (path === 'a/b' ? Buffer.from('ảnh') : null) };
    const store = await startTicketDesk({ database, clock, files });
    const { code } = await store.open();
    for (const [id, path] of [
      ['here', 'a/b'],
      ['gone', 'c/d'],
    ])
      await database.query(
        `insert into attachments (id, ticket_id, name, type, bytes, path, created_at)
         values ($1, (select id from tickets where code = $2), 'ảnh cống.png', 'image/png', 5, $3, $4)`,
        [id, code, path, clock.now()],
      );
    const path = `/api/tickets/${code}/attachments`;
    const response = await store.raw('an', 'GET', `${path}/here`);
    expect(await response.text()).toBe('ảnh');
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    const audited = `select detail from audit where action = 'ticket.attachment_read'`;
    expect((await database.query(audited)).rows).toEqual([{ detail: 'here' }]);
    for (const id of ['gone', 'none'])
      expect((await store.call('an', 'GET', `${path}/${id}`)).type).toBe('urn:problem:no_such_attachment');
    expect((await store.call('chi', 'GET', `${path}/here`)).type).toBe('urn:problem:no_such_ticket');
    expect((await desk.call('an', 'GET', `${path}/here`)).type).toBe('urn:problem:no_such_attachment');
    await store.close();
  });

  it('sees who else is looking, until they look away', async () => {
    const { code } = await desk.open();
    const look = async (person: Person) =>
      (await desk.call<{ others: string[] }>(person, 'POST', `/api/tickets/${code}/looking`)).body.others;
    expect(await look('an')).toEqual([]);
    expect(await look('binh')).toEqual(['an']);
    expect(await look('dung')).toEqual(['an', 'binh']);
    clock.forward(41_000);
    expect(await look('an')).toEqual([]);
  });

  it('keeps canned replies, filled for a ticket', async () => {
    const { code } = await desk.open();
    const canned = { title: 'Xin lỗi', text: 'Chào {ten}, phiếu {ma}.' };
    expect((await desk.call('an', 'POST', '/api/canned-replies', canned)).status).toBe(403);
    const added = await desk.call<{ id: string }>('dung', 'POST', '/api/canned-replies', canned);
    expect(added).toMatchObject({ status: 201, body: canned });
    const path = `/api/canned-replies/${added.body.id}`;
    const listed = async (query = '') =>
      (await desk.call<{ replies: object[] }>('an', 'GET', `/api/canned-replies${query}`)).body.replies;
    expect(await listed(`?ticket=${code}`)).toMatchObject([{ text: `Chào Lê Văn Tám, phiếu ${code}.` }]);
    expect(await desk.call('dung', 'PUT', path, { title: 'Xin lỗi', text: '{ai}' })).toMatchObject({
      type: 'urn:problem:unknown_field',
    });
    await desk.call('dung', 'PUT', path, { title: 'Cảm ơn', text: 'Cảm ơn {ten}.' });
    expect(await listed()).toEqual([{ id: added.body.id, title: 'Cảm ơn', text: 'Cảm ơn {ten}.' }]);
    expect((await desk.call('dung', 'DELETE', path)).status).toBe(204);
    expect((await desk.call('dung', 'DELETE', path)).type).toBe('urn:problem:no_such_canned_reply');
    expect(await listed()).toEqual([]);
  });
});
