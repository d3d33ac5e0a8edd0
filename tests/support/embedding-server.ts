// A loopback server that speaks `/v1/embeddings` faithfully, numbers as well as base64, and fails in the ways real ones do.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wordSpaceEmbedder } from '../../knowledge/embedding/word-space.ts';

export interface EmbeddingRequest {
  model: string;
  input: string[];
  encoding_format?: 'float' | 'base64';
  dimensions?: number;
  /** The `authorization` header. */
  authorization: string | undefined;
}

export type Behaviour =
  | 'answer'
  /** Takes the request and never says a word. */
  | 'hang'
  /** Sends the headers and half a body, then nothing. */
  | 'stall'
  /** Sends half a body and closes the socket. */
  | 'half a body'
  | 'wrong dimension'
  /** Right vectors with right indexes, last first. */
  | 'wrong order'
  | 'missing index'
  | 'index twice'
  | 'not a number'
  | 'no JSON'
  | 'another shape'
  /** Base64, whatever was asked for. */
  | 'always base64'
  | { status: number; retryAfter?: string };

const builtIn = wordSpaceEmbedder();

export type EmbeddingServer = Awaited<ReturnType<typeof startEmbeddingServer>>;

/**
 * Vectors are those of the built-in embedder, cut or drawn out to `dimensions`, so that near texts are near.
 */
export async function startEmbeddingServer({
  dimensions = 384,
  matryoshka = false,
  longest = Number.POSITIVE_INFINITY,
  port = 0,
}: {
  dimensions?: number;
  /** Whether the model gives fewer dimensions when asked. */
  matryoshka?: boolean;
  /** A longer text, in characters, is refused with 400. */
  longest?: number;
  port?: number;
} = {}) {
  const requests: EmbeddingRequest[] = [];
  let behave: (request: EmbeddingRequest) => Behaviour | Promise<Behaviour> = () => 'answer';

  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/embeddings') {
      response.writeHead(404).end();
      return;
    }
    const body = JSON.parse(await textOf(request)) as EmbeddingRequest;
    const received = { ...body, authorization: request.headers.authorization };
    requests.push(received);
    const behaviour = await behave(received);
    if (body.input.some((text) => text.length > longest)) refuse(response, { status: 400 });
    else await answer(response, body, behaviour, (matryoshka && body.dimensions) || dimensions);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** From now on; a function is asked at every request. */
    behave(how: Behaviour | ((request: EmbeddingRequest) => Behaviour | Promise<Behaviour>)) {
      behave = typeof how === 'function' ? how : () => how;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  response: ServerResponse,
  request: EmbeddingRequest,
  behaviour: Behaviour,
  dimensions: number,
): Promise<void> {
  if (behaviour === 'hang') return;
  if (typeof behaviour === 'object') {
    refuse(response, behaviour);
    return;
  }
  if (behaviour === 'no JSON' || behaviour === 'another shape') {
    response.setHeader('content-type', 'application/json');
    response.end(behaviour === 'no JSON' ? '<html>' : '{"embeddings": []}');
    return;
  }
  const base64 = behaviour === 'always base64' || request.encoding_format === 'base64';
  const size = behaviour === 'wrong dimension' ? dimensions - 1 : dimensions;
  const vectors = (await builtIn.embed(request.input)).map((vector) => drawnOut(vector, size));
  let data = vectors.map((vector, index) => ({
    object: 'embedding',
    index,
    embedding: base64 ? base64Of(vector) : ([...vector] as (number | null)[]),
  }));
  if (behaviour === 'wrong order') data = data.reverse();
  if (behaviour === 'missing index') data = data.slice(1);
  if (behaviour === 'index twice') data = data.map((item) => ({ ...item, index: 0 })).concat(data);
  if (behaviour === 'not a number') data = data.map((item) => ({ ...item, embedding: [null] }));
  const usage = { prompt_tokens: request.input.length, total_tokens: request.input.length };
  const text = JSON.stringify({ object: 'list', data, model: request.model, usage });
  response.setHeader('content-type', 'application/json');
  if (behaviour === 'stall') {
    response.write(text.slice(0, text.length / 2));
  } else if (behaviour === 'half a body') {
    response.setHeader('content-length', Buffer.byteLength(text));
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  } else response.end(text);
}

function refuse(
  response: ServerResponse,
  { status, retryAfter }: { status: number; retryAfter?: string },
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
  });
  response.end(JSON.stringify({ error: { message: 'refused', type: 'server_error', code: null } }));
}

/** Not of length 1, as many servers send them. */
function drawnOut(vector: Float32Array, dimensions: number): Float32Array {
  const drawn = new Float32Array(dimensions);
  vector.forEach((value, at) => {
    drawn[(at * 7) % dimensions]! += value * 3;
  });
  return drawn;
}

function base64Of(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, at) => void bytes.writeFloatLE(value, at * 4));
  return bytes.toString('base64');
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
