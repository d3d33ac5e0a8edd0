// A language model behind an endpoint that speaks OpenAI's `/v1/chat/completions`, through LangChain; texts leave the server.

import { z } from 'zod';
import type { AskOptions, LanguageModel, ModelRequest } from '../ports.ts';
import { chatSettings, untraced } from './chat-settings.ts';
import { failureOf, ModelFailed } from './model-failed.ts';

export interface ModelEndpoint {
  /** Up to and with the version: `http://localhost:11434/v1`. */
  baseUrl: string;
  apiKey: string | null;
  model: string;
  /** For one request with its whole answer. */
  timeoutMs: number;
}

/** Longest answer, in tokens as asked for and in characters. */
export const MOST_TOKENS = 700;
const MOST_CHARACTERS = 6_000;

/** LangChain is loaded only here: who has no model does not pay for it. */
export async function openModelEndpoint({
  baseUrl,
  apiKey,
  model,
  timeoutMs,
}: ModelEndpoint): Promise<LanguageModel> {
  const [{ ChatOpenAICompletions }, callbacks] = await Promise.all([import('@langchain/openai'), untraced()]);
  const chat = new ChatOpenAICompletions({
    ...chatSettings({ baseUrl, apiKey, model }),
    maxTokens: MOST_TOKENS,
  });

  return {
    name: model,
    async *write(request, { signal, onUsage, onReply } = {}) {
      const limit = limited(timeoutMs, signal);
      let end: unknown;
      let reply = '';
      try {
        // Never `streaming: true` with invoke: that counts tokens with a table from the internet.
        for await (const chunk of await chat.stream(messagesOf(request), {
          signal: limit.signal,
          callbacks,
        })) {
          end = chunk.response_metadata.finish_reason ?? end;
          tellUsage(chunk, onUsage);
          if (typeof chunk.content !== 'string') throw new ModelFailed('unusable');
          reply += chunk.content;
          if (reply.length > MOST_CHARACTERS) throw new ModelFailed('too_long');
          if (chunk.content !== '') yield chunk.content;
        }
        // A stream whose request was given up ends quietly.
        limit.signal.throwIfAborted();
        if (end === 'length') throw new ModelFailed('too_long');
        if (end !== 'stop') throw new ModelFailed('broken_off');
      } catch (error) {
        throw limit.isLate() ? new ModelFailed('late') : failureOf(error);
      } finally {
        onReply?.(reply);
        limit.end();
      }
    },
    async fillIn(request, { name, description, schema }, { signal, onUsage, onReply } = {}) {
      const limit = limited(timeoutMs, signal);
      try {
        const form = { name, description, parameters: z.toJSONSchema(schema) };
        const message = await chat.invoke(messagesOf(request), {
          tools: [{ type: 'function', function: form }],
          tool_choice: { type: 'function', function: { name } },
          signal: limit.signal,
          callbacks,
        });
        tellUsage(message, onUsage);
        const call = message.tool_calls?.find((one) => one.name === name);
        onReply?.(JSON.stringify(call?.args ?? message.content));
        const filled = schema.safeParse(call?.args);
        if (!filled.success) throw new ModelFailed('unusable');
        return filled.data;
      } catch (error) {
        throw limit.isLate() ? new ModelFailed('late') : failureOf(error);
      } finally {
        limit.end();
      }
    },
  };
}

function messagesOf({ system, user }: ModelRequest): [string, string][] {
  return [
    ['system', system],
    ['human', user],
  ];
}

/** What LangChain says that a message took. */
export const Usage = z.object({ input_tokens: z.int().nonnegative(), output_tokens: z.int().nonnegative() });

function tellUsage(message: object, onUsage: AskOptions['onUsage']): void {
  const usage = Usage.safeParse((message as { usage_metadata?: unknown }).usage_metadata);
  if (usage.success) onUsage?.({ tokensIn: usage.data.input_tokens, tokensOut: usage.data.output_tokens });
}

/** The SDK's own time limit ends with the headers; this one covers a body that stalls. */
function limited(timeoutMs: number, signal: AbortSignal | undefined) {
  const stop = new AbortController();
  let late = signal?.aborted ?? false;
  const giveUp = () => {
    late = true;
    stop.abort();
  };
  if (late) stop.abort();
  const timer = setTimeout(giveUp, timeoutMs);
  signal?.addEventListener('abort', giveUp, { once: true });
  return {
    signal: stop.signal,
    isLate: () => late,
    /** Also ends a request that nobody reads to its end. */
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      stop.abort();
    },
  };
}
