// The chat client against a real HTTP and socket server that misbehaves on demand, with the clock held by the test.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type ChatClient, createChatClient } from '../../../bot/widget/client/chat-client.ts';
import { createStorage } from '../../../bot/widget/client/storage.ts';
import { texts } from '../../../bot/widget/texts.ts';
import { noticeOf } from '../../../bot/widget/ui/notice.ts';
import { type BrowserClock, createBrowserClock } from '../../support/browser-clock.ts';
import { type ScriptedDirectLine, startScriptedDirectLine } from '../../support/scripted-direct-line.ts';

let server: ScriptedDirectLine;
let clock: BrowserClock;
let area: globalThis.Storage;
let clients: ChatClient[];

beforeEach(async () => {
  server = await startScriptedDirectLine();
  clock = createBrowserClock();
  area = memoryArea();
  clients = [];
});

afterEach(async () => {
  for (const client of clients) client.stop();
  await server.close();
});

/** A page load: a new client over what the browser has kept. */
function load({ sockets = true, storage = () => area } = {}): ChatClient {
  const client = createChatClient({
    base: server.base,
    fetch,
    WebSocket: sockets ? (WebSocket as unknown as typeof globalThis.WebSocket) : undefined,
    storage: createStorage(storage, 'test.'),
    clock,
    random: () => 0.5,
    newKey: () => `key-${Math.random()}`,
  });
  clients.push(client);
  return client;
}

function open(options?: Parameters<typeof load>[0]): ChatClient {
  const client = load(options);
  client.start();
  return client;
}

const shown = (client: ChatClient) =>
  client.chat().entries.map((entry) => (entry.kind === 'message' ? entry.text : '—'));
const delivery = (client: ChatClient, text: string) =>
  client.chat().entries.find((entry) => entry.kind === 'message' && entry.text === text);
const shows = (client: ChatClient, ...expected: string[]) =>
  vi.waitFor(() => expect(shown(client)).toEqual(expected));
const count = (request: string) => server.requests.filter((one) => one === request).length;

/** Lets time pass in small steps, with the network in between, until something holds. */
async function passTimeUntil(holds: () => void, { steps = 60, stepMs = 1_000 } = {}): Promise<void> {
  for (let step = 0; ; step += 1) {
    try {
      await vi.waitFor(holds, { timeout: 60, interval: 10 });
      return;
    } catch (error) {
      if (step >= steps) throw error;
      clock.advance(stepMs);
    }
  }
}

