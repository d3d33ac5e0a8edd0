// A loopback server that speaks `/v1/audio/transcriptions`: faithful to voices made here, slow, failing, or talking nonsense.

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import busboy from 'busboy';

export type Behaviour =
  /** What the voice says, surely. */
  | 'faithful'
  /** Takes the voice and never says a word. */
  | 'hang'
  | 'unsure'
  | 'silence'
  | 'no JSON'
  | 'another shape'
  | { status: number }
  | { text: string };

export interface TranscriptionRequest {
  model: string;
  language: string;
  fileName: string;
  authorization: string | undefined;
}

export type TranscriptionServer = Awaited<ReturnType<typeof startTranscriptionServer>>;

const SAID_FROM = 44;

/** A WAV file that the server hears as this text; its length is that of a second at least. */
export function voiceSaying(text: string): Buffer {
  const said = Buffer.from(`${text}\0`);
  const data = Buffer.concat([said, Buffer.alloc(Math.max(0, 2_000 - said.length), 128)]);
  const header = Buffer.alloc(SAID_FROM);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

export async function startTranscriptionServer() {
  const requests: TranscriptionRequest[] = [];
  let behaviour: Behaviour = 'faithful';
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/audio/transcriptions') {
      response.writeHead(404).end();
      return;
    }
    const { fields, fileName, bytes } = await partsOf(request);
    const { model = '', language = '' } = fields;
    requests.push({ model, language, fileName, authorization: request.headers.authorization });
    if (behaviour === 'hang') return;
    response.setHeader('content-type', 'application/json');
    if (typeof behaviour === 'object' && 'status' in behaviour) {
      response.writeHead(behaviour.status).end(JSON.stringify({ error: { message: 'refused' } }));
      return;
    }
    response.end(answerOf(behaviour, bytes.subarray(SAID_FROM, bytes.indexOf(0, SAID_FROM)).toString()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** From now on. */
    behave(how: Behaviour) {
      behaviour = how;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answerOf(behaviour: Exclude<Behaviour, { status: number }>, said: string): string {
  if (behaviour === 'no JSON') return '<html>';
  if (behaviour === 'another shape') return '{"transcript": []}';
  const text = typeof behaviour === 'object' ? behaviour.text : said;
  const sure = behaviour === 'unsure' ? -1.6 : -0.2;
  const silence = behaviour === 'silence' ? 0.93 : 0.01;
  return JSON.stringify({ text, segments: [{ text, avg_logprob: sure, no_speech_prob: silence }] });
}

async function partsOf(request: IncomingMessage) {
  const parts = busboy({ headers: request.headers });
  const fields: Record<string, string> = {};
  const chunks: Buffer[] = [];
  let fileName = '';
  parts.on('field', (name, value) => {
    fields[name] = value;
  });
  parts.on('file', (_field, stream, { filename = '' }) => {
    fileName = filename;
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  });
  request.pipe(parts);
  await once(parts, 'close');
  return { fields, fileName, bytes: Buffer.concat(chunks) };
}
