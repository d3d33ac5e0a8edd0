// Whatever arrives at the door gets a clear answer or an error document; nothing wrong is stored and nothing crashes.

import { SignJWT } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createClock } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { until } from '../support/until.ts';

const SECRET = 'a secret that is used in these tests only';
const clock = createClock();
const JSON_TYPE = { 'content-type': 'application/json' };

let database: OpenDatabase;
let app: App;
let domain: string;
let token: string;
let conversationId: string;

beforeAll(async () => {
  database = await freshDatabase('embedded');
  app = await createApp(
    readConfig({
      PORT: '0',
      DIRECT_LINE_SECRET: SECRET,
      WIDGET_ORIGINS: 'https://portal.example.vn',
      MESSAGES_PER_MINUTE: '5',
      TOKENS_PER_HOUR_PER_ADDRESS: '1000',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '100000',
    }),
    { database, logger: pino({ level: 'silent' }), now: clock.now, handleTurn: createEchoBot() },
  );
  await app.ready;
  domain = `${app.url}/v3/directline`;
});

afterAll(async () => {
  await app.close();
  await database.close();
});

beforeEach(async () => {
  ({ token, conversationId } = await begin());
});

async function begin(): Promise<{ token: string; conversationId: string }> {
  const generated = await fetch(`${domain}/tokens/generate`, { method: 'POST' });
  const { token } = (await generated.json()) as { token: string };
  const started = await fetch(`${domain}/conversations`, { method: 'POST', headers: bearer(token) });
  expect(started.status).toBe(201);
  return (await started.json()) as { token: string; conversationId: string };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function post(body: string, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return fetch(`${domain}/conversations/${conversationId}/activities`, {
    method: 'POST',
    headers: { ...bearer(token), ...headers },
    body,
  });
}

function postActivity(activity: unknown): Promise<Response> {
  return post(JSON.stringify(activity));
}

/** The error document of a refused request; its message is for a person. */
async function refusal(response: Response): Promise<[number, string]> {
  expect(response.headers.get('content-type')).toContain('application/json');
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  expect(error.message).toMatch(/\p{L}{2,} .*\.$/u);
  return [response.status, error.code];
}

async function stored(): Promise<Record<string, unknown>[]> {
  const { rows } = await database.query<{ activity: Record<string, unknown> }>(
    `select activity from activities
     where conversation_id = $1 and direction = 'inbound' and activity ->> 'type' <> 'conversationUpdate'
     order by position`,
    [`direct-line:${conversationId}`],
  );
  return rows.map(({ activity }) => activity);
}

/** What the bot says to the last message, as the client reads it. */
async function reply(): Promise<string> {
  return until(async () => {
    const response = await fetch(`${domain}/conversations/${conversationId}/activities`, {
      headers: bearer(token),
    });
    const { activities } = (await response.json()) as {
      activities: { from: { role: string }; text: string }[];
    };
    const last = activities.at(-1);
    return last?.from.role === 'bot' && last.text.startsWith('Bạn nói') && last.text;
  });
}

describe('a body', () => {
  it('of 10 MB is too large', async () => {
    const text = 'a'.repeat(10 * 1024 * 1024);
    expect(await refusal(await postActivity({ type: 'message', text }))).toEqual([413, 'TooLarge']);
    expect(await stored()).toEqual([]);
  });

  it('of broken JSON, of another type, or of no object at all is refused', async () => {
    expect(await refusal(await post('{"type":"message", "text"'))).toEqual([400, 'BadSyntax']);
    expect(await refusal(await post('null'))).toEqual([400, 'BadSyntax']);
    expect(await refusal(await post('[]'))).toEqual([400, 'BadArgument']);
    expect(await refusal(await post(''))).toEqual([400, 'UnknownActivityType']);
    expect(await refusal(await post('type=message', { 'content-type': 'text/plain' }))).toEqual([
      415,
      'UnsupportedMediaType',
    ]);
    expect(
      await refusal(await post('{"type":"message"}', { 'content-type': 'application/json; charset=latin9' })),
    ).toEqual([415, 'UnsupportedMediaType']);
    expect(await stored()).toEqual([]);
  });

  it('nested a hundred thousand deep is refused without a crash, wherever it is deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(await refusal(await post(`{"type":"event","value":${deep}}`))).toEqual([413, 'TooLarge']);
    expect((await post(`{"type":"message","text":"sâu","entities":${deep}}`)).status).toBe(200);
    expect(await stored()).toEqual([{ type: 'message', text: 'sâu', textFormat: 'plain' }]);
  });

  it('of an unknown activity type, or with fields of the wrong shape, is refused', async () => {
    for (const type of ['invoke', 'endOfConversation', '', null, 7])
      expect(await refusal(await postActivity({ type, text: 'x' }))).toEqual([400, 'UnknownActivityType']);
    for (const wrong of [{ text: { $ne: 1 } }, { text: 5 }, { name: 'x'.repeat(101) }, { channelData: 'x' }])
      expect(await refusal(await postActivity({ type: 'message', ...wrong }))).toEqual([400, 'BadArgument']);
    expect(await stored()).toEqual([]);
  });
});

