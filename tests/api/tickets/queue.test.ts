// The queue: whose tickets, in which order, page by page without gap or repeat, found by words, and read along indexes.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { type Desk, type Page, type Person, seedStaff, startTicketDesk } from '../../support/ticket-desk.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const TEXTS = [
  'Ống cống trước nhà bị nghẹt, nước dâng lên',
  'Ong cong truoc nha bi nghet, nuoc dang len',
  'Đèn đường tắt cả tuần',
  'Cán bộ hẹn rồi không trả hồ sơ đất',
  'Hồ sơ đất trễ hẹn hai tháng',
] as const;

describe.each(databaseKinds)('the queue on the %s database', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let desk: Desk;
  /** Codes in the order they were opened. */
  const codes: string[] = [];

  beforeAll(async () => {
    database = await freshDatabase(kind);
    clock = createClock();
    await seedStaff(database);
    desk = await startTicketDesk({ database, clock, rules: { undoSeconds: 0 } });
    for (let nr = 0; nr < 20; nr++) {
      const { code } = await desk.open({
        what: TEXTS[nr % TEXTS.length],
        agencyId: [null, 'so-xay-dung', 'so-xay-dung', 'so-y-te'][nr % 4],
        category: nr % 3 === 0 ? 'land' : 'environment',
        channel: nr % 2 === 0 ? 'direct-line' : 'phone',
        anonymous: nr % 7 === 6,
        name: nr === 1 ? 'Nguyễn Thị Đào' : null,
        phone: nr === 1 ? '0977123456' : null,
      });
      codes.push(code);
      clock.forward(DAY_MS);
    }
    const move = (code: string, to: string) =>
      desk.call('em', 'POST', `/api/tickets/${code}/move`, { version: 1, to, why: 'x' });
    await move(codes[1]!, 'refused');
    await move(codes[2]!, 'info_requested');
    await move(codes[5]!, 'processing');
  });
  afterAll(async () => {
    await desk.close();
    await database.close();
  });

  async function page(person: Person, query: Record<string, string | number> = {}): Promise<Page> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const { status, body } = await desk.call<Page>(person, 'GET', `/api/tickets?${search}`);
    expect(status).toBe(200);
    return body;
  }
  const codesOf = ({ tickets }: Page) => tickets.map(({ code }) => code);

  async function allPages(person: Person, query: Record<string, string | number>): Promise<string[]> {
    const found: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const next: Page = await page(person, { ...query, ...(after !== '' && { after }) });
      found.push(...codesOf(next));
      after = next.next;
    }
    return found;
  }

  it('shows an officer the own agency, an operator the own log, a coordinator everything', async () => {
    const all = { view: 'all', limit: 100 };
    expect(codesOf(await page('dung', all))).toEqual([...codes].reverse());
    const officers = (await page('an', all)).tickets;
    expect(officers.map(({ agency }) => agency?.id)).toEqual(Array(10).fill('so-xay-dung'));
    expect(codesOf(await page('hoa', all))).toEqual([]);
    expect(codesOf(await page('an', { ...all, agency: 'so-y-te' }))).toEqual([]);
  });

  it('lists what is due first and what has no clock last', async () => {
    const { tickets } = await page('dung', { view: 'open', limit: 100 });
    const due = tickets.map(({ dueAt, clock: face }) => (face === 'paused' ? undefined : dueAt));
    const dated = due.filter((at) => typeof at === 'string');
    expect(dated).toEqual([...dated].sort());
    expect(due.slice(-2)).toEqual([null, null]);
    expect(tickets[0]).toMatchObject({ clock: 'due_soon', summary: TEXTS[0] });
  });

  it('pages through every order without gap or repeat', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('open', 'all', 'overdue', 'due_soon', 'closed', 'unassigned', 'mine'),
        fc.constantFrom('due', 'newest', 'oldest'),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom<Person>('dung', 'an'),
        async (view, sort, limit, person) => {
          const whole = codesOf(await page(person, { view, sort, limit: 100 }));
          expect(await allPages(person, { view, sort, limit })).toEqual(whole);
          expect(new Set(whole).size).toBe(whole.length);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('counts what waits in each view, whatever is filtered', async () => {
    const { counts } = await page('dung', { view: 'mine', status: 'refused' });
    for (const [view, count] of Object.entries(counts))
      expect([view, (await page('dung', { view, limit: 100 })).tickets.length]).toEqual([view, count]);
    expect(counts).toMatchObject({ all: 20, closed: 1, open: 19, unassigned: 19, mine: 0 });
    expect((await page('an')).counts.all).toBe(10);
  });

  it.each([
    [{ category: 'land' }, ({ category }: Page['tickets'][number]) => category === 'land'],
    [{ channel: 'phone' }, ({ channel }: Page['tickets'][number]) => channel === 'phone'],
    [{ status: 'info_requested' }, ({ status }: Page['tickets'][number]) => status === 'info_requested'],
    [{ agency: 'so-y-te' }, ({ agency }: Page['tickets'][number]) => agency?.id === 'so-y-te'],
  ])('filters by %j', async (filter, fits) => {
    const whole = (await page('dung', { view: 'all', limit: 100 })).tickets;
    const found = await page('dung', { view: 'all', limit: 100, ...filter });
    expect(found.tickets.length).toBeGreaterThan(0);
    expect(codesOf(found)).toEqual(whole.filter(fits).map(({ code }) => code));
  });

  it.each([
    ['ống cống', 8],
    ['ong cong', 8],
    ['ÔNG cong', 4],
    ['hồ sơ đất', 8],
    ['đất hồ trễ', 4],
    ['đắt', 0],
    ['0977123456', 1],
    ['nguyen thi dao', 1],
    ["' | '", 20],
    ["o'ng & cong", 0],
  ])('finds %j %d times', async (q, count) => {
    expect((await page('dung', { view: 'all', q, limit: 100 })).tickets).toHaveLength(count);
  });

  it('finds one by its code, however it is typed', async () => {
    for (const q of [codes[3]!, 'pa 2026 - 4', 'phiếu PA-2026-000004'])
      expect(codesOf(await page('dung', { view: 'all', q }))).toEqual([codes[3]]);
    expect(codesOf(await page('an', { view: 'all', q: codes[3]! }))).toEqual([]);
  });

  it('masks in the list what the ticket itself shows', async () => {
    const { code } = await desk.open({ what: 'Gọi tôi số 0912 345 678' });
    expect((await page('dung', { view: 'all', q: code })).tickets[0]!.summary).toContain('«số điện thoại»');
    expect((await desk.call('dung', 'GET', `/api/tickets/${code}`)).body.what).toContain('0912 345 678');
  });

  it.each([
    ['limit=0', 'invalid'],
    ['limit=101', 'invalid'],
    ['view=everything', 'invalid'],
    ['color=red', 'invalid'],
    ['after=abc', 'invalid'],
    [`after=${Buffer.from('{"id":"1; drop","due":"infinity"}').toString('base64url')}`, 'invalid'],
    [`after=${Buffer.from('null').toString('base64url')}`, 'invalid'],
  ])('refuses %s', async (query, kind) => {
    const answer = await desk.call('dung', 'GET', `/api/tickets?${query}`);
    expect([answer.status, answer.type]).toEqual([400, `urn:problem:${kind}`]);
  });
});
