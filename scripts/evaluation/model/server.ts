// A loopback server that speaks `/v1/chat/completions` faithfully, streamed and with tools; what it says is scripted.

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ChatRequest {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  tools?: { type: 'function'; function: { name: string; parameters: unknown } }[];
}

/** One request as it came, with all that came with it. */
export interface ReceivedRequest {
  chat: ChatRequest;
  body: string;
  headers: IncomingHttpHeaders;
}

/** What the model says: text, or for a request with a tool the arguments as JSON. */
export type Voice = (chat: ChatRequest) => string;

/** Answers in the place of the voice, by whatever it does to the response; false leaves the answer to the voice. */
export type Trouble = (response: ServerResponse, chat: ChatRequest, said: string) => boolean;

export type ModelServer = Awaited<ReturnType<typeof startModelServer>>;

const PIECE = 7;
const CHARACTERS_PER_TOKEN = 3;

export async function startModelServer({
  voice,
  trouble = () => false,
}: {
  voice: Voice;
  trouble?: Trouble;
}) {
  const requests: ReceivedRequest[] = [];
  const behaviour = { voice, trouble };

  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      response.writeHead(404).end();
      return;
    }
    const body = await textOf(request);
    const chat = JSON.parse(body) as ChatRequest;
    requests.push({ chat, body, headers: request.headers });
    const said = behaviour.voice(chat);
    if (behaviour.trouble(response, chat, said)) return;
    if (chat.stream) {
      response.setHeader('content-type', 'text/event-stream');
      response.end([...eventsOf(chat, said), 'data: [DONE]\n\n'].join(''));
    } else {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(completionOf(chat, said)));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** From now on. */
    behave(how: Partial<typeof behaviour>): void {
      Object.assign(behaviour, how);
    },
    async close(): Promise<void> {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The events of a stream, one string each, without the closing `[DONE]`. */
export function eventsOf(chat: ChatRequest, said: string): string[] {
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: chat.model };
  const pieces = said.match(new RegExp(`[\\s\\S]{1,${PIECE}}`, 'gu')) ?? [];
  const choices = pieces.map((content, i) => ({
    index: 0,
    delta: i === 0 ? { role: 'assistant', content } : { content },
    finish_reason: null,
  }));
  const chunks = [
    ...choices.map((choice) => ({ ...head, choices: [choice] })),
    { ...head, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    ...(chat.stream_options?.include_usage ? [{ ...head, choices: [], usage: usageOf(chat, said) }] : []),
  ];
  return chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
}

/** The answer to a request that is not streamed. */
export function completionOf(chat: ChatRequest, said: string) {
  const tool = chat.tools?.[0]?.function.name;
  const message =
    tool === undefined
      ? { role: 'assistant', content: said }
      : {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: tool, arguments: said } }],
        };
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: chat.model,
    choices: [{ index: 0, message, finish_reason: tool === undefined ? 'stop' : 'tool_calls' }],
    usage: usageOf(chat, said),
  };
}

function usageOf({ messages }: ChatRequest, said: string) {
  const tokens = (text: string) => Math.ceil(text.length / CHARACTERS_PER_TOKEN);
  const prompt = messages.reduce((sum, { content }) => sum + tokens(content), 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: tokens(said),
    total_tokens: prompt + tokens(said),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
