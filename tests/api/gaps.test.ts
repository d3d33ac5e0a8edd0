// The officers' routes: who may come in, what they find, and a clear refusal of everything else with nothing changed.

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { INPUT_FAULTS } from '../../api/input-faults.ts';
import { readAudit } from '../../api/staff/audit.ts';
import { createGaps, listGaps } from '../../bot/gaps.ts';
import { wordSpaceEmbedder } from '../../knowledge/embedding/word-space.ts';
import { shippedLanguage } from '../../knowledge/question.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { expectProblem, takeInvitation } from '../support/staff.ts';

const TOKEN = 'a token that officers have for these tests';
const silent = pino({ level: 'silent' });
const env = { PORT: '0', REQUESTS_PER_MINUTE_PER_ADDRESS: '1000' };
const MARRIAGE = '1.000894';
const ROUTES: readonly [string, string][] = [
  ['GET', '/api/gaps'],
  ['POST', '/api/gaps/1/resolve'],
  ['POST', '/api/aliases'],
  ['DELETE', '/api/aliases'],
  ['GET', '/api/procedures?q=a'],
];

describe.each(databaseKinds)("officers' routes on the %s database", (kind) => {
  let database: OpenDatabase;
  let app: App;
  let link: string;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    app = await createApp(readConfig({ ...env, STAFF_API_TOKEN: TOKEN }), { database, logger: silent });
    link = (await app.ready).firstInvitation!;
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(app.url + path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  async function gapAbout(text: string): Promise<string> {
    const gaps = createGaps({ language: shippedLanguage(), embedder: wordSpaceEmbedder() });
    const note = { kind: 'missed', text, outcome: 'no_source', codes: [] } as const;
    await database.transaction(
      await gaps.writing(note, { channel: 'direct-line', now: new Date('2026-11-02') }),
    );
    const { gaps: found } = await listGaps(database, { status: 'open', sort: 'recent', limit: 1, offset: 0 });
    return found[0]!.id;
  }

  it.each(ROUTES)('%s %s asks for the token', async (method, path) => {
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN]) {
      const response = await call(method, path, undefined, { authorization });
      await expectProblem(response, 'unauthenticated');
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('keeps what it says out of caches', async () => {
    const response = await call('GET', '/api/gaps');
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it('searches as the assistant does, with scores', async () => {
    const response = await call('GET', `/api/procedures?q=${encodeURIComponent('đăng ký kết hôn')}&limit=3`);
    const { procedures } = (await response.json()) as { procedures: { code: string; score: number }[] };
    expect(procedures).toHaveLength(3);
    expect(procedures[0]).toMatchObject({
      code: MARRIAGE,
      title: expect.stringMatching(/kết hôn/i),
      levels: ['commune'],
      score: expect.any(Number),
      coverage: expect.any(Number),
      phrase: { fit: expect.any(Number), text: expect.any(String) },
      aliases: [],
    });
    expect(procedures.map(({ score }) => score)).toEqual(
      procedures.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  it.each([
    ['/api/gaps?status=all', 'status', INPUT_FAULTS.status],
    ['/api/gaps?sort=name', 'sort', INPUT_FAULTS.sort],
    ['/api/gaps?limit=0', 'limit', INPUT_FAULTS.whole(1, 100)],
    ['/api/gaps?limit=101', 'limit', INPUT_FAULTS.whole(1, 100)],
    ['/api/gaps?limit=1e1', 'limit', INPUT_FAULTS.whole(1, 100)],
    ['/api/gaps?limit=5&limit=6', 'limit', INPUT_FAULTS.whole(1, 100)],
    ['/api/gaps?offset=-1', 'offset', INPUT_FAULTS.whole(0, 100_000)],
    ['/api/gaps?page=2', 'page', INPUT_FAULTS.unknown],
    ['/api/procedures', 'q', INPUT_FAULTS.q],
    ['/api/procedures?q=', 'q', INPUT_FAULTS.q],
    ['/api/procedures?q=%20%3F', 'q', INPUT_FAULTS.q],
    [`/api/procedures?q=${'a'.repeat(501)}`, 'q', INPUT_FAULTS.q],
    ['/api/procedures?q=a&q=b', 'q', INPUT_FAULTS.q],
    ['/api/procedures?q=a&limit=51', 'limit', INPUT_FAULTS.whole(1, 50)],
  ])('refuses GET %s for its %s', async (path, field, message) => {
    const problem = await expectProblem(await call('GET', path), 'invalid');
    expect(problem.errors).toEqual([{ field, message }]);
  });

  it.each([
    [{}, ['code', 'phrase']],
    [{ code: 'khai sinh', phrase: 'làm giấy' }, ['code']],
    [{ code: '1.00', phrase: 'làm giấy' }, ['code']],
    [{ code: 1.000894, phrase: 'làm giấy' }, ['code']],
    [{ code: MARRIAGE, phrase: '' }, ['phrase']],
    [{ code: MARRIAGE, phrase: ' ? 12 ' }, ['phrase']],
    [{ code: MARRIAGE, phrase: 'a'.repeat(201) }, ['phrase']],
    [{ code: MARRIAGE, phrase: 'hai\ndòng' }, ['phrase']],
    [{ code: MARRIAGE, phrase: 'chữ\u0000 ẩn' }, ['phrase']],
    [{ code: MARRIAGE, phrase: 'chữ \u202e ngược' }, ['phrase']],
    [{ code: MARRIAGE, phrase: 'chữ \ud800 lẻ' }, ['phrase']],
    [{ code: MARRIAGE, phrase: ['làm giấy'] }, ['phrase']],
    [{ code: MARRIAGE, phrase: 'làm giấy', gapId: 7 }, ['gapId']],
    [{ code: MARRIAGE, phrase: 'làm giấy', gapId: '1; drop' }, ['gapId']],
    [{ code: MARRIAGE, phrase: 'làm giấy', shared: 'yes' }, ['shared']],
    [{ code: MARRIAGE, phrase: 'làm giấy', source: 'shipped' }, ['source']],
    [[], ['']],
  ])('refuses to add %j', async (body, fields) => {
    const problem = await expectProblem(await call('POST', '/api/aliases', body), 'invalid');
    const errors = problem.errors as { field: string; message: string }[];
    expect(errors.map(({ field }) => field)).toEqual(fields);
    for (const { message } of errors) expect(message).toMatch(/^\p{Lu}[^A-Z]*\.$/u);
  });

  it('refuses a body that is missing, no JSON, too large or of another kind', async () => {
    for (const [method, path] of ROUTES.filter(([name]) => name !== 'GET')) {
      await expectProblem(await call(method, path), 'invalid');
      await expectProblem(await call(method, path, '{"code":'), 'malformed_json');
      await expectProblem(await call(method, path, { phrase: 'x'.repeat(300_000) }), 'too_large');
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      await expectProblem(await call(method, path, 'code=1.000894', form), 'unsupported');
    }
  });

  it('refuses an alias of nothing, of somebody else, or with a person in it', async () => {
    const add = (body: object) => call('POST', '/api/aliases', { code: MARRIAGE, ...body });
    await expectProblem(await add({ code: '9.999999', phrase: 'rước dâu' }), 'no_such_procedure');
    await expectProblem(await add({ phrase: 'gọi 0912345678 để cưới' }), 'personal_data');
    const taken = await expectProblem(await add({ phrase: 'Đăng ký KHAI SINH' }), 'alias_taken');
    expect(taken.procedures).toContainEqual({ code: '1.001193', title: expect.stringMatching(/khai sinh/i) });
    await expectProblem(await add({ phrase: 'rước dâu', gapId: '999999999' }), 'no_such_gap');
    const { rows } = await database.query(`select from aliases where source = 'officer'`);
    expect(rows).toEqual([]);
  });

  it('adds, says when it was there already, and deletes', async () => {
    const alias = { code: MARRIAGE, phrase: 'rước  nàng về dinh '.normalize('NFD') };
    const stored = { code: MARRIAGE, phrase: 'rước nàng về dinh' };
    const first = await call('POST', '/api/aliases', alias);
    expect([first.status, await first.json()]).toEqual([201, stored]);
    expect((await call('POST', '/api/aliases', alias)).status).toBe(200);
    const search = await call('GET', `/api/procedures?q=${encodeURIComponent('rước nàng về dinh')}`);
    const { procedures } = (await search.json()) as { procedures: unknown[] };
    expect(procedures[0]).toMatchObject({ code: MARRIAGE, aliases: [stored.phrase] });
    expect((await call('DELETE', '/api/aliases', alias)).status).toBe(204);
    await expectProblem(await call('DELETE', '/api/aliases', alias), 'no_such_alias');
    const { rows } = await database.query<{ phrase: string }>(
      `select phrase from aliases where code = $1 and source = 'shipped' order by phrase limit 1`,
      [MARRIAGE],
    );
    await expectProblem(
      await call('DELETE', '/api/aliases', { code: MARRIAGE, ...rows[0] }),
      'alias_shipped',
    );
  });

  it('lets operators look but not change, and tells the audit who changed', async () => {
    const now = () => new Date();
    const admin = await takeInvitation({ url: app.url, link, now });
    const added = await admin.call('POST', '/api/staff', {
      username: 'truc',
      name: 'Trực',
      role: 'operator',
    });
    const { id } = (await added.json()) as { id: string };
    const invited = await admin.call('POST', `/api/staff/${id}/invitation`);
    const { url } = (await invited.json()) as { url: string };
    const operator = await takeInvitation({ url: app.url, link: url, now });
    const alias = { code: MARRIAGE, phrase: 'thưa chuyện với nhà gái' };
    for (const [method, path] of ROUTES)
      if (method === 'GET') expect((await operator.call(method, path)).status).toBe(200);
      else await expectProblem(await operator.call(method, path, alias), 'forbidden');

    const before = await readAudit(database, { what: 'alias', limit: 10 });
    expect((await admin.call('POST', '/api/aliases', alias)).status).toBe(201);
    expect((await admin.call('POST', '/api/aliases', alias)).status).toBe(200);
    expect((await call('DELETE', '/api/aliases', alias)).status).toBe(204);
    const { entries } = await readAudit(database, { what: 'alias', limit: 10 });
    expect(entries.slice(0, entries.length - before.entries.length)).toMatchObject([
      { staff: { name: 'Hệ thống tích hợp' }, action: 'alias.removed', detail: alias.phrase },
      { staff: { name: 'Quản trị viên' }, action: 'alias.added', subject: `procedure:${MARRIAGE}` },
    ]);
  });

  it('lets two processes agree on who resolved a gap', async () => {
    const id = await gapAbout('chim yến làm tổ trên nóc nhà');
    const link = (code: unknown) => call('POST', `/api/gaps/${id}/resolve`, { code });
    await expectProblem(await link('9.999999'), 'no_such_procedure');
    await expectProblem(await link(null), 'invalid');
    await expectProblem(await call('POST', '/api/gaps/abc/resolve', { code: MARRIAGE }), 'invalid');
    await expectProblem(
      await call('POST', '/api/gaps/99999999999999999/resolve', { code: MARRIAGE }),
      'no_such_gap',
    );
    const answers = await Promise.all([link(MARRIAGE), link('1.001193')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const alias = { code: MARRIAGE, phrase: 'nuôi chim yến', gapId: id };
    await expectProblem(await call('POST', '/api/aliases', alias), 'conflict');
    const { rows } = await database.query(`select distinct code from aliases where source = 'officer'`);
    expect(rows).toHaveLength(1);
  });

  it('pages through the gaps', async () => {
    for (const thing of ['dế', 'tằm', 'cà cuống']) await gapAbout(`nuôi ${thing} trên gác`);
    const page = await (await call('GET', '/api/gaps?limit=2&offset=1&sort=recent')).json();
    expect(page).toMatchObject({ limit: 2, offset: 1, total: 3 });
    expect((page as { gaps: unknown[] }).gaps).toHaveLength(2);
    expect(await (await call('GET', '/api/gaps?offset=50')).json()).toMatchObject({ gaps: [], total: 3 });
  });
});