describe('a conversation', () => {
  it('asks nothing of the server before it is started', async () => {
    const client = load();
    expect(client.unsent()).toBe(false);
    await fetch(`${server.base}/tokens/generate`, { method: 'POST' });
    expect(server.requests).toEqual(['POST tokens/generate']);
  });

  it('shows the greeting, the question and the answer, each once', async () => {
    const client = open();
    await shows(client, 'Xin chào!');
    client.send('  kết hôn cần gì  ');
    expect(delivery(client, 'kết hôn cần gì')).toMatchObject({ from: 'visitor', delivery: 'waiting' });
    await shows(client, 'Xin chào!', 'kết hôn cần gì', 'Đã nhận: kết hôn cần gì');
    expect(delivery(client, 'kết hôn cần gì')).not.toHaveProperty('delivery');
    expect(client.chat().news.map(({ text }) => text)).toEqual(['Xin chào!', 'Đã nhận: kết hôn cần gì']);
    expect(noticeOf(client.chat(), clock.now())).toBeNull();
  });

  it('sends composed letters whatever the keyboard makes', async () => {
    const client = open();
    client.send('hộ khẩu'.normalize('NFD'));
    await vi.waitFor(() => expect(server.heard('c1')).toEqual(['hộ khẩu'.normalize('NFC')]));
  });

  it('keeps the order of messages sent in one breath', async () => {
    const client = open();
    for (const text of ['một', 'hai', 'ba']) client.send(text);
    await vi.waitFor(() => expect(server.heard('c1')).toEqual(['một', 'hai', 'ba']));
  });

  it('is there again after a reload, as history and not as news', async () => {
    const first = open();
    first.send('kết hôn');
    await shows(first, 'Xin chào!', 'kết hôn', 'Đã nhận: kết hôn');
    first.stop();
    const second = open();
    await shows(second, 'Xin chào!', 'kết hôn', 'Đã nhận: kết hôn');
    expect(second.chat().news).toEqual([]);
    expect(server.conversations.size).toBe(1);
  });

  it('shows suggestions until something is sent', async () => {
    const suggestedActions = { actions: [{ type: 'imBack', title: 'Lệ phí?', value: 'Lệ phí?' }] };
    const client = open();
    await shows(client, 'Xin chào!');
    server.answer('c1', { type: 'message', text: 'Hỏi gì nữa?', suggestedActions });
    await vi.waitFor(() => expect(client.chat().suggestions).toEqual(suggestedActions.actions));
    client.send('Lệ phí?');
    expect(client.chat().suggestions).toEqual([]);
  });

  it('shows that the bot is typing until its message comes, or for a while', async () => {
    const client = open();
    await vi.waitFor(() => expect(server.conversations.get('c1')?.socket).toBeTruthy());
    server.typing('c1');
    await vi.waitFor(() => expect(client.chat().typing).toBe(true));
    server.answer('c1', { type: 'message', text: 'Đây.' });
    await vi.waitFor(() => expect(client.chat().typing).toBe(false));
    server.typing('c1');
    await vi.waitFor(() => expect(client.chat().typing).toBe(true));
    clock.advance(12_000);
    expect(client.chat().typing).toBe(false);
  });

  it('shows an answer while it is written, until the whole takes its place', async () => {
    const client = open();
    await vi.waitFor(() => expect(server.conversations.get('c1')?.socket).toBeTruthy());
    server.typing('c1', 'Dạ, mất');
    await vi.waitFor(() => expect(client.chat().writing).toBe('Dạ, mất'));
    server.typing('c1', 'Dạ, mất 5 ngày.');
    await vi.waitFor(() => expect(client.chat().writing).toBe('Dạ, mất 5 ngày.'));
    server.typing('c1');
    server.answer('c1', { type: 'message', text: 'Dạ, mất 5 ngày. Không mất phí.' });
    await shows(client, 'Xin chào!', 'Dạ, mất 5 ngày. Không mất phí.');
    expect(client.chat()).toMatchObject({ writing: '', typing: false });
    server.typing('c1', 'Dạ');
    await vi.waitFor(() => expect(client.chat().writing).toBe('Dạ'));
    clock.advance(12_000);
    expect(client.chat()).toMatchObject({ writing: '', typing: false });
  });

  it('begins anew when asked to, and leaves nothing of the old one', async () => {
    const client = open();
    client.send('cũ');
    await shows(client, 'Xin chào!', 'cũ', 'Đã nhận: cũ');
    client.restart();
    expect(shown(client)).toEqual([]);
    await shows(client, 'Xin chào!');
    server.answer('c1', { type: 'message', text: 'trễ' });
    client.send('mới');
    await shows(client, 'Xin chào!', 'mới', 'Đã nhận: mới');
    expect(server.heard('c2')).toEqual(['mới']);
  });

  it('works where the browser keeps nothing', async () => {
    const client = open({
      storage: () => {
        throw new Error('SecurityError');
      },
    });
    client.send('kết hôn');
    await shows(client, 'Xin chào!', 'kết hôn', 'Đã nhận: kết hôn');
  });
});

