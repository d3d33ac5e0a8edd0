// A transcriber behind an endpoint that speaks OpenAI's `/v1/audio/transcriptions`; voices leave the server.

import type { Logger } from 'pino';
import { z } from 'zod';
import type { Transcriber, Transcription, VoiceNote } from '../../bot/ports.ts';
import { withinTime } from '../../bot/within-time.ts';
import { createBreaker } from '../../knowledge/embedding/breaker.ts';
import { openAiClient } from '../../knowledge/openai-client.ts';

export interface TranscriptionSettings {
  /** Up to and with the version: `https://api.openai.com/v1`. */
  baseUrl: string;
  apiKey: string | null;
  model: string;
  /** For one voice note with its whole answer. */
  timeoutMs: number;
}

/** What Whisper itself takes for silence, and for words that it is not sure of. */
const MOST_SILENCE = 0.6;
const LEAST_SURE = -1;

const Answer = z.object({
  text: z.string(),
  segments: z
    .array(z.object({ avg_logprob: z.number().optional(), no_speech_prob: z.number().optional() }))
    .nullish(),
});
type Answer = z.output<typeof Answer>;

/** After a failure it is left alone for a while, and nobody waits for it. The log hears that it fails, never what was said. */
export function createTranscriber({
  settings,
  logger,
  now,
}: {
  settings: TranscriptionSettings;
  logger: Pick<Logger, 'info' | 'error'>;
  now: () => Date;
}): Transcriber {
  const { timeoutMs } = settings;
  const breaker = createBreaker({
    now,
    onDown: (error) =>
      logger.error({ reason: reasonOf(error) }, 'the transcriber fails; voice notes are not heard'),
    onUp: () => logger.info('the transcriber answers again'),
  });
  let opened: ReturnType<typeof openEndpoint> | null = null;

  return {
    async transcribe(note, signal) {
      if (!breaker.permits()) return { kind: 'unavailable' };
      // Not AbortSignal.any: Node 20 may collect it as garbage while the request waits for it.
      const stop = new AbortController();
      const unwanted = () => stop.abort(new Error('the turn is over'));
      const timer = setTimeout(() => stop.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      signal?.addEventListener('abort', unwanted, { once: true });
      try {
        opened ??= openEndpoint(settings);
        const send = await opened;
        const answer = Answer.parse(await withinTime(send(note, stop.signal), stop.signal));
        breaker.succeeded();
        return judged(answer);
      } catch (error) {
        if (isOurs(error)) breaker.succeeded();
        else breaker.failed(error);
        return { kind: isOurs(error) ? 'unclear' : 'unavailable' };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', unwanted);
      }
    },
  };
}

/** The SDK is loaded only here: who needs no endpoint does not pay for it. */
async function openEndpoint({ baseUrl, apiKey, model, timeoutMs }: TranscriptionSettings) {
  const { toFile } = await import('openai');
  const client = await openAiClient({ baseUrl, apiKey });
  // Models of the kind gpt-4o-transcribe give text alone.
  const format = model.startsWith('gpt-') ? 'json' : 'verbose_json';
  return async ({ bytes, extension }: VoiceNote, signal: AbortSignal): Promise<unknown> =>
    client.audio.transcriptions.create(
      { model, file: await toFile(bytes, `voice.${extension}`), language: 'vi', response_format: format },
      { signal, timeout: timeoutMs },
    );
}

function judged({ text, segments }: Answer): Transcription {
  const unsure = (segments ?? []).some(
    ({ avg_logprob: sure = 0, no_speech_prob: silence = 0 }) => silence > MOST_SILENCE || sure < LEAST_SURE,
  );
  return unsure || text.trim() === '' ? { kind: 'unclear' } : { kind: 'heard', text };
}

/** The endpoint is well but can make nothing of this voice note. */
function isOurs(error: unknown): boolean {
  const { status } = error as { status?: unknown };
  return status === 400 || status === 413 || status === 415 || status === 422;
}

/** An answer's text may repeat what was said, so only a status, a code or the kind of error is told. */
function reasonOf(error: unknown): string {
  const { status, code, name } = error as { status?: unknown; code?: unknown; name?: unknown };
  return String(status ?? code ?? name ?? 'unknown');
}
