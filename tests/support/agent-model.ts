// A loopback language model that calls tools as a test tells it to, one answer after the other.

import {
  type ChatRequest,
  completionOf,
  startModelServer,
  type Trouble,
} from '../../scripts/evaluation/model/server.ts';

/** What the model says: words, or calls of tools; arguments that are a string go out as they are. */
export type Says = string | readonly { name: string; args: unknown }[];
export type Script = readonly Says[] | ((chat: ChatRequest) => Says);

export type AgentModel = Awaited<ReturnType<typeof startAgentModel>>;

export async function startAgentModel(first: Script = ['Dạ, xin xem lại.']) {
  const behaviour: { script: Script; trouble: Trouble | null } = { script: first, trouble: null };

  /** In a list, the answer stands at the number of answers that the model has given in this run. */
  function saysTo(chat: ChatRequest): Says {
    const { script } = behaviour;
    if (typeof script === 'function') return script(chat);
    const given = chat.messages.filter(({ role }) => role === 'assistant').length;
    return script[Math.min(given, script.length - 1)]!;
  }

  const server = await startModelServer({
    voice: () => '',
    trouble(response, chat) {
      const says = saysTo(chat);
      if (behaviour.trouble?.(response, { ...chat, tools: undefined }, String(says))) return true;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answerOf(chat, says)));
      return true;
    },
  });

  return {
    baseUrl: server.baseUrl,
    requests: server.requests,
    /** What the tools answered in the last run, oldest first. */
    results: () =>
      server.requests.at(-1)!.chat.messages.flatMap(({ role, content }) => (role === 'tool' ? content : [])),
    /** From now on. */
    behave(how: Partial<typeof behaviour>): void {
      Object.assign(behaviour, how);
    },
    close: server.close,
  };
}

/** Answers of one run have ids of their own: LangChain takes two of the same for one. */
function answerOf(chat: ChatRequest, says: Says) {
  const words = typeof says === 'string' ? says : JSON.stringify(says);
  const { choices, ...rest } = {
    ...completionOf({ ...chat, tools: undefined }, words),
    id: `chatcmpl-${chat.messages.length}`,
  };
  if (typeof says === 'string') return { ...rest, choices };
  const calls = says.map(({ name, args }, i) => ({
    id: `call_${chat.messages.length}_${i}`,
    type: 'function',
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));
  const message = { role: 'assistant', content: null, tool_calls: calls };
  return { ...rest, choices: [{ ...choices[0], message, finish_reason: 'tool_calls' }] };
}