describe('the connection', () => {
  it('comes back after a drop with what was missed, once', async () => {
    const client = open();
    await shows(client, 'Xin chào!');
    await vi.waitFor(() => expect(server.conversations.get('c1')?.socket).toBeTruthy());
    server.dropSocket('c1');
    await vi.waitFor(() => expect(server.conversations.get('c1')?.socket).toBeNull());
    server.answer('c1', { type: 'message', text: 'lỡ' });
    await passTimeUntil(() => expect(shown(client)).toEqual(['Xin chào!', 'lỡ']));
    expect(count('GET conversations/:id')).toBe(1);
  });

  it('does not trust a socket that has gone silent', async () => {
    const client = open();
    await shows(client, 'Xin chào!');
    expect(count('STREAM')).toBe(1);
    await passTimeUntil(() => expect(count('STREAM')).toBe(2), { stepMs: 5_000 });
    server.answer('c1', { type: 'message', text: 'còn đây' });
    await shows(client, 'Xin chào!', 'còn đây');
  });

  it('looks again at once when the visitor comes back after a while', async () => {
    const client = open();
    await shows(client, 'Xin chào!');
    client.wake();
    expect(count('STREAM')).toBe(1);
    clock.advance(40_000);
    client.wake();
    await vi.waitFor(() => expect(count('STREAM')).toBe(2));
  });

  it('polls where sockets fail', async () => {
    server.state.sockets = false;
    const client = open();
    await passTimeUntil(() => expect(shown(client)).toEqual(['Xin chào!']));
    expect(count('STREAM')).toBe(2);
    client.send('kết hôn');
    await passTimeUntil(() => expect(shown(client)).toEqual(['Xin chào!', 'kết hôn', 'Đã nhận: kết hôn']));
  });

  it('polls where there are no sockets at all, and survives a failing poll', async () => {
    const client = open({ sockets: false });
    await shows(client, 'Xin chào!');
    server.state.fail = (request) => (request.endsWith('/activities') ? { status: 503 } : null);
    await passTimeUntil(() => expect(noticeOf(client.chat(), clock.now())).toBe(texts.problems.failing));
    server.state.fail = () => null;
    server.answer('c1', { type: 'message', text: 'lại được' });
    await passTimeUntil(() => expect(shown(client)).toEqual(['Xin chào!', 'lại được']));
    expect(noticeOf(client.chat(), clock.now())).toBeNull();
  });

  it('is shared by two windows: the older one polls on', async () => {
    const first = open();
    await shows(first, 'Xin chào!');
    const second = open();
    await shows(second, 'Xin chào!');
    second.send('hai cửa sổ');
    const all = ['Xin chào!', 'hai cửa sổ', 'Đã nhận: hai cửa sổ'];
    await shows(second, ...all);
    await passTimeUntil(() => expect(shown(first)).toEqual(all));
    expect(count('STREAM')).toBe(2);
  });

  it('renews the token before it ends', async () => {
    await server.close();
    server = await startScriptedDirectLine({ tokenSeconds: 120 });
    const client = open();
    await shows(client, 'Xin chào!');
    for (const text of ['một', 'hai', 'ba']) {
      expect(count('POST tokens/refresh')).toBe(0);
      server.answer('c1', { type: 'message', text });
      await vi.waitFor(() => expect(shown(client)).toContain(text));
      clock.advance(25_000);
    }
    await vi.waitFor(() => expect(count('POST tokens/refresh')).toBe(1));
    expect(count('POST tokens/generate')).toBe(1);
  });

  it('says when this page may not use the assistant, and asks no more', async () => {
    server.state.fail = (request) => (request === 'POST tokens/generate' ? { status: 403 } : null);
    const client = open();
    await vi.waitFor(() => expect(noticeOf(client.chat(), clock.now())).toBe(texts.problems.forbidden));
    clock.advance(600_000);
    await fetch(`${server.base}/marker`);
    expect(count('POST tokens/generate')).toBe(1);
  });
});

