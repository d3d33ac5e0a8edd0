// A loopback Zalo Web for the real zca-js: sign-in with its ciphers, a socket with its frames, and what goes wrong with both.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Credentials } from '../../bot/channels/zalo-personal/session-store.ts';
import { createSignInPages } from './zalo-sign-in-pages.ts';

const SECRET_KEY = randomBytes(32).toString('base64');
const SERVICES = [
  ...[
    'group',
    'profile',
    'friend',
    'file',
    'group_board',
    'conversation',
    'chat',
    'catalog',
    'zimsg',
    'sticker',
  ],
  ...['quick_message', 'label', 'auto_reply', 'alias', 'reaction', 'group_poll', 'friend_board', 'aext'],
];
const OWN_ID = '3886132808788086450';
const MESSAGES = 501;
const OLD_MESSAGES = 510;
const DUPLICATE = 3000;

export const CREDENTIALS: Credentials = {
  imei: 'device-0000-of-the-browser',
  userAgent: 'Mozilla/5.0 (test)',
  cookie: [
    { key: 'zpw_sek', value: 'first', domain: 'chat.zalo.me', path: '/', secure: true, httpOnly: true },
  ],
};

export type ZaloWebServer = Awaited<ReturnType<typeof startZaloWebServer>>;

/** As the socket tells it: from a citizen, or with `uidFrom` "0" from the account itself. */
export function personalMessage(from: string, text: unknown, fields: Record<string, unknown> = {}) {
  const id = String(Date.now()) + randomBytes(2).readUInt16BE();
  return {
    msgId: id,
    cliMsgId: id,
    msgType: 'webchat',
    uidFrom: from,
    idTo: '0',
    ts: String(Date.now()),
    content: text,
    ...fields,
  };
}

