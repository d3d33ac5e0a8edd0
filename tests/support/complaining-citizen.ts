// A citizen whose client knows only Direct Line over HTTP, and who wants one complaint sent whatever happens to the server.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';

/** What a citizen has at the end. */
export interface Complained {
  conversationId: string;
  /** The complaint as it was written. */
  what: string;
  /** The code that was read in the receipt. */
  code: string;
  /** The ids of all messages that the server said it has taken, each once. */
  acknowledged: string[];
  /** How often the citizen read that something went wrong, and pressed again. */
  apologies: number;
}

interface Said {
  type: string;
  text?: string;
  replyToId?: string;
  suggestedActions?: { actions: { title: string }[] };
}

const TOGETHER_EVERY = 3;
const TWICE_EVERY = 5;
const MOST_MESSAGES = 12;

/** Complains about `what` to the server at `domain`, and resolves once the receipt has been read. */
export async function complain({
  domain,
  what,
  nr,
}: {
  domain: string;
  what: string;
  nr: number;
}): Promise<Complained> {
  const acknowledged: string[] = [];
  const { token, conversationId } = await ask<{ token: string; conversationId: string }>(
    `${domain}/tokens/generate`,
    { method: 'POST' },
  );
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await ask(`${domain}/conversations`, { method: 'POST', headers, body: '{}' });
  const activities = `${domain}/conversations/${conversationId}/activities`;

  /** Sends until it is acknowledged; sometimes twice at once, as an impatient client does. */
  async function post(text: string): Promise<string> {
    const clientActivityID = randomUUID();
    const body = JSON.stringify({ type: 'message', text, channelData: { clientActivityID } });
    const send = () => ask<{ id: string }>(activities, { method: 'POST', headers, body });
    const twice = (nr + acknowledged.length) % TWICE_EVERY === 0;
    const answers = await Promise.all(twice ? [send(), send()] : [send()]);
    acknowledged.push(clientActivityID);
    return answers[0]!.id;
  }

  async function answerTo(id: string): Promise<{ text: string; offered: string[] }> {
    for (;;) {
      const page = await ask<{ activities: Said[] }>(activities, { headers });
      const said = page.activities.filter(({ type, replyToId }) => type === 'message' && replyToId === id);
      const text = said.map(({ text = '' }) => text).join('\n');
      const offered = said.flatMap(({ suggestedActions }) => suggestedActions?.actions ?? []);
      if (said.length > 0) return { text, offered: offered.map(({ title }) => title) };
      await sleep(50 + Math.random() * 100);
    }
  }

  let next = nr % 2 === 0 ? what : 'tôi muốn phản ánh';
  let apologies = 0;
  for (let messages = 0; messages < MOST_MESSAGES; messages++) {
    const ids = [await post(next)];
    if (next === buttons.send && nr % TOGETHER_EVERY === 0) ids.push(await post(next));
    const answers = await Promise.all(ids.map(answerTo));
    const code = answers.map(({ text }) => /PA-\d{4}-\d{6}/.exec(text)?.[0]).find(Boolean);
    if (next === buttons.send && code !== undefined)
      return { conversationId: `direct-line:${conversationId}`, what, code, acknowledged, apologies };
    const { text, offered } = answers[0]!;
    if (text.includes(replies.failed)) apologies++;
    else next = reactionTo(text, offered, what);
  }
  throw new Error('The complaint could not be sent');
}

function reactionTo(text: string, offered: readonly string[], what: string): string {
  if (offered.includes(buttons.send)) return buttons.send;
  if (offered.includes(buttons.different)) return buttons.different;
  if (text.includes(texts.questions.what)) return what;
  if (text.includes(texts.questions.where)) return 'đường Hùng Vương, gần chợ';
  if (text.includes(texts.questions.when)) return 'sáng nay';
  throw new Error(`The citizen does not know what to say to: ${text}`);
}

/** Until the server answers; throws when it refuses. */
async function ask<Body>(url: string, request: RequestInit): Promise<Body> {
  for (;;) {
    const response = await fetch(url, request).catch(() => null);
    const body = await response?.json().catch(() => null);
    if (response?.ok && body) return body as Body;
    if (response && response.status >= 400 && response.status < 500)
      throw new Error(`${response.status} ${JSON.stringify(body)}`);
    await sleep(50 + Math.random() * 100);
  }
}