describe('a message', () => {
  it.each([
    ['empty', ''],
    ['only spaces', ' \t\n  '],
    ['only NUL bytes', '\0\0'],
    ['only invisible characters', '\u200B\u200E\u202E\uFEFF'],
    ['without text', undefined],
  ])('that is %s is refused with a sentence and not stored', async (_name, text) => {
    expect(await refusal(await postActivity({ type: 'message', text }))).toEqual([400, 'EmptyMessage']);
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['only emoji', '😀🎉', '😀🎉'],
    ['HTML and script', '<script>alert(1)</script><b>x</b>', '<script>alert(1)</script><b>x</b>'],
    ['SQL', `'; drop table activities; --`, `'; drop table activities; --`],
    ['NUL bytes in between', 'lệ\0 phí', 'lệ phí'],
    ['marks of direction', '\u202Egnouhp ãx\u202C hỏi', 'gnouhp ãx hỏi'],
    ['half a character', 'lệ phí \uD83D', 'lệ phí \uFFFD'],
    ['marks apart from letters', 'le\u0302\u0323 phi\u0301', 'lệ phí'],
  ])('of %s is answered, as text and nothing else', async (_name, text, kept) => {
    expect((await postActivity({ type: 'message', text })).status).toBe(200);
    expect(await reply()).toBe(`Bạn nói: ${kept}`);
    expect(await stored()).toEqual([{ type: 'message', text: kept, textFormat: 'plain' }]);
  });

  it('of 5,000 characters is answered, and marked as read in part', async () => {
    expect((await postActivity({ type: 'message', text: 'ạ😀'.repeat(2_500) })).status).toBe(200);
    const beginning = 'ạ😀'.repeat(2_000);
    expect(await reply()).toBe(`Bạn nói: ${beginning}`);
    expect(await stored()).toEqual([
      { type: 'message', text: beginning, textFormat: 'plain', channelData: { cutFrom: 5_000 } },
    ]);
  });

  it('keeps only the fields we know, from the citizen of the token', async () => {
    await postActivity({
      type: 'message',
      id: 'mine',
      timestamp: '1999-01-01T00:00:00Z',
      from: { id: 'somebody', role: 'bot' },
      conversation: { id: 'another' },
      channelId: 'x',
      text: 'xin chào',
      value: { choice: 2 },
      locale: 'vi-VN',
      channelData: { clientActivityID: 'c1', secret: 'x' },
      serviceUrl: 'http://evil.example',
      __proto__x: 1,
    });
    expect(await stored()).toEqual([
      {
        type: 'message',
        text: 'xin chào',
        textFormat: 'plain',
        value: { choice: 2 },
        locale: 'vi-VN',
        channelData: { clientActivityID: 'c1' },
      },
    ]);
    await reply();
    const response = await fetch(`${domain}/conversations/${conversationId}/activities?watermark=2`, {
      headers: bearer(token),
    });
    const { activities } = (await response.json()) as { activities: object[] };
    expect(activities[0]).toMatchObject({
      id: `${conversationId}|0000003`,
      timestamp: clock.now().toISOString(),
      from: { id: expect.stringMatching(/^dl_[0-9a-f]{32}$/), role: 'user' },
      conversation: { id: conversationId },
      channelData: { clientActivityID: 'c1' },
    });
  });

  it('with a file is refused politely, by either way, and the file is not kept', async () => {
    const attachments = [{ contentType: 'image/png', contentUrl: 'data:image/png;base64,AAAA' }];
    expect(await refusal(await postActivity({ type: 'message', attachments }))).toEqual([
      415,
      'UploadNotSupported',
    ]);
    const form = new FormData();
    form.append('file', new Blob(['x'.repeat(2_000_000)]), 'giấy tờ.png');
    const response = await fetch(`${domain}/conversations/${conversationId}/upload?userId=u`, {
      method: 'POST',
      headers: bearer(token),
      body: form,
    });
    expect(await refusal(response)).toEqual([422, 'NoCodeOnPhoto']);
    expect(await stored()).toEqual([]);
  });

  it('too many in a minute is refused with the time to wait, and those before are kept', async () => {
    const responses = [];
    for (let nr = 0; nr < 7; nr++) responses.push(await postActivity({ type: 'message', text: String(nr) }));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const refused = responses.at(-1)!;
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await refusal(refused)).toEqual([429, 'TooManyMessages']);
    expect(await stored()).toHaveLength(5);
  });

  it('that says somebody is typing is taken and not stored', async () => {
    expect((await postActivity({ type: 'typing' })).status).toBe(200);
    expect(await stored()).toEqual([]);
  });
});