describe('a message', () => {
  it('waits for the network across a reload and arrives once', async () => {
    const first = open();
    await shows(first, 'Xin chào!');
    server.state.down = true;
    server.dropSocket('c1');
    first.network(false);
    first.send('gửi khi có mạng');
    expect(noticeOf(first.chat(), clock.now())).toBe(texts.offline);
    first.stop();

    const second = load();
    expect(second.unsent()).toBe(true);
    second.network(false);
    second.start();
    expect(delivery(second, 'gửi khi có mạng')).toMatchObject({ delivery: 'waiting' });
    server.state.down = false;
    second.network(true);
    await passTimeUntil(() =>
      expect(shown(second)).toEqual(['Xin chào!', 'gửi khi có mạng', 'Đã nhận: gửi khi có mạng']),
    );
    expect(server.heard('c1')).toEqual(['gửi khi có mạng']);
    expect(second.unsent()).toBe(false);
  });

  it('is not doubled when only its acknowledgement was lost', async () => {
    const client = open();
    await shows(client, 'Xin chào!');
    server.state.loseAcknowledgement = true;
    client.send('một lần');
    await passTimeUntil(() => expect(count('POST conversations/:id/activities')).toBeGreaterThan(1));
    server.state.loseAcknowledgement = false;
    await passTimeUntil(() => expect(client.unsent()).toBe(false));
    expect(server.heard('c1')).toEqual(['một lần']);
    expect(shown(client).filter((text) => text === 'một lần')).toHaveLength(1);
  });

  it.each([401, 403, 404])('goes to a new conversation when the old one is over (%i)', async (status) => {
    const client = open();
    await shows(client, 'Xin chào!');
    server.state.fail = (request) =>
      request === 'POST conversations/:id/activities' && server.conversations.size === 1 ? { status } : null;
    client.send('còn ai không');
    await passTimeUntil(() =>
      expect(shown(client)).toEqual(['Xin chào!', '—', 'Xin chào!', 'còn ai không', 'Đã nhận: còn ai không']),
    );
    expect(server.heard('c2')).toEqual(['còn ai không']);
  });

  it('waits as long as the server asks when it is too fast', async () => {
    const client = open();
    await shows(client, 'Xin chào!');
    server.state.fail = (request) =>
      request === 'POST conversations/:id/activities'
        ? { status: 429, headers: { 'retry-after': '7' } }
        : null;
    client.send('nhanh');
    await vi.waitFor(() => expect(noticeOf(client.chat(), clock.now())).toBe(texts.slowDown(7)));
    server.state.fail = () => null;
    clock.advance(6_900);
    await fetch(`${server.base}/marker`);
    expect(server.heard('c1')).toEqual([]);
    clock.advance(200);
    await vi.waitFor(() => expect(server.heard('c1')).toEqual(['nhanh']));
    await vi.waitFor(() => expect(noticeOf(client.chat(), clock.now())).toBeNull());
  });

  it('asks the visitor after five failures of the server, and goes when sent again', async () => {
    const client = open();
    await shows(client, 'Xin chào!');
    server.state.fail = (request) =>
      request === 'POST conversations/:id/activities' ? { status: 502 } : null;
    client.send('thử');
    await passTimeUntil(() => expect(delivery(client, 'thử')).toMatchObject({ delivery: 'failed' }));
    expect(count('POST conversations/:id/activities')).toBe(5);
    expect(client.unsent()).toBe(false);
    server.state.fail = () => null;
    const [letter] = client
      .chat()
      .entries.filter((entry) => entry.kind === 'message' && entry.text === 'thử');
    client.resend(letter!.key);
    await shows(client, 'Xin chào!', 'thử', 'Đã nhận: thử');
  });

  it('that the server refuses says why, is not sent again, and holds up no other', async () => {
    const client = open();
    await shows(client, 'Xin chào!');
    server.state.fail = (request) =>
      request === 'POST conversations/:id/activities' ? { status: 400, message: 'Tin quá dài.' } : null;
    client.send('dài');
    await vi.waitFor(() =>
      expect(delivery(client, 'dài')).toMatchObject({ delivery: 'failed', reason: 'Tin quá dài.' }),
    );
    server.state.fail = () => null;
    client.send('ngắn');
    await vi.waitFor(() => expect(server.heard('c1')).toEqual(['ngắn']));
    expect(delivery(client, 'dài')).toMatchObject({ delivery: 'failed' });

    const [failed] = client
      .chat()
      .entries.filter((entry) => entry.kind === 'message' && entry.text === 'dài');
    client.discard(failed!.key);
    expect(shown(client)).not.toContain('dài');
    expect(shown(open())).not.toContain('dài');
  });
});

function memoryArea(): globalThis.Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(values, key) ? values[key]! : null),
    setItem: (key: string, value: string) => {
      values[key] = value;
    },
    removeItem: (key: string) => {
      delete values[key];
    },
  };
  const values = Object.create(methods) as Record<string, string>;
  return values as unknown as globalThis.Storage;
}
