// The hotline desk over HTTP: answers to read aloud, a caller's earlier cases, and calls that name nobody.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { procedureVersionRoutes } from '../../../api/gaps/versions.ts';
import { hotlineRoutes } from '../../../api/hotline/routes.ts';
import { SPOKEN } from '../../../api/hotline/texts.ts';
import { importCatalogue } from '../../../knowledge/import/import-catalogue.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { type DeskServer, startDeskServer } from '../../support/desk-server.ts';
import { addStaff, type TestStaff } from '../../support/desk-staff.ts';
import { answeringOver, index, someProcedures } from '../../support/indexed-catalogue.ts';
import { aProcedure } from '../../support/procedures.ts';
import { addTickets, aTicket } from '../../support/some-tickets.ts';

const BIRTH = aProcedure({
  code: '1.001193',
  title: 'Thủ tục đăng ký khai sinh',
  submissions: [
    {
      channel: 'direct',
      time: { amount: 1, unit: 'working_day', text: null },
      fees: [{ kind: 'fee', amount: 8000, currency: 'VND', text: null }],
      note: null,
    },
  ],
});
const MARRIAGE = aProcedure({ code: '1.000894', title: 'Thủ tục đăng ký kết hôn' });

interface Answer {
  outcome: string;
  spoken: string;
  procedure: { code: string; title: string; url: string } | null;
  choices: { code: string }[];
  facts: { facet: string; label: string; text: string }[];
  source: string | null;
}

