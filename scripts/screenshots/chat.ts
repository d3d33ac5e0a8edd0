// A citizen of the made-up desk, who talks with the real assistant over Direct Line.

import { setTimeout } from 'node:timers/promises';
import { buttons, complaintReplies } from '../../bot/complaint-replies.ts';
import type { MadeUpCase } from './cases.ts';

interface Heard {
  text: string;
  suggestions: string[];
}

interface Activity {
  id: string;
  type: string;
  text?: string;
  from: { role: string };
  suggestedActions?: { actions: { title: string }[] };
}

/** What a citizen needs to look the ticket up from elsewhere. */
export interface Receipt {
  code: string;
  key: string;
}

export type Chat = Awaited<ReturnType<typeof beginChat>>;

const LOOK_EVERY_MS = 20;

/** `url` of the running application. */
export async function beginChat(url: string) {
  const line = `${url}/v3/directline`;
  let token: string | null = null;
  const granted = await ask<{ token: string; conversationId: string }>('POST', '/tokens/generate');
  token = granted.token;
  await ask('POST', '/conversations', {});

  async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(line + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  /** Resolves to what the assistant says to it. */
  async function say(text: string): Promise<Heard> {
    const path = `/conversations/${granted.conversationId}/activities`;
    const own = await ask<{ id: string }>('POST', path, { type: 'message', from: { id: 'me' }, text });
    for (;;) {
      const { activities } = await ask<{ activities: Activity[] }>('GET', path);
      const said = activities.filter(
        ({ id, type, from }) => id > own.id && type === 'message' && from.role === 'bot',
      );
      if (said.length > 0)
        return {
          text: said.map((one) => one.text ?? '').join('\n'),
          suggestions: said.at(-1)!.suggestedActions?.actions.map(({ title }) => title) ?? [],
        };
      await setTimeout(LOOK_EVERY_MS);
    }
  }

  /** Tells the case, answers what is asked, sends it. */
  async function complain({ words, where, when }: MadeUpCase): Promise<Receipt> {
    let heard = await say(words);
    for (;;) {
      const code = /\*\*(PA-\d{4}-\d{6})\*\*/.exec(heard.text)?.[1];
      const key = /\*\*([A-Z0-9]{4}-[A-Z0-9]{4})\*\*/.exec(heard.text)?.[1];
      if (code !== undefined && key !== undefined) return { code, key };
      const answer = answerTo(heard);
      if (answer === undefined) throw new Error(`"${words}" did not become a ticket: ${heard.text}`);
      heard = await say(answer);
    }

    function answerTo({ text, suggestions }: Heard): string | undefined {
      if (text.includes(complaintReplies.questions.where)) return where;
      if (text.includes(complaintReplies.questions.when)) return when;
      return [buttons.send, buttons.different, buttons.unknownCode].find((one) => suggestions.includes(one));
    }
  }

  return { say, complain };
}