export async function startZaloWebServer() {
  const sent: { to: string; text: string }[] = [];
  const signIns: string[] = [];
  const sockets = new Set<WebSocket>();
  let history: object[] = [];
  let signedOut = false;
  let deaf = false;
  let cookie = 'first';
  let echo = true;
  let closedWith: number | null = null;

  const signInPages = createSignInPages();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://zalo.test');
    const body = await textOf(request);
    response.setHeader('Set-Cookie', `zpw_sek=${cookie}; Domain=chat.zalo.me; Path=/; Secure; HttpOnly`);
    if (deaf || signInPages.answer(url.pathname, response)) return;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answerTo(url, body)));
  });
  const socketServer = new WebSocketServer({ server, path: '/ws' });
  socketServer.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', (code) => {
      sockets.delete(socket);
      closedWith = code;
    });
    socket.on('message', (data: Buffer) => {
      if (!deaf && data.readUInt16LE(1) === OLD_MESSAGES)
        socket.send(packed(OLD_MESSAGES, 1, { msgs: history }));
    });
    socket.send(frame(1, 1, { key: randomBytes(16).toString('base64') }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = (server.address() as AddressInfo).port;

  function answerTo(url: URL, body: string): object {
    if (url.pathname === '/api/login/getLoginInfo') {
      signIns.push(cookie);
      const key = keyOf(url.searchParams.get('zcid') ?? '', url.searchParams.get('zcid_ext') ?? '');
      const services = SERVICES.map((name) => [name, ['https://service.zalo.me']]);
      const data = {
        uid: OWN_ID,
        zpw_enk: SECRET_KEY,
        zpw_service_map_v3: Object.fromEntries(services),
        zpw_ws: [`ws://127.0.0.1:${port}/ws`],
      };
      return { error_code: 0, data: encrypted(Buffer.from(key), { error_code: 0, data }) };
    }
    if (url.pathname === '/api/login/getServerInfo') {
      if (signedOut) return { error_code: 102, error_message: 'Phiên đăng nhập hết hạn', data: null };
      const socket = {
        ping_interval: 60_000,
        retries: {},
        close_and_retry_codes: [],
        rotate_error_codes: [],
      };
      return { error_code: 0, data: { setttings: { features: { socket, sharefile: {} } }, extra_ver: {} } };
    }
    if (signedOut) return { error_code: 600, error_message: 'zpw_sek' };
    if (url.pathname === '/keepalive') return { error_code: 0, data: { config_vesion: 1 } };
    if (url.pathname !== '/api/message/sms') return { error_code: 114, error_message: 'unknown' };
    const params = decrypted(new URLSearchParams(body).get('params') ?? '') as {
      toid: string;
      message: string;
    };
    const own = personalMessage('0', params.message, { idTo: params.toid });
    if (echo) for (const socket of sockets) socket.send(packed(MESSAGES, 0, { msgs: [own] }));
    sent.push({ to: params.toid, text: params.message });
    const data = { error_code: 0, data: { msgId: own.msgId } };
    return { error_code: 0, data: encrypted(Buffer.from(SECRET_KEY, 'base64'), data) };
  }

  return {
    sent,
    /** The cookie of every sign-in. */
    signIns,
    signInPages,
    connected: () => sockets.size,
    closedWith: () => closedWith,
    /** In place of `fetch`: every host of Zalo is this server. */
    request: ((target: string, init?: RequestInit) => {
      const { pathname, search } = new URL(target);
      return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
    }) as typeof fetch,
    /** One frame with these messages, in this order. */
    push: (...messages: object[]) => {
      for (const socket of sockets) socket.send(packed(MESSAGES, 0, { msgs: messages }));
    },
    setHistory: (messages: object[]) => {
      history = messages;
    },
    setCookie: (value: string) => {
      cookie = value;
    },
    setEcho: (on: boolean) => {
      echo = on;
    },
    /** A frame that says it is text and is none. */
    garble: () => {
      for (const socket of sockets)
        socket.send(Buffer.concat([header(MESSAGES, 0), Buffer.from('{"data":"%%%","encrypt":9}')]));
    },
    openElsewhere: () => {
      for (const socket of sockets) socket.send(frame(DUPLICATE, 0, {}));
    },
    /** The connection stays, and nobody is there any more. */
    goDeaf: (on = true) => {
      deaf = on;
    },
    signOut: () => {
      signedOut = true;
      for (const socket of sockets) socket.close(1006 - 5);
    },
    drop: () => {
      for (const socket of sockets) socket.terminate();
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      socketServer.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function header(cmd: number, subCmd: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes[0] = 1;
  bytes.writeUInt16LE(cmd, 1);
  bytes[3] = subCmd;
  return bytes;
}

function frame(cmd: number, subCmd: number, value: object): Buffer {
  return Buffer.concat([header(cmd, subCmd), Buffer.from(JSON.stringify(value))]);
}

/** Compressed, which makes the library read numbers as objects of its own. */
function packed(cmd: number, subCmd: number, data: object): Buffer {
  const packedData = deflateSync(JSON.stringify({ data })).toString('base64');
  return frame(cmd, subCmd, { data: packedData, encrypt: 1 });
}

/** The key of a sign-in, from the two values that go with it. */
function keyOf(zcid: string, zcidExt: string): string {
  const digest = createHash('md5').update(zcidExt).digest('hex').toUpperCase();
  const even = (text: string) => [...text].filter((_, i) => i % 2 === 0);
  const odd = (text: string) => [...text].filter((_, i) => i % 2 === 1);
  return [...even(digest).slice(0, 8), ...even(zcid).slice(0, 12), ...odd(zcid).reverse().slice(0, 12)].join(
    '',
  );
}

function encrypted(key: Buffer, value: object): string {
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
  return Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]).toString('base64');
}

function decrypted(text: string): unknown {
  const decipher = createDecipheriv('aes-256-cbc', Buffer.from(SECRET_KEY, 'base64'), Buffer.alloc(16));
  return JSON.parse(Buffer.concat([decipher.update(text, 'base64'), decipher.final()]).toString('utf8'));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
