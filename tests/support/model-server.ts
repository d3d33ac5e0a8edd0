// The loopback language model of the evaluation, faithful or hostile, and the ways in which real ones fail.

import { faithful } from '../../scripts/evaluation/model/faithful.ts';
import {
  completionOf,
  eventsOf,
  startModelServer,
  type Trouble,
} from '../../scripts/evaluation/model/server.ts';

export const TROUBLES = {
  /** None at all: for an answer that a test holds back. */
  whole: (response, chat, said) => {
    response.setHeader('content-type', chat.stream ? 'text/event-stream' : 'application/json');
    response.end(bodyOf(chat, said));
    return true;
  },
  /** Takes the request and never says a word. */
  hang: () => true,
  /** Half of a stream or of a body, and then nothing. */
  stall: (response, chat, said) => {
    response.write(halfOf(bodyOf(chat, said)));
    return true;
  },
  /** Half of it, and the socket closes. */
  cut: (response, chat, said) => {
    response.write(halfOf(bodyOf(chat, said)), () => response.destroy());
    return true;
  },
  /** A stream that ends well and says nowhere that the model was done. */
  'no end': (response, chat, said) => {
    response.setHeader('content-type', 'application/json');
    const unfinished = bodyOf(chat, said).replaceAll('"finish_reason":"stop"', '"finish_reason":null');
    response.end(unfinished.replaceAll('"finish_reason":"tool_calls"', '"finish_reason":"length"'));
    return true;
  },
  'out of tokens': (response, chat, said) => {
    response.setHeader('content-type', 'application/json');
    response.end(bodyOf(chat, said).replace(/"finish_reason":"\w+"/, '"finish_reason":"length"'));
    return true;
  },
  'too many requests': (response) => refuse(response, 429, { 'retry-after': '120' }),
  'server error': (response) => refuse(response, 500),
  'wrong key': (response) => refuse(response, 401),
  redirect: (response) => refuse(response, 307, { location: 'http://127.0.0.1:1/v1/chat/completions' }),
  'half JSON': (response, chat, said) => {
    response.end(halfOf(bodyOf(chat, said)));
    return true;
  },
  'no JSON': (response) => {
    response.end('<html>502</html>');
    return true;
  },
  'a megabyte': (response, chat) => {
    response.end(bodyOf(chat, 'Dạ anh chị xem thông tin. '.repeat(40_000)));
    return true;
  },
  'wrong types': (response, chat) => {
    response.end(
      chat.stream
        ? 'data: {"choices":[{"index":0,"delta":{"content":[1,{}]},"finish_reason":7}]}\n\ndata: 3\n\ndata: [DONE]\n\n'
        : '{"choices":[{"index":0,"message":{"role":"assistant","tool_calls":"none"}}]}',
    );
    return true;
  },
  'another shape': (response, chat) => {
    response.end(chat.stream ? 'data: {"error":{"message":"x"}}\n\n' : '{"choices":[]}');
    return true;
  },
} satisfies Record<string, Trouble>;

/** Says what the faithful model says, until it is told to behave otherwise. */
export function startFaithfulModel() {
  return startModelServer({ voice: faithful });
}

function bodyOf(chat: Parameters<Trouble>[1], said: string): string {
  return chat.stream
    ? [...eventsOf(chat, said), 'data: [DONE]\n\n'].join('')
    : JSON.stringify(completionOf(chat, said));
}

function halfOf(text: string): string {
  return text.slice(0, text.length / 2);
}

function refuse(
  response: Parameters<Trouble>[0],
  status: number,
  headers: Record<string, string> = {},
): true {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message: 'refused', type: 'server_error', code: null } }));
  return true;
}
