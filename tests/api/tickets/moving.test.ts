// Moving tickets: every allowed and every forbidden move, stale versions, and nothing changed by a refusal.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { findMove, MOVES } from '../../../api/tickets/moves.ts';
import { TICKET_STATUSES, type TicketStatus } from '../../../bot/ports.ts';
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

const STAFF = { hoa: 'operator', an: 'officer', dung: 'coordinator', em: 'administrator' } as const;
const PEOPLE = Object.keys(STAFF) as (keyof typeof STAFF)[];
const HOUR_MS = 60 * 60 * 1000;
const SAID = { text: 'x', attachments: [], conversationId: 'direct-line:x' };

describe.each(databaseKinds)('moves on the %s database', (kind) => {
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

  /** A ticket of Sở Xây dựng that the operator logged, brought to a status along allowed moves. */
  async function ticketIn(status: TicketStatus): Promise<{ code: string; version: number }> {
    const WAYS: Record<TicketStatus, TicketStatus[]> = {
      received: [],
      info_requested: ['info_requested'],
      info_given: ['info_requested', 'info_given'],
      processing: ['processing'],
      returned: ['returned'],
      refused: ['refused'],
      answered: ['answered'],
      published: ['answered', 'published'],
    };
    const { body: logged } = await desk.call<{ code: string }>('hoa', 'POST', '/api/tickets', {
      category: 'land',
      what: 'Chờ sổ đỏ lâu quá',
      where: null,
      when: null,
      agencyId: 'so-xay-dung',
      dossierCode: null,
      urgent: false,
      anonymous: false,
      name: 'Bà Năm',
      phone: '0905 111 222',
    });
    let version = 1;
    for (const to of WAYS[status]) {
      const answer =
        to === 'answered'
          ? await post('em', `${logged.code}/reply`, { version, text: 'Trả lời', closing: true })
          : await post('em', `${logged.code}/move`, { version, to, why: 'đi tiếp' });
      expect([to, answer.status]).toEqual([to, 200]);
      await desk.delivery.sweep();
      version = answer.body.version;
    }
    return { code: logged.code, version };
  }

  describe.each(TICKET_STATUSES)('from %s', (from) => {
    it.each(TICKET_STATUSES)('to %s goes as the table says, for every role', async (to) => {
      const { code, version } = await ticketIn(from);
      for (const person of PEOPLE) {
        const move = findMove(from, to, STAFF[person]);
        if (move !== null && !move.byReply) continue;
        const before = await stored(code);
        const refused = await post(person, `${code}/move`, { version, to, why: 'thử' });
        expect([person, refused.status, refused.type]).toEqual([person, 409, 'urn:problem:move_not_allowed']);
        expect(await stored(code)).toEqual(before);
      }
      const movers = PEOPLE.filter((person) => {
        const move = findMove(from, to, STAFF[person]);
        return move !== null && !move.byReply;
      });
      for (const [nr, person] of movers.entries()) {
        const one = nr === 0 ? { code, version } : await ticketIn(from);
        const moved = await post(person, `${one.code}/move`, { version: one.version, to, why: 'lý do' });
        expect([person, moved.status]).toEqual([person, 200]);
        expect(moved.body).toMatchObject({ status: to, version: one.version + 1 });
        expect(moved.body.events.at(-1)).toMatchObject({ from, to, text: 'lý do', by: { name: person } });
      }
    });
  });

  it('keeps one clock, a history that only grows and a version that counts, whatever they do', async () => {
    const steps = fc.array(
      fc.record({
        person: fc.constantFrom(...PEOPLE),
        what: fc.constantFrom('move', 'reply', 'undo', 'note', 'assign', 'reopen', 'inform', 'rate', 'stale'),
        pick: fc.nat(),
        hours: fc.nat(60),
      }),
      { minLength: 1, maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        const { code } = await ticketIn('received');
        for (const { person, what, pick, hours } of walk) {
          clock.forward(hours * HOUR_MS);
          const before = await viewed(code);
          const { version, status } = before;
          const ways = MOVES.filter((move) => move.from === status);
          const to = ways[pick % Math.max(1, ways.length)]?.to ?? 'received';
          const { [what]: act } = {
            move: () => post(person, `${code}/move`, { version, to, why: 'x' }),
            stale: () => post(person, `${code}/move`, { version: version + 1, to, why: 'x' }),
            reply: () => post(person, `${code}/reply`, { version, text: 'x', closing: pick % 2 === 0 }),
            undo: () => post(person, `${code}/reply/undo`, { version }),
            note: () => post(person, `${code}/note`, { text: 'x' }),
            assign: () => post(person, `${code}/assign`, { version, assigneeId: 'least_loaded' }),
            reopen: () => database.transaction(desk.desk.reopen(code, 'x', clock.now())),
            inform: () => database.transaction(desk.desk.addInformation(code, SAID, clock.now())),
            rate: () => database.transaction(desk.desk.rate(code, 'satisfied', clock.now())),
          };
          const answer = await act();
          await desk.delivery.sweep();
          const after = await viewed(code);
          expect(after.version - version).toBeGreaterThanOrEqual(0);
          expect(after.version - version).toBeLessThanOrEqual(1);
          expect(after.events.slice(0, before.events.length)).toMatchObject(
            before.events.map(({ id, kind, text }) => ({ id, kind, text })),
          );
          if (answer !== undefined && answer.status !== 200) {
            expect([403, 409]).toContain(answer.status);
            expect(after.events.length).toBe(before.events.length);
          }
          if (after.version > version) expect(after.events.length).toBeGreaterThan(before.events.length);
          const running = ['running', 'due_soon', 'overdue'].includes(after.clock);
          expect(running).toBe(
            !['info_requested', 'returned', 'refused', 'published'].includes(after.status),
          );
          expect(after.clock === 'paused').toBe(after.status === 'info_requested');
        }
      }),
      { numRuns: 12 },
    );
  });

  it.each([
    ['triage', { category: 'land', class: 'service', agencyId: 'so-y-te', urgent: true }, 'dung'],
    ['assign', { assigneeId: 'least_loaded' }, 'an'],
    ['transfer', { agencyId: 'so-y-te', why: 'đúng việc' }, 'an'],
    ['move', { to: 'processing', why: 'nhận' }, 'an'],
    ['reply', { text: 'trả lời', closing: true }, 'an'],
    ['link', { incidentCode: null }, 'an'],
  ] as const)('%s of a stale version is a conflict and changes nothing', async (name, body, person) => {
    const { code, version } = await ticketIn('received');
    await post('em', `${code}/assign`, { version, assigneeId: desk.ids.an });
    const before = await stored(code);
    const refused = await post(person, `${code}/${name}`, { version, ...body });
    expect([refused.status, refused.type]).toEqual([409, 'urn:problem:conflict']);
    expect(await stored(code)).toEqual(before);
    expect((await post(person, `${code}/${name}`, { version: version + 1, ...body })).status).toBe(200);
  });

  it('lets one of two officers through who change the same version at once', async () => {
    const { code, version } = await ticketIn('received');
    const answers = await Promise.all(
      (['an', 'binh', 'em'] as const).map((person) =>
        post(person, `${code}/move`, { version, to: 'processing', why: person }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await viewed(code)).version).toBe(version + 1);
  });
});
