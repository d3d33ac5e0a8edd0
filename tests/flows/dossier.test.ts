// A story: somebody asks where a dossier stands, follows it, and hears of its result; and nothing of it lies about afterwards.

import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { openFactor } from '../../api/dossiers/connect-registry.ts';
import { hashed } from '../../api/dossiers/dossier.ts';
import { importDossiers } from '../../api/dossiers/import/import-dossiers.ts';
import { createConversations } from '../../bot/conversations.ts';
import { dossierReplies as said } from '../../bot/dossiers/replies.ts';
import { dossierNews } from '../../bot/dossiers/standing.ts';
import { createNotices } from '../../bot/notices.ts';
import { createClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { connectClient, fetchToken, type TestClient } from '../support/direct-line-client.ts';
import { aDossier, CODE, IDENTITY, PHONE } from '../support/dossiers.ts';
import { until } from '../support/until.ts';

describe.each(databaseKinds)('a dossier on the %s database', (kind) => {
  const clock = createClock('2026-11-04T09:00:00+07:00');
  const config = readConfig({ PORT: '0', MESSAGES_PER_MINUTE: '1000', LOG_LEVEL: 'trace' });
  let database: OpenDatabase;
  let logged = '';
  let app: App;
  let client: TestClient;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    app = await createApp(config, {
      database,
      logger: loggerInto((line) => (logged += line)),
      now: clock.now,
    });
    await app.ready;
    const domain = `${app.url}/v3/directline`;
    client = connectClient({ domain, token: (await fetchToken(domain)).token });
    await until(() => client.texts().length === 1);
  });
  afterAll(async () => {
    client.close();
    await app.close();
    await database.close();
  });

  async function importStatus(status: number): Promise<void> {
    const now = clock.now;
    const factor = await openFactor({ database, settings: config.dossiers });
    const notices = createNotices({ database, processId: 'import', now });
    await importDossiers({
      database,
      conversations: createConversations({ database, notices, now }),
      word: dossierNews,
      dossiers: [hashed(aDossier({ status }), factor)],
      asOf: now(),
      now: now(),
    });
  }

  /** Resolves to the next thing that is told. */
  async function next(act: () => Promise<unknown>): Promise<string> {
    const before = client.heard.filter(({ from }) => from.id === 'assistant').length;
    const told = () => client.heard.filter(({ from }) => from.id === 'assistant');
    await act();
    await until(() => told().length > before);
    const activity = told()[before];
    return activity?.type === 'message' ? (activity.text ?? '') : '';
  }

  it('is asked for, opened with a number of its citizen, followed, and heard of', async () => {
    await importStatus(4);
    expect(await next(() => client.say(`hồ sơ ${CODE} tới đâu rồi`))).toContain(
      said.askFactor(config.dossiers.factor),
    );
    expect(await next(() => client.say(PHONE))).toContain('Đang xử lý');
    expect(await next(() => client.say(said.follow))).toBe(said.followed(CODE));
    clock.forward(3_600_000);
    expect(await next(() => importStatus(9))).toContain(
      `**Hồ sơ ${CODE} vừa đổi tình trạng: Đã xử lý xong**`,
    );
  });

  it('leaves number and code in the citizen’s own words and nowhere else', async () => {
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(logged).toContain('"intent":"dossier"');
    for (const text of [PHONE, PHONE.slice(-4), IDENTITY, CODE]) {
      expect(logged.includes(text), `log: ${text}`).toBe(false);
      expect(metrics.includes(text), `metrics: ${text}`).toBe(false);
    }
    const { rows } = await database.query<{ direction: string; kept: string; record: string | null }>(
      'select direction, activity::text as kept, record::text from activities order by position',
    );
    const holding = rows.filter(({ kept }) => kept.includes(PHONE.slice(-4)));
    expect(holding.map(({ direction }) => direction)).toEqual(['inbound']);
    expect(rows.filter(({ record }) => record?.includes(CODE))).toEqual([]);
    const { rows: remembered } = await database.query<{ kept: string }>(
      `select concat(c::text, d::text, t::text) as kept
       from conversations c, dossiers d left join look_up_tries t on true`,
    );
    expect(remembered.length).toBeGreaterThan(0);
    expect(remembered.filter(({ kept }) => kept.includes(PHONE) || kept.includes(IDENTITY))).toEqual([]);
  });

  it('is asked for from somewhere that is known by a digest only', async () => {
    const { rows } = await database.query<{ caller: string }>('select caller from conversations');
    expect(rows).toEqual([{ caller: expect.stringMatching(/^[\w-]{43}$/) }]);
  });
});

function loggerInto(write: (line: string) => void): Logger {
  return pino(
    { level: 'trace' },
    new Writable({
      write(chunk, _encoding, done) {
        write(String(chunk));
        done();
      },
    }),
  );
}