describe('a conversation', () => {
  it('is begun and greeted once, however often a client starts it', async () => {
    const again = await fetch(`${domain}/conversations`, { method: 'POST', headers: bearer(token) });
    expect(again.status).toBe(200);
    expect((await postActivity({ type: 'conversationUpdate' })).status).toBe(200);
    await postActivity({ type: 'message', text: 'xin chào' });
    await reply();
    const { rows } = await database.query<{ text: string | null }>(
      `select activity ->> 'text' as text from activities where conversation_id = $1 order by position`,
      [`direct-line:${conversationId}`],
    );
    expect(rows.map(({ text }) => text)).toHaveLength(4);
  });

  it('of somebody else does not exist', async () => {
    const mine = bearer(token);
    const other = `${domain}/conversations/${(await begin()).conversationId}`;
    const body = JSON.stringify({ type: 'message', text: 'x' });
    for (const response of [
      await fetch(other, { headers: mine }),
      await fetch(`${other}/activities`, { headers: mine }),
      await fetch(`${other}/activities`, { method: 'POST', headers: { ...mine, ...JSON_TYPE }, body }),
      await fetch(`${other}/upload`, { method: 'POST', headers: mine, body }),
    ])
      expect(await refusal(response)).toEqual([404, 'NotFound']);
  });

  it('that was never begun does not exist either', async () => {
    const generated = await fetch(`${domain}/tokens/generate`, { method: 'POST' });
    const fresh = (await generated.json()) as { token: string; conversationId: string };
    for (const path of ['', '/activities'])
      expect(
        await refusal(
          await fetch(`${domain}/conversations/${fresh.conversationId}${path}`, {
            headers: bearer(fresh.token),
          }),
        ),
      ).toEqual([404, 'NotFound']);
  });

  it.each(['-1', '1e3', 'abc', '99999999999999999999', '1&watermark=2', '%00'])(
    'is not read from the watermark %s',
    async (watermark) => {
      for (const path of ['', '/activities'])
        expect(
          await refusal(
            await fetch(`${domain}/conversations/${conversationId}${path}?watermark=${watermark}`, {
              headers: bearer(token),
            }),
          ),
        ).toEqual([400, 'BadArgument']);
    },
  );

  it('read from a watermark of the future has nothing new, and gives back one that works', async () => {
    await postActivity({ type: 'message', text: 'xin chào' });
    await reply();
    const response = await fetch(
      `${domain}/conversations/${conversationId}/activities?watermark=999999999999999`,
      { headers: bearer(token) },
    );
    expect(await response.json()).toEqual({ activities: [], watermark: '4' });
  });
});

