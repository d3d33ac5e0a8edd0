// A loopback Bot Platform of Zalo: one update a poll and no offset, a webhook that silences polling, errors in `ok`.

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const BOT_TOKEN = '123456789:test-bot-token';
export const BOT_ID = 'the-bot';

export type ZaloBotServer = Awaited<ReturnType<typeof startZaloBotServer>>;

/** A message as a citizen's phone sends it. */
export function botUpdate(chatId: string, message: Record<string, unknown>, event = 'message.text.received') {
  return {
    event_name: event,
    message: {
      from: { id: chatId, display_name: 'An', is_bot: false },
      chat: { id: chatId, chat_type: 'PRIVATE' },
      date: Date.now(),
      ...message,
    },
  };
}

export async function startZaloBotServer() {
  const sent: { to: string; text: string }[] = [];
  const typing: string[] = [];
  const updates: unknown[] = [];
  const polls: ServerResponse[] = [];
  const faults: { method: string; code: number }[] = [];
  let webhook = '';

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Record<string, string>;
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    if (token !== BOT_TOKEN) return refuse(response, 401);
    const at = faults.findIndex((fault) => fault.method === method);
    if (at !== -1) return refuse(response, faults.splice(at, 1)[0]!.code);
    if (method === 'getUpdates') return poll(response);
    if (method === 'getMe') return give(response, { id: BOT_ID, account_name: 'Bot thử' });
    if (method === 'getWebhookInfo') return give(response, { url: webhook, updated_at: 0 });
    if (method === 'setWebhook') {
      webhook = body.url ?? '';
      return give(response, { url: webhook });
    }
    if (method === 'sendChatAction') {
      typing.push(body.chat_id ?? '');
      return give(response, undefined);
    }
    if (method !== 'sendMessage') return refuse(response, 404);
    const text = body.text ?? '';
    if (text === '' || Array.from(text).length > 2000) return refuse(response, 400);
    sent.push({ to: body.chat_id ?? '', text });
    give(response, { message_id: `m${sent.length}`, date: Date.now() });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function give(response: ServerResponse, result: unknown): void {
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ ok: true, result }));
  }

  function refuse(response: ServerResponse, code: number): void {
    response.end(JSON.stringify({ ok: false, error_code: code, description: 'scripted' }));
  }

  function poll(response: ServerResponse): void {
    if (webhook !== '') refuse(response, 408);
    else polls.push(response);
    answerPolls();
  }

  function answerPolls(): void {
    while (polls.length > 0 && updates.length > 0) give(polls.shift()!, updates.shift());
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    typing,
    webhook: () => webhook,
    setWebhook: (url: string) => {
      webhook = url;
    },
    /** For whoever polls. */
    push(update: unknown) {
      updates.push(update);
      answerPolls();
    },
    /** The open poll ends with nothing, as it does after half a minute. */
    endPoll() {
      const open = polls.shift();
      if (open) refuse(open, 408);
    },
    polls: () => polls.length,
    fail: (method: string, code: number) => faults.push({ method, code }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
