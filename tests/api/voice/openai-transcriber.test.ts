// The transcriber over a loopback endpoint: what it sends, how sure it must be, and what it does in trouble.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTranscriber } from '../../../api/voice/openai-transcriber.ts';
import { createClock } from '../../support/clock.ts';
import {
  type Behaviour,
  startTranscriptionServer,
  type TranscriptionServer,
  voiceSaying,
} from '../../support/transcription-server.ts';

const SECRET = 'tôi tên Nguyễn Văn Tám';
const NOTE = { bytes: voiceSaying(SECRET), extension: 'wav' };

describe('the transcriber', () => {
  const clock = createClock('2026-11-29T09:00:00+07:00');
  let server: TranscriptionServer;
  let logged: unknown[];

  beforeAll(async () => {
    server = await startTranscriptionServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    logged = [];
    server.behave('faithful');
    server.requests.length = 0;
  });

  function open({ timeoutMs = 20_000, model = 'whisper-1' } = {}) {
    const log = (...said: unknown[]) => void logged.push(said);
    return createTranscriber({
      settings: { baseUrl: server.baseUrl, apiKey: 'a key', model, timeoutMs },
      logger: { info: log, error: log },
      now: clock.now,
    });
  }

  it('gives what was said, in Vietnamese', async () => {
    expect(await open().transcribe(NOTE)).toEqual({ kind: 'heard', text: SECRET });
    expect(server.requests).toEqual([
      { model: 'whisper-1', language: 'vi', fileName: 'voice.wav', authorization: 'Bearer a key' },
    ]);
    expect(await open({ model: 'gpt-4o-transcribe' }).transcribe(NOTE)).toEqual({
      kind: 'heard',
      text: SECRET,
    });
  });

  it.each<[string, Behaviour]>([
    ['it is unsure', 'unsure'],
    ['there is only silence', 'silence'],
    ['nothing is said', { text: ' ' }],
    ['the endpoint can make nothing of the voice', { status: 400 }],
  ])('says that it is unclear when %s, and goes on listening', async (_, behaviour) => {
    const transcriber = open();
    server.behave(behaviour);
    expect(await transcriber.transcribe(NOTE)).toEqual({ kind: 'unclear' });
    server.behave('faithful');
    expect(await transcriber.transcribe(NOTE)).toMatchObject({ kind: 'heard' });
    expect(logged).toEqual([]);
  });

  it.each<[string, Behaviour]>([
    ['fails', { status: 500 }],
    ['refuses the key', { status: 401 }],
    ['says nothing', 'hang'],
    ['talks nonsense', 'no JSON'],
    ['answers in another shape', 'another shape'],
  ])('leaves an endpoint alone that %s, tells once, and nothing of what was said', async (_, behaviour) => {
    const transcriber = open({ timeoutMs: behaviour === 'hang' ? 300 : 20_000 });
    server.behave(behaviour);
    expect(await transcriber.transcribe(NOTE)).toEqual({ kind: 'unavailable' });
    expect(await transcriber.transcribe(NOTE)).toEqual({ kind: 'unavailable' });
    expect(server.requests).toHaveLength(1);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain('Tám');
  });

  it('is back once the endpoint is', async () => {
    const transcriber = open();
    server.behave({ status: 503 });
    await transcriber.transcribe(NOTE);
    server.behave('faithful');
    expect(await transcriber.transcribe(NOTE)).toEqual({ kind: 'unavailable' });
    clock.forward(60_000);
    expect(await transcriber.transcribe(NOTE)).toMatchObject({ kind: 'heard' });
    expect(logged).toHaveLength(2);
  });
});
