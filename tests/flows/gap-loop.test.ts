// A story: somebody asks in words that nobody foresaw, an officer mends it, and the next person is answered at once.

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import type { Gap } from '../../bot/gaps.ts';
import { replies } from '../../bot/replies.ts';
import { SAID } from '../../knowledge/wording.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { connectClient, fetchToken, type TestClient } from '../support/direct-line-client.ts';
import { until } from '../support/until.ts';

const STAFF = { authorization: `Bearer ${'officer'.repeat(6)}`, 'content-type': 'application/json' };
const MARRIAGE = '1.000894';

describe.each(databaseKinds)('the gap loop on the %s database', (kind) => {
  let database: OpenDatabase;
  /** Two processes: citizens meet one or the other, the officer the first. */
  let apps: [App, App];
  const clients: TestClient[] = [];

  beforeAll(async () => {
    database = await freshDatabase(kind);
    const config = readConfig({
      PORT: '0',
      STAFF_API_TOKEN: 'officer'.repeat(6),
      MESSAGES_PER_MINUTE: '1000',
    });
    const outside = { database, logger: pino({ level: 'silent' }) };
    const first = await createApp(config, outside);
    await first.ready;
    const second = await createApp(config, outside);
    await second.ready;
    apps = [first, second];
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    for (const app of apps) await app.close();
    await database.close();
  });

  /** A citizen in a conversation of their own; `ask` resolves to the next thing they are told, with its buttons. */
  async function citizen(app: App) {
    const domain = `${app.url}/v3/directline`;
    const client = connectClient({ domain, token: (await fetchToken(domain)).token });
    clients.push(client);
    const told = () =>
      client.heard.flatMap((activity) =>
        activity.type === 'message' && activity.from.id === 'assistant'
          ? [
              {
                text: activity.text ?? '',
                buttons: (activity.suggestedActions?.actions ?? []).map(({ title }) => title),
              },
            ]
          : [],
      );
    await until(() => told().length === 1);
    return async function ask(text: string) {
      const before = told().length;
      await client.say(text);
      return until(() => told()[before]);
    };
  }

  async function officer<Body>(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Body }> {
    const response = await fetch(apps[0].url + path, {
      method,
      headers: STAFF,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body };
  }

  const openGaps = async () => (await officer<{ gaps: Gap[]; total: number }>('GET', '/api/gaps')).body.gaps;

  it('goes from "chưa tìm thấy" to an answer, in every process', async () => {
    const first = await citizen(apps[1]);
    const unanswered = await first(
      'Tui tên Lê Thị Bảy, sđt 0912 345 678, hỏi thủ tục rước dâu bằng thúng chai',
    );
    expect(unanswered.text).toBe(SAID.notFound);

    const [gap] = await openGaps();
    expect(gap).toMatchObject({
      count: 1,
      status: 'open',
      messages: [
        {
          text: 'Tui tên «họ tên», sđt «số điện thoại», hỏi thủ tục rước dâu bằng thúng chai',
          outcome: 'no_source',
          channel: 'direct-line',
        },
      ],
    });

    const added = await officer('POST', '/api/aliases', {
      code: MARRIAGE,
      phrase: 'rước dâu bằng thúng chai',
      gapId: gap!.id,
    });
    expect(added).toEqual({ status: 201, body: { code: MARRIAGE, phrase: 'rước dâu bằng thúng chai' } });

    for (const app of apps) {
      const next = await citizen(app);
      expect((await next('ruoc dau bang thung chai can giay to gi')).text).toMatch(
        /đăng ký kết hôn[\s\S]*1\.000894/i,
      );
    }
    expect((await first('thủ tục rước dâu bằng thúng chai')).text).toContain(MARRIAGE);
    expect(await openGaps()).toEqual([]);
    const resolved = await officer<{ gaps: Gap[] }>('GET', '/api/gaps?status=resolved');
    expect(resolved.body.gaps).toMatchObject([{ id: gap!.id, resolution: { by: 'alias', code: MARRIAGE } }]);
  });

  it('is answered as before once the officer takes the alias back', async () => {
    const phrase = 'rước dâu bằng thúng chai';
    expect((await officer('DELETE', '/api/aliases', { code: MARRIAGE, phrase })).status).toBe(204);
    const ask = await citizen(apps[1]);
    expect((await ask('thủ tục rước dâu bằng thúng chai')).text).toBe(SAID.notFound);
    expect(await openGaps()).toMatchObject([{ count: 2, resolution: { code: MARRIAGE } }]);
  });

  it('ends with a link as well: how the gap was put is how the procedure is found', async () => {
    const [gap] = await openGaps();
    const linked = await officer<Gap>('POST', `/api/gaps/${gap!.id}/resolve`, { code: MARRIAGE });
    expect(linked).toMatchObject({ status: 200, body: { status: 'resolved', resolution: { by: 'link' } } });
    const ask = await citizen(apps[1]);
    expect((await ask('thủ tục rước dâu bằng thúng chai')).text).toContain(MARRIAGE);
    const again = await officer<Gap>('POST', `/api/gaps/${gap!.id}/resolve`, { code: MARRIAGE });
    expect([again.status, again.body]).toEqual([200, linked.body]);
  });

  it('hears "không phải" after an answer, offers the next best, and tells the officers', async () => {
    const ask = await citizen(apps[0]);
    const answer = await ask('mở quán cà phê');
    expect(answer.text).toMatch(/hộ kinh doanh/i);
    const apology = await ask('dạ không phải');
    expect(apology.text).toContain(replies.rejected);
    expect(apology.buttons.length).toBeGreaterThan(1);
    expect(apology.buttons.at(-1)).toBe(replies.human);

    const [gap] = await openGaps();
    expect(gap!.messages).toMatchObject([{ text: 'mở quán cà phê', outcome: 'rejected', count: 1 }]);
    const [rejected] = gap!.messages[0]!.codes;
    expect(answer.text).toContain(rejected);

    const chosen = await ask('1');
    expect(chosen.text).not.toContain(rejected);
    expect(chosen.text).toContain(SAID.source);
    expect(await openGaps()).toMatchObject([{ id: gap!.id, count: 1 }]);
  });

  it('takes "không phải" for nothing of the kind where nothing was answered, or where it goes on', async () => {
    const before = await openGaps();
    const ask = await citizen(apps[0]);
    expect((await ask('không phải')).text).not.toContain(replies.rejected);
    await ask('đăng ký kết hôn');
    expect((await ask('không phải nộp lệ phí hả?')).text).not.toContain(replies.rejected);
    expect((await openGaps()).filter(({ messages }) => messages[0]!.outcome === 'rejected')).toHaveLength(
      before.filter(({ messages }) => messages[0]!.outcome === 'rejected').length,
    );
  });
});