describe.each(databaseKinds)('the hotline desk on %s', (kind) => {
  let database: OpenDatabase;
  let staff: TestStaff;
  let server: DeskServer;
  let asked = 0;
  const clock = createClock('2026-11-20T09:00:00+07:00');

  beforeAll(async () => {
    database = await freshDatabase(kind);
    staff = await addStaff(database);
    const others = (await someProcedures(60)).filter(
      ({ code }) => code !== BIRTH.code && code !== MARRIAGE.code,
    );
    await index(database, [BIRTH, MARRIAGE, ...others]);
    const { answerer } = answeringOver(database);
    server = await startDeskServer(
      [
        ...hotlineRoutes({
          database,
          answerer: {
            ...answerer,
            answer: (text) => {
              asked++;
              return answerer.answer(text);
            },
          },
          callerSecret: 'a secret',
          now: clock.now,
        }),
        ...procedureVersionRoutes({ database }),
      ],
      staff.identify,
    );
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function call<Body>(
    who: keyof TestStaff['callers'],
    address: string,
    body?: object,
  ): Promise<{ status: number; body: Body }> {
    const response = await fetch(server.url + address, {
      method: body ? 'POST' : 'GET',
      headers: staff.headersOf(who),
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  const ask = (q: string, code?: string) =>
    call<Answer>(
      'hoa',
      `/api/hotline/ask?q=${encodeURIComponent(q)}${code === undefined ? '' : `&code=${code}`}`,
    );

  it('says what a citizen would read, to be read aloud, with the main facts beside it', async () => {
    const { body } = await ask('đăng ký khai sinh lệ phí bao nhiêu');
    expect(body).toMatchObject({
      outcome: 'answered',
      spoken: 'Đăng ký khai sinh. Phí, lệ phí: Tám nghìn đồng.',
      procedure: { code: '1.001193', title: 'Đăng ký khai sinh', url: BIRTH.link },
      choices: [],
    });
    expect(body.facts.map(({ facet, text }) => [facet, text])).toEqual([
      ['documents', 'Tờ khai (một bản chính).'],
      ['fee', 'Tám nghìn đồng.'],
      ['time', 'Một ngày làm việc.'],
      ['where', 'Cơ quan giải quyết: Ủy ban nhân dân cấp xã. Thực hiện ở: cấp xã.'],
    ]);
    expect(body.source).toContain('1.001193');
    const chosen = await ask('lệ phí bao nhiêu', '1.000894');
    expect(chosen.body.procedure?.code).toBe('1.000894');
    expect((await ask('lệ phí bao nhiêu', '9.999999')).status).toBe(404);
    expect((await ask('xyz qwerty')).body).toMatchObject({
      outcome: 'no_source',
      spoken: SPOKEN.no_source,
      facts: [],
      source: null,
    });
  });

  it('does not begin a search that the operator has typed past', async () => {
    asked = 0;
    const typed = new AbortController();
    const searches = Array.from({ length: 20 }, (_, nr) =>
      fetch(`${server.url}/api/hotline/ask?q=${encodeURIComponent('khai sinh '.slice(0, 2 + nr))}`, {
        headers: staff.headersOf('hoa'),
        signal: typed.signal,
      }).catch(() => null),
    );
    typed.abort();
    await Promise.all(searches);
    expect((await ask('khai sinh')).body.outcome).toBe('answered');
    expect(asked).toBeLessThan(20);
  });

  it('logs a call once, with what was told and its sources, and finds it by the number again', async () => {
    const startedAt = '2026-11-20T01:55:00.000Z';
    const logged = {
      phone: '+84 912 345 678',
      question: 'Tôi tên Lê Thị Bảy, làm khai sinh cho cháu cần gì',
      told: 'Tờ khai, tám nghìn đồng, một ngày làm việc',
      procedureCode: '1.001193',
      ticketCode: null,
      startedAt,
    };
    const first = await call<{ id: string }>('hoa', '/api/hotline/calls', logged);
    expect(first.status).toBe(201);
    expect((await call('hoa', '/api/hotline/calls', logged)).body).toEqual(first.body);
    const [code] = await addTickets(database, [aTicket({ phone: '0912 345 678' })]);

    const caller = await call<{ tickets: { code: string }[]; calls: object[] }>(
      'hoa',
      '/api/hotline/caller?phone=0912.345.678',
    );
    expect(caller.body.calls).toEqual([
      { at: startedAt, summary: 'Tôi tên «họ tên», làm khai sinh cho cháu cần gì', ticketCode: null },
    ]);
    expect(caller.body.tickets.map((ticket) => ticket.code)).toEqual([code]);
    expect(
      (await call<{ calls: object[] }>('hoa', '/api/hotline/caller?phone=0912345679')).body.calls,
    ).toEqual([]);

    const { rows } = await database.query<{ row: string }>(
      `select hotline_calls::text as row from hotline_calls union all select audit::text from audit`,
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { row } of rows) expect(row).not.toMatch(/912.?345.?678|Bảy/);
    const { rows: calls } = await database.query('select caller_ends_in, sources from hotline_calls');
    expect(calls).toEqual([
      { caller_ends_in: '678', sources: [{ code: '1.001193', title: BIRTH.title, version: 1 }] },
    ]);
  });

  it.each([
    [{ phone: '123' }, 'no_phone_number'],
    [{ startedAt: '2026-11-18T01:00:00Z' }, 'call_time'],
    [{ startedAt: '2026-11-20T03:00:00Z' }, 'call_time'],
    [{ procedureCode: '9.999999' }, 'no_such_procedure'],
    [{ question: ' ' }, 'invalid'],
    [{ extra: 1 }, 'invalid'],
  ])('refuses a call with %j', async (differing, kindOf) => {
    const plain = {
      phone: null,
      question: 'hỏi',
      told: 'đáp',
      procedureCode: null,
      ticketCode: null,
      startedAt: '2026-11-20T01:00:00Z',
    };
    const refused = await call<{ type: string }>('hoa', '/api/hotline/calls', { ...plain, ...differing });
    expect(refused.body.type).toBe(`urn:problem:${kindOf}`);
  });

  it('is not for officers of an agency', async () => {
    expect((await call('lan', '/api/hotline/ask?q=a')).status).toBe(403);
    expect((await call('lan', '/api/hotline/caller?phone=0912345678')).status).toBe(403);
  });

  it('shows what the next version of a procedure changed', async () => {
    await importCatalogue({
      database,
      indexing: answeringOver(database).indexing,
      incoming: {
        procedures: [{ ...BIRTH, results: ['Giấy khai sinh'] }],
        partial: true,
        spared: [],
      },
      about: { source: 'test', kind: 'import', dataDate: '2026-08', at: new Date('2026-08-01') },
      allowRepeal: false,
    });
    const { body } = await call<{ current: object; versions: object[] }>('lan', '/api/procedures/1.001193');
    expect(body.current).toEqual({ ...BIRTH, results: ['Giấy khai sinh'] });
    expect(body.versions).toEqual([
      {
        version: 2,
        status: 'current',
        from: '2026-08-01T00:00:00.000Z',
        to: null,
        dataDate: '2026-08',
        changes: [
          { field: 'results', label: 'Kết quả', removed: ['Giấy xác nhận'], added: ['Giấy khai sinh'] },
        ],
      },
      {
        version: 1,
        status: 'superseded',
        from: '2026-07-01T00:00:00.000Z',
        to: '2026-08-01T00:00:00.000Z',
        dataDate: '2026-07',
        changes: [],
      },
    ]);
    expect((await call<{ type: string }>('lan', '/api/procedures/9.999999')).body.type).toBe(
      'urn:problem:no_such_procedure',
    );
  });
});