describe('a token', () => {
  async function sign(claims: Record<string, unknown>, secret = SECRET): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('direct-line')
      .setExpirationTime(Math.floor(clock.now().getTime() / 1000) + 600)
      .sign(new TextEncoder().encode(secret));
  }

  async function withToken(token: string | null): Promise<[number, string]> {
    const headers: Record<string, string> = token === null ? {} : { authorization: token };
    return refusal(await fetch(`${domain}/tokens/refresh`, { method: 'POST', headers }));
  }

  it('that is missing, forged or for something else is refused', async () => {
    expect(await withToken(null)).toEqual([401, 'MissingToken']);
    expect(await withToken('Basic abc')).toEqual([401, 'MissingToken']);
    const forged = await sign({ conv: conversationId, user: 'dl_x' }, 'another secret, long enough for it');
    const half = await sign({ conv: conversationId });
    const none = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ conv: conversationId, user: 'u' }))}.`;
    for (const wrong of ['nonsense', forged, half, none, `${token}x`])
      expect(await withToken(`Bearer ${wrong}`)).toEqual([403, 'InvalidToken']);

    const response = await fetch(`${domain}/conversations/${conversationId}`, { headers: bearer(token) });
    const { streamUrl } = (await response.json()) as { streamUrl: string };
    const ticket = new URL(streamUrl).searchParams.get('t');
    expect(await withToken(`Bearer ${ticket}`)).toEqual([403, 'InvalidToken']);
  });

  it('is renewed while it lasts and refused with its own word when it has expired', async () => {
    const renewed = await fetch(`${domain}/tokens/refresh`, { method: 'POST', headers: bearer(token) });
    expect(await renewed.json()).toEqual({ conversationId, token: expect.any(String), expires_in: 3_600 });
    clock.forward(3_600_000);
    expect(await withToken(`Bearer ${token}`)).toEqual([403, 'TokenExpired']);
  });
});

describe('a page', () => {
  async function generate(origin: string): Promise<Response> {
    return fetch(`${domain}/tokens/generate`, { method: 'POST', headers: { origin } });
  }

  it('of ours or of the configuration may talk to the channel, another may not', async () => {
    for (const origin of [app.url, 'https://portal.example.vn']) {
      const response = await generate(origin);
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    }
    for (const origin of ['https://evil.example', 'https://portal.example.vn.evil.example', 'null']) {
      const response = await generate(origin);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(await refusal(response)).toEqual([403, 'OriginNotAllowed']);
    }
  });

  it('is allowed every header that directlinejs sends', async () => {
    const response = await fetch(`${domain}/conversations`, {
      method: 'OPTIONS',
      headers: { origin: 'https://portal.example.vn', 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')?.split(', ').sort()).toEqual([
      'authorization',
      'content-type',
      'x-ms-bot-agent',
      'x-requested-with',
    ]);
  });
});

describe('an address', () => {
  it('that is not one of the channel, or cannot be read, is refused in the way of the channel', async () => {
    expect(await refusal(await fetch(`${domain}/nothing`))).toEqual([404, 'NotFound']);
    expect(
      await refusal(await fetch(`${domain}/conversations/%E0%A4%A/activities`, { headers: bearer(token) })),
    ).toEqual([400, 'BadArgument']);
    expect(
      await refusal(await fetch(`${domain}/conversations/${conversationId}`, { method: 'DELETE' })),
    ).toEqual([404, 'NotFound']);
  });
});
