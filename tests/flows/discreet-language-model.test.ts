// Everything that leaves the process towards a language model, bodies and heads, while a citizen tells all about herself,
// her dossier and her complaint: the questions are in it, she is not.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { openFactor } from '../../api/dossiers/connect-registry.ts';
import { hashed } from '../../api/dossiers/dossier.ts';
import { storeDossiers } from '../../api/dossiers/dossiers.ts';
import { DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import type { ModelServer } from '../../scripts/evaluation/model/server.ts';
import { databaseKinds } from '../support/databases.ts';
import { connectClient, fetchToken, type TestClient } from '../support/direct-line-client.ts';
import { aDossier } from '../support/dossiers.ts';
import { startFaithfulModel } from '../support/model-server.ts';
import { openStaffOffice, type StaffOffice } from '../support/staff-office.ts';
import { secretsIn, TOLD } from '../support/told-secrets.ts';
import { until } from '../support/until.ts';

const { name, identity, phone, factor, address, dossier } = TOLD;
const WHO = `tôi tên ${name}, căn cước ${identity}, số điện thoại ${phone}, nhà ở ${address}`;
const MATTER = 'Bãi rác trước nhà hôi thối quá, tôi phản ánh';
const ADDED = 'xe chở rác màu tím hay đổ trộm ban đêm';

describe.each(databaseKinds)('a language model outside, on %s', (kind) => {
  let server: ModelServer;
  let office: StaffOffice;
  let client: TestClient;

  beforeAll(async () => {
    server = await startFaithfulModel();
    const env = {
      MODEL_MODE: 'on',
      CHAT_MODEL: 'a-model',
      OPENAI_BASE_URL: server.baseUrl,
      OPENAI_API_KEY: 'key-of-the-office',
      MODEL_TIMEOUT_MS: '20000',
      MESSAGES_PER_MINUTE: '1000',
      DOSSIER_FACTOR_DIGITS: String(factor.length),
    };
    office = await openStaffOffice(kind, env, { procedures: 40 });
    const { database, clock } = office;
    const { dossiers } = readConfig(env);
    const found = hashed(
      aDossier({ code: dossier, phone, identity }),
      await openFactor({ database, settings: dossiers }),
    );
    await database.transaction((tx) => storeDossiers(tx, [found], { madeUp: false, asOf: clock.now() }));
    const domain = office.url + DIRECT_LINE_PATH;
    client = connectClient({ domain, token: (await fetchToken(domain)).token });
    await until(() => client.texts().length === 1);
  });
  afterAll(async () => {
    client.close();
    await office.close();
    await server.close();
  });

  const told = () =>
    client.heard.flatMap((one) =>
      one.from.id === 'assistant' && one.type === 'message' ? [one.text ?? ''] : [],
    );

  async function say(text: string): Promise<string> {
    const before = told().length;
    await client.say(text);
    await until(() => told().length > before);
    return told().slice(before).join('\n');
  }

  const sent = () => JSON.stringify(server.requests.map(({ body, headers }) => [body, headers]));

  it('hears the questions, and nothing of who asks, of a dossier, a ticket, a complaint or an officer', async () => {
    expect(await say(`${WHO}, cho hỏi đăng ký tạm trú cần giấy tờ gì`)).toContain('Dạ, về giấy tờ cần có');
    expect(await say(`tra hồ sơ ${dossier}`)).toContain(dossier);
    expect(await say(factor)).toContain('UBND phường Cẩm Thành');
    const asked = server.requests.length;
    expect(asked).toBeGreaterThan(0);

    expect(await say(`${MATTER}; ${WHO}, mã hồ sơ ${dossier}`)).toContain(texts.review);
    await say(buttons.call);
    await say(phone);
    await say(name);
    const receipt = await say(buttons.send);
    const code = /PA-2026-\d{6}/.exec(receipt)?.[0] ?? '';
    expect(code).not.toBe('');
    const { admin } = office;
    const opened = await admin.read<{ version: number }>(`/api/tickets/${code}`);
    expect(opened).toMatchObject({ code });
    await say(`phản ánh ${code} tới đâu rồi`);
    await say(`tôi muốn bổ sung cho phản ánh ${code}: ${ADDED}`);
    await say('gặp cán bộ');
    expect(server.requests).toHaveLength(asked);

    await say('gặp trợ lý');
    expect(await say(`${name} hỏi tiếp, tạm trú mất bao lâu, gọi ${phone} nhé`)).toContain('7 ngày');
    await say(`cấp lại chứng chỉ kiểm định viên cho ${name}, cccd ${identity}, ở ${address}`);
    expect(server.requests.length).toBeGreaterThan(asked);

    const all = sent();
    expect(all).toContain('đăng ký tạm trú cần giấy tờ gì');
    expect(secretsIn(all)).toEqual([]);
    for (const hidden of [MATTER, ADDED, 'hôi thối', 'màu tím', code, 'Cẩm Thành'])
      expect(all).not.toContain(hidden);
    const { rows } = await office.database.query<{ id: string }>('select id from conversations');
    for (const { id } of rows) expect(all).not.toContain(id.split(':')[1]);
  });

  it('shows officers all of it masked, with what the check made of it, and coordinators at least', async () => {
    const { admin } = office;
    const page = await admin.read<{
      turns: { id: string; purpose: string; outcome: string; prompt: string; without: string }[];
      next: string | null;
      tokensPerDay: { day: string; tokens: number }[];
    }>('/api/model-turns?limit=2');
    expect(page.turns).toHaveLength(2);
    expect(page.tokensPerDay).toEqual([{ day: expect.any(String), tokens: expect.any(Number) }]);
    const rest = await admin.read<typeof page>(`/api/model-turns?limit=100&before=${page.next}`);
    expect(rest.turns.length).toBe(server.requests.length - 2);
    expect(secretsIn(JSON.stringify([page, rest]))).toEqual([]);
    const chosen = await admin.read<typeof page>('/api/model-turns?purpose=choose');
    for (const { purpose } of chosen.turns) expect(purpose).toBe('choose');
    expect((await admin.read<typeof page>('/api/model-turns?outcome=used')).turns.length).toBeGreaterThan(0);
    expect((await admin.call('GET', '/api/model-turns?outcome=x')).status).toBe(400);
    const { browser } = await office.colleague('hoa', 'operator');
    expect((await browser.call('GET', '/api/model-turns')).status).toBe(403);
    const metrics = await (await fetch(`${office.url}/metrics`)).text();
    expect(metrics).toMatch(
      /model_turns_total\{purpose="phrase",outcome="used",reason="none",mode="on"\} \d/,
    );
    expect(metrics).toMatch(/model_tokens_total\{direction="in"\} \d/);
  });
});
