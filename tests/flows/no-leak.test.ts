// A citizen tells everything about herself, in messages, files, calls and to staff, while things go well and while they
// fail: none of it is in the log, the metrics, a refusal, what goes to a model outside, a list or an export.

import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { openFactor } from '../../api/dossiers/connect-registry.ts';
import { hashed } from '../../api/dossiers/dossier.ts';
import { storeDossiers } from '../../api/dossiers/dossiers.ts';
import { createLogger } from '../../api/log.ts';
import { DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { databaseKinds } from '../support/databases.ts';
import { fetchToken } from '../support/direct-line-client.ts';
import { aDossier } from '../support/dossiers.ts';
import { type EmbeddingServer, startEmbeddingServer } from '../support/embedding-server.ts';
import { PDF } from '../support/pictures.ts';
import { openStaffOffice, type StaffOffice } from '../support/staff-office.ts';
import { secretsIn, TOLD } from '../support/told-secrets.ts';
import { until } from '../support/until.ts';

const { name, identity, phone, factor, address, dossier } = TOLD;
const WHO = `tôi tên ${name}, căn cước ${identity}, số điện thoại ${phone}, nhà ở ${address}`;
const EVERYTHING = `${WHO}, mã hồ sơ ${dossier}`;
const MATTER = `Bãi rác trước nhà hôi thối quá, tôi phản ánh; ${EVERYTHING}`;
const NO_TICKETS = `alter table ticket_texts add constraint no_more check (what = '') not valid`;
const TICKETS_AGAIN = 'alter table ticket_texts drop constraint no_more';

describe.each(databaseKinds)('what a citizen tells on the %s database', (kind) => {
  const lines: string[] = [];
  let endpoint: EmbeddingServer;
  let office: StaffOffice;
  let domain: string;

  beforeAll(async () => {
    endpoint = await startEmbeddingServer();
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const env = {
      EMBEDDING_BASE_URL: endpoint.baseUrl,
      EMBEDDING_MODEL: 'a-model',
      EMBEDDING_QUESTION_BUDGET_MS: '10000',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '100000',
      STAFF_REQUESTS_PER_MINUTE: '100000',
      MESSAGES_PER_MINUTE: '1000',
      DOSSIER_FACTOR_DIGITS: String(factor.length),
    };
    office = await openStaffOffice(kind, env, {
      procedures: 20,
      logger: createLogger({ level: 'trace', destination }),
    });
    domain = office.url + DIRECT_LINE_PATH;
    await until(async () => {
      const ready = await (await fetch(`${office.url}/readyz`)).json();
      return (ready as { embedding: { state: string } }).embedding.state === 'whole';
    });
    const { database, clock } = office;
    const found = hashed(
      aDossier({ code: dossier, phone, identity }),
      await openFactor({ database, settings: readConfig(env).dossiers }),
    );
    await database.transaction((tx) => storeDossiers(tx, [found], { madeUp: false, asOf: clock.now() }));
  });
  afterAll(async () => {
    await office.close();
    await endpoint.close();
  });

  async function citizen() {
    const { token, conversationId } = await fetchToken(domain);
    const headers = { authorization: `Bearer ${token}` };
    const place = `${domain}/conversations/${conversationId}`;
    await fetch(`${domain}/conversations`, { method: 'POST', headers });

    function send(body: unknown): Promise<Response> {
      return fetch(`${place}/activities`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    }

    function upload(fileName: string, bytes: Buffer): Promise<Response> {
      const data = new FormData();
      data.append('file', new Blob([new Uint8Array(bytes)]), fileName);
      return fetch(`${place}/upload?userId=x`, { method: 'POST', headers, body: data });
    }

    /** What was said in answer to what the server has just taken. */
    async function answerTo(taken: Response): Promise<string> {
      expect(taken.status).toBe(200);
      const { id } = (await taken.json()) as { id: string };
      return until(async () => {
        type Said = { replyToId?: string; text?: string };
        const page = await (await fetch(`${place}/activities`, { headers })).json();
        const said = (page as { activities: Said[] }).activities.filter(({ replyToId }) => replyToId === id);
        return said.length > 0 && said.map(({ text }) => text).join('\n');
      });
    }

    const say = async (text: string) => answerTo(await send({ type: 'message', text }));
    return { send, upload, answerTo, say };
  }

  const told = async (response: Response): Promise<string> => {
    expect(response.status).toBeGreaterThanOrEqual(400);
    return response.text();
  };

  it('is understood: she gets her answers, her dossier and her receipt', async () => {
    const { say, upload, answerTo } = await citizen();
    await say(`${WHO}, cho hỏi làm giấy khai sinh cho con cần giấy tờ gì`);
    await say(`Vụ nuôi chim yến cạnh ${address} của ${name}, sđt ${phone}, cccd ${identity} thì xin ở đâu`);
    expect(await say(`tra hồ sơ ${dossier}`)).toContain(dossier);
    expect(await say(factor)).toContain('UBND phường Cẩm Thành');
    expect(await say(MATTER)).toContain(texts.review);
    const kept = await answerTo(await upload(`${name} ${identity} ${phone}.pdf`, PDF));
    expect(kept).toContain(texts.filesKept(1));
    await say(buttons.call);
    await say(phone);
    expect(await say(name)).toContain(texts.lines.call(phone, name));
    expect(await say(buttons.send)).toMatch(/PA-2026-\d{6}/);
  });

  it('is in no refusal of the channel', async () => {
    const { send, upload, say } = await citizen();
    const refusals = [
      await send(`{"type": "message", "text": "${EVERYTHING}" oops`),
      await send({ type: EVERYTHING, text: EVERYTHING }),
      await send({ type: 'message', text: { [phone]: EVERYTHING } }),
      await send({ type: 'message', text: 'x', value: { deep: EVERYTHING.repeat(100) } }),
      await upload(`${name} ${identity}.pdf`, PDF),
    ];
    await say('tôi muốn phản ánh');
    refusals.push(await upload(`${name} ${identity}.exe`, Buffer.from(`MZ ${EVERYTHING}`)));
    refusals.push(await fetch(`${domain}/conversations/${encodeURIComponent(EVERYTHING)}`));
    for (const refusal of refusals) expect(secretsIn(await told(refusal))).toEqual([]);
  });

  it('is in no word of a turn that fails', async () => {
    const { say } = await citizen();
    const offered = await say(MATTER);
    expect(offered).toContain(texts.similar);
    expect(secretsIn(offered)).toEqual([]);
    expect(await say(buttons.different)).toContain(texts.review);
    await office.database.query(NO_TICKETS);
    try {
      expect(await say(buttons.send)).toContain(replies.failed);
    } finally {
      await office.database.query(TICKETS_AGAIN);
    }
    expect(lines.join('')).toContain('no_more');
    expect(await say(buttons.send)).toMatch(/PA-2026-\d{6}/);
  });

  it('is taken by the hotline, and in no refusal of it', async () => {
    const { admin } = office;
    const question = `hỏi về lệ phí khai sinh, ${EVERYTHING}`;
    const asked = await admin.call('GET', `/api/hotline/ask?q=${encodeURIComponent(question)}`);
    expect(asked.status).toBe(200);
    expect((await admin.call('GET', `/api/hotline/caller?phone=${phone}`)).status).toBe(200);
    const call = { phone, question, told: question, procedureCode: null, ticketCode: null };
    const startedAt = office.clock.now().toISOString();
    expect((await admin.call('POST', '/api/hotline/calls', { ...call, startedAt })).status).toBe(201);
    for (const wrong of [
      { ...call, startedAt: '2020-01-01T00:00:00Z' },
      { ...call, startedAt, phone: `${phone}${identity}` },
      { ...call, startedAt, procedureCode: identity },
      { ...call, startedAt, question: EVERYTHING.repeat(50) },
    ])
      expect(secretsIn(await told(await admin.call('POST', '/api/hotline/calls', wrong)))).toEqual([]);
  });

  it('is in no refusal of staff, wherever they type it', async () => {
    const { admin } = office;
    const ticket = {
      ...{ category: 'land', what: MATTER, where: address, when: null, agencyId: null, dossierCode: dossier },
      ...{ urgent: false, anonymous: false, name, phone },
    };
    await office.database.query(NO_TICKETS);
    try {
      expect(secretsIn(await told(await admin.call('POST', '/api/tickets', ticket)))).toEqual([]);
    } finally {
      await office.database.query(TICKETS_AGAIN);
    }
    type Described = {
      parameters?: { name: string; in: string }[];
      requestBody?: { content: Record<string, { schema?: { properties?: Record<string, unknown> } }> };
    };
    const { paths } = await admin.read<{ paths: Record<string, Record<string, Described>> }>(
      '/api/openapi.json',
    );
    let refusals = 0;
    for (const [template, methods] of Object.entries(paths))
      for (const [method, { parameters = [], requestBody }] of Object.entries(methods)) {
        // Whoever calls these is signed out.
        if (template === '/api/session' || template === '/api/live') continue;
        const query = parameters.filter((one) => one.in === 'query').map((one) => [one.name, EVERYTHING]);
        const fields = Object.keys(
          requestBody?.content['application/json']?.schema?.properties ?? { text: 1 },
        );
        for (const secret of [EVERYTHING, identity, phone, name]) {
          const path = template.replace(/\{\w+\}/g, encodeURIComponent(secret));
          const body = Object.fromEntries(fields.map((field) => [field, secret]));
          const response = await admin.call(
            method.toUpperCase(),
            `${path}?${new URLSearchParams(query.map(([key = '']) => [key, secret]))}`,
            method === 'get' ? undefined : body,
          );
          const text = await response.text();
          if (response.status < 400) continue;
          refusals++;
          expect(response.status, `${method} ${template}: ${text}`).toBeLessThan(500);
          expect(secretsIn(text), `${method} ${template}`).toEqual([]);
        }
      }
    expect(refusals).toBeGreaterThan(100);
    const broken = await fetch(`${office.url}/api/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"what": "${EVERYTHING}" oops`,
    });
    expect(secretsIn(await told(broken))).toEqual([]);
  });

  it('is masked in every list and export', async () => {
    const { admin } = office;
    for (const path of [
      '/api/tickets?view=all',
      '/api/gaps',
      '/api/conversations',
      `/api/hotline/caller?phone=${phone}`,
      '/api/overview',
      '/api/audit',
      '/api/reports/tickets?period=2026-M11',
      '/api/reports/tickets.csv?period=2026-M11',
    ]) {
      const response = await admin.call('GET', path);
      expect(response.status, path).toBe(200);
      const text = await response.text();
      expect(text.length, path).toBeGreaterThan(15);
      expect(secretsIn(text), path).toEqual([]);
    }
    expect((await admin.read<{ gaps: object[] }>('/api/gaps')).gaps.length).toBeGreaterThan(0);
  });

  it('goes to no model outside', () => {
    const asked = endpoint.requests.flatMap(({ input }) => input);
    expect(asked.join('\n')).toContain('khai sinh cho con');
    for (const text of asked) expect([text, secretsIn(text)]).toEqual([text, []]);
  });

  it('is neither in the metrics nor in the log', async () => {
    const metrics = await (await fetch(`${office.url}/metrics`)).text();
    expect(metrics).toContain('turns_total');
    expect(secretsIn(metrics)).toEqual([]);
    expect(lines.length).toBeGreaterThan(200);
    for (const line of lines) expect([line, secretsIn(line)]).toEqual([line, []]);
  });
});
