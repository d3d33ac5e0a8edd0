// A language model that may look things up before it writes: LangChain's agent over tools that only read, with limits on its calls.

import type { z } from 'zod';
import type { ModelRequest } from '../ports.ts';
import { roughTokens } from './attempt.ts';
import { chatSettings, untraced } from './chat-settings.ts';
import { failureOf, ModelFailed } from './model-failed.ts';
import { type ModelEndpoint, Usage } from './openai-compatible.ts';

export interface AgentTool {
  name: string;
  description: string;
  schema: z.ZodType<object>;
  /** What the model reads of it; only asked with what fits the schema. */
  read(input: unknown): Promise<string>;
}

export interface AgentStep {
  /** As the model called it, which may be no tool of ours, with arguments that may not fit. */
  tool: string;
  input: string;
  result: string;
}

/** What a run has come to so far; also of one that fails. */
export interface AgentNotes {
  calls: number;
  tokensIn: number;
  tokensOut: number;
  steps: AgentStep[];
  /** What the model wrote last. */
  reply: string;
}

export interface Agent {
  /** Resolves to what the model wrote in the end, or null when it found no end within its calls. Throws ModelFailed. */
  run(
    request: ModelRequest,
    tools: readonly AgentTool[],
    options: { signal: AbortSignal; notes: AgentNotes },
  ): Promise<string | null>;
}

/** A search, two records, ready replies and a second look, and the writing. */
const MOST_MODEL_CALLS = 6;
const MOST_TOOL_CALLS = 8;
/** Longest answer of one call, in tokens. */
const MOST_TOKENS = 1_200;
/** Steps of the graph beneath; our own limits end a run long before. */
const MOST_STEPS = 100;

/** What the model is told of a call that comes to nothing. */
const REFUSED = {
  enough: 'Đã hết lượt tra cứu. Hãy viết với những gì đã có.',
  unknown: 'Không có công cụ này.',
  input: 'Tham số không đúng quy cách.',
  failed: 'Công cụ này đang không dùng được.',
} as const;

export function freshNotes(): AgentNotes {
  return { calls: 0, tokensIn: 0, tokensOut: 0, steps: [], reply: '' };
}

/** Makes a tool whose `read` takes what its schema gives. */
export function agentTool<Input extends object>(tool: {
  name: string;
  description: string;
  schema: z.ZodType<Input>;
  read(input: Input): Promise<string>;
}): AgentTool {
  return { ...tool, read: (input) => tool.read(tool.schema.parse(input)) };
}

/** LangChain is loaded only here. `onTrouble` is told when a tool fails; the model is not told why. */
export async function openAgentEndpoint(
  endpoint: Omit<ModelEndpoint, 'timeoutMs'>,
  { onTrouble }: { onTrouble: (error: unknown) => void },
): Promise<Agent> {
  const [{ AIMessage, ToolMessage, ...langchain }, { ChatOpenAICompletions }, callbacks] = await Promise.all([
    import('langchain'),
    import('@langchain/openai'),
    untraced(),
  ]);
  const { createAgent, createMiddleware, modelCallLimitMiddleware, tool } = langchain;
  const chat = new ChatOpenAICompletions({ ...chatSettings(endpoint), maxTokens: MOST_TOKENS });

  /** Every call of a tool goes through here: what LangChain says of a wrong one would tell the model about our server. */
  function guarding(tools: readonly AgentTool[], notes: AgentNotes) {
    async function resultOf(name: string, input: unknown): Promise<string> {
      const one = tools.find((known) => known.name === name);
      if (one === undefined) return REFUSED.unknown;
      const fitting = one.schema.safeParse(input);
      if (!fitting.success) return REFUSED.input;
      try {
        return await one.read(fitting.data);
      } catch (error) {
        onTrouble(error);
        return REFUSED.failed;
      }
    }

    let asked = 0;
    let rough = 0;
    return createMiddleware({
      name: 'guarding',
      beforeModel({ messages }) {
        // Counts until the model says itself, or for ever where it does not.
        rough = roughTokens(messages.map(({ text }) => text).join('\n'));
        notes.calls++;
        notes.tokensIn += rough;
      },
      afterModel({ messages }) {
        const last = messages.at(-1);
        if (!AIMessage.isInstance(last)) return;
        notes.reply = last.text;
        const { success, data: usage } = Usage.safeParse(last.usage_metadata);
        notes.tokensIn += success ? usage.input_tokens - rough : 0;
        notes.tokensOut += success ? usage.output_tokens : roughTokens(last.text);
      },
      async wrapToolCall({ toolCall: { id = '', name, args } }) {
        if (++asked > MOST_TOOL_CALLS)
          return new ToolMessage({ content: REFUSED.enough, tool_call_id: id, name });
        const result = await resultOf(name, args);
        notes.steps.push({ tool: name, input: JSON.stringify(args), result });
        return new ToolMessage({ content: result, tool_call_id: id, name });
      },
    });
  }

  return {
    async run({ system, user }, tools, { signal, notes }) {
      const agent = createAgent({
        model: chat,
        tools: tools.map(({ name, description, schema, read }) => tool(read, { name, description, schema })),
        systemPrompt: system,
        middleware: [
          modelCallLimitMiddleware({ runLimit: MOST_MODEL_CALLS, exitBehavior: 'error' }),
          guarding(tools, notes),
        ],
      });
      try {
        // Never with streaming: that counts tokens with a table from the internet.
        const { messages } = await agent.invoke(
          { messages: [{ role: 'user', content: user }] },
          { signal, callbacks, recursionLimit: MOST_STEPS },
        );
        return endOf(messages.at(-1));
      } catch (error) {
        if (isEndless(error)) return null;
        throw failureOf(error);
      }
    },
  };
}

function isEndless(error: unknown): boolean {
  return error instanceof Error && error.name === 'ModelCallLimitMiddlewareError';
}

/** What was written, if the model came to an end by itself. */
function endOf(last: { text: string; response_metadata: Record<string, unknown> } | undefined): string {
  const reason = last?.response_metadata.finish_reason;
  if (reason === 'length') throw new ModelFailed('too_long');
  if (last === undefined || reason !== 'stop') throw new ModelFailed('broken_off');
  return last.text;
}
