// A Direct Line server that a test directs: real HTTP and sockets, with failures on demand.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Activity } from '../../bot/widget/client/activity.ts';

export interface Failure {
  status: number;
  headers?: Record<string, string>;
  message?: string;
}

interface Conversation {
  activities: Activity[];
  socket: WebSocket | null;
}

/** `fail` is asked before each request; `reply` makes the bot's answer to a message. */
export async function startScriptedDirectLine({
  reply = (text) => [{ type: 'message', text: `Đã nhận: ${text}` }],
  greet = 'Xin chào!',
  tokenSeconds = 3_600,
}: {
  reply?(text: string): Activity[];
  greet?: string;
  tokenSeconds?: number;
} = {}) {
  const conversations = new Map<string, Conversation>();
  const requests: string[] = [];
  const state = {
    fail: (_request: string): Failure | null => null,
    sockets: true,
    down: false,
    /** A message is taken, but its acknowledgement never arrives. */
    loseAcknowledgement: false,
  };
  let count = 0;

  function say(id: string, activity: Activity): Activity {
    const conversation = conversations.get(id)!;
    const position = conversation.activities.length + 1;
    const stored = { ...activity, id: `${id}|${position}`, timestamp: '2026-11-23T01:00:00Z' };
    conversation.activities.push(stored);
    conversation.socket?.send(JSON.stringify({ activities: [stored], watermark: String(position) }));
    return stored;
  }

  function answer(id: string, activity: Activity): void {
    say(id, { ...activity, from: { id: 'bot', role: 'bot' } });
  }

  const since = (conversation: Conversation, watermark: string | null) =>
    conversation.activities.slice(Number(watermark ?? '0'));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (state.down) return void request.socket.destroy();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.replace('/v3/directline', '');
    const [, kind = '', id = '', part = ''] = path.split('/');
    const name = `${request.method} ${kind}${kind === 'tokens' ? `/${id}` : id ? '/:id' : ''}${part ? `/${part}` : ''}`;
    requests.push(name);
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const failure = state.fail(name);
    if (failure) {
      const { status, headers, message = 'kịch bản' } = failure;
      return send(status, { error: { code: 'Scripted', message } }, headers);
    }
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    const grant = (conversationId: string) => {
      count += 1;
      return { conversationId, token: `${conversationId}.${count}`, expires_in: tokenSeconds };
    };
    const streamUrl = (conversationId: string, watermark: string) =>
      `ws://${request.headers.host}/v3/directline/conversations/${conversationId}/stream?watermark=${watermark}`;

    if (name === 'POST tokens/generate') return send(200, grant(`c${conversations.size + 1}`));
    const own = token.split('.')[0] ?? '';
    if (!own) return send(401, { error: { code: 'MissingToken', message: 'token' } });
    if (name === 'POST tokens/refresh') return send(200, grant(own));
    if (name === 'POST conversations') {
      const fresh = !conversations.has(own);
      if (fresh) conversations.set(own, { activities: [], socket: null });
      if (fresh) answer(own, { type: 'message', text: greet });
      return send(201, { ...grant(own), streamUrl: streamUrl(own, '0') });
    }
    const conversation = conversations.get(id);
    if (!conversation || id !== own) return send(404, { error: { code: 'NotFound', message: 'không có' } });
    const watermark = url.searchParams.get('watermark');
    if (request.method === 'GET' && part === '')
      return send(200, { ...grant(id), streamUrl: streamUrl(id, watermark ?? '0') });
    if (request.method === 'GET') {
      return send(200, {
        activities: since(conversation, watermark),
        watermark: String(conversation.activities.length),
      });
    }
    const activity = JSON.parse(raw) as Activity;
    const key = activity.channelData?.clientActivityID;
    const known = conversation.activities.find((one) => one.channelData?.clientActivityID === key);
    if (known) return send(200, { id: known.id });
    const stored = say(id, { ...activity, from: { id: 'dl_1', role: 'user' } });
    if (state.loseAcknowledgement) request.socket.destroy();
    else send(200, { id: stored.id });
    for (const answered of reply(activity.text ?? '')) answer(id, answered);
  }

  const server = createServer((request, response) => void handle(request, response));
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const id = url.pathname.split('/')[4] ?? '';
    const conversation = conversations.get(id);
    requests.push('STREAM');
    if (!state.sockets || state.down || !conversation) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      conversation.socket?.close(1000, 'collision');
      conversation.socket = opened;
      opened.on('close', () => {
        if (conversation.socket === opened) conversation.socket = null;
      });
      const missed = since(conversation, url.searchParams.get('watermark'));
      const watermark = String(conversation.activities.length);
      if (missed.length > 0) opened.send(JSON.stringify({ activities: missed, watermark }));
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    base: `http://127.0.0.1:${port}/v3/directline`,
    state,
    conversations,
    /** Every request so far, as `METHOD template`; a socket is `STREAM`. */
    requests,
    /** The bot says something of its own accord. */
    answer,
    /** What the visitor has said in a conversation, as the server has it. */
    heard: (id: string) =>
      (conversations.get(id)?.activities ?? [])
        .filter(({ from }) => from?.role === 'user')
        .map(({ text }) => text),
    /** A frame outside the transcript, as Direct Line sends typing; with a text, of an answer that is being written. */
    typing(id: string, text?: string): void {
      const part =
        text === undefined ? {} : { text, channelData: { streamType: 'streaming', streamId: 's' } };
      const typing = { type: 'typing', from: { id: 'bot', role: 'bot' }, ...part };
      conversations.get(id)?.socket?.send(JSON.stringify({ activities: [typing] }));
    },
    dropSocket(id: string): void {
      conversations.get(id)?.socket?.terminate();
    },
    async close(): Promise<void> {
      for (const { socket } of conversations.values()) socket?.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type ScriptedDirectLine = Awaited<ReturnType<typeof startScriptedDirectLine>>;
