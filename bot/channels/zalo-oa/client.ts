// Calls to Zalo's Open API for an Official Account: one way through for tokens, time-outs, and errors inside a 200.

import { z } from 'zod';
import { ZaloRefused, ZaloUnclear } from './failure.ts';
import type { Tokens } from './tokens.ts';

const CALL_LIMIT_MS = 10_000;
/** A thumb up. */
const RECEIVED_ICON = '/-strong';

const Answer = z.looseObject({
  error: z.coerce.number(),
  message: z.string().catch(''),
  data: z.unknown().optional(),
});
const Sent = z.looseObject({
  message_id: z.coerce.string(),
  quota: z
    .looseObject({ quota_type: z.string(), remain: z.coerce.number(), total: z.coerce.number() })
    .optional()
    .catch(undefined),
});
const text = z.string().catch('');
const Said = z.array(
  z.looseObject({
    message_id: z.coerce.string(),
    src: z.coerce.number(),
    time: z.coerce.number(),
    from_id: z.coerce.string().catch(''),
    type: z.string().catch('text'),
    message: text,
    // Of a photo: the whole, a small one, and the words under it.
    url: text,
    thumb: text,
    description: text,
  }),
);
/** Both lists give no more at once. */
export const PAGE = 10;

/** What is left of the messages that the account may send this citizen. */
export type Quota = { type: string; remain: number; total: number };

/** A message as the lists tell it; `ours` were sent by the account, `from` is whoever wrote it. */
export type ListedMessage = {
  messageId: string;
  ours: boolean;
  from: string;
  type: string;
  text: string;
  /** Where its medium lies; null where the list does not tell. */
  url: string | null;
  at: Date;
};

export type ZaloClient = ReturnType<typeof createZaloClient>;

/**
 * `baseUrl` is `https://openapi.zalo.me` in production. Every call rejects with ZaloRefused when Zalo said no and with
 * ZaloUnclear when nobody can tell whether it was done.
 */
export function createZaloClient({ baseUrl, tokens }: { baseUrl: string; tokens: Tokens }) {
  /** A refused token is renewed once, and the call made once more with the new one. */
  async function call(path: string, init: RequestInit): Promise<unknown> {
    const first = await tokens.current();
    try {
      return await callWith(first.accessToken, path, init);
    } catch (error) {
      if (!(error instanceof ZaloRefused) || error.failure !== 'refresh') throw error;
      const next = await tokens.renew(first.generation);
      return await callWith(next.accessToken, path, init);
    }
  }

  async function callWith(accessToken: string, path: string, init: RequestInit): Promise<unknown> {
    const response = await fetch(`${baseUrl}${path}`, {
      ...init,
      redirect: 'error',
      headers: { ...init.headers, access_token: accessToken },
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
    }).catch((cause: unknown) => {
      throw new ZaloUnclear('Zalo could not be reached', { cause });
    });
    const body = await response.json().catch((cause: unknown) => {
      throw new ZaloUnclear(`Zalo answered ${response.status} without JSON`, { cause });
    });
    const answer = Answer.safeParse(body);
    if (!answer.success) throw new ZaloUnclear(`Zalo answered ${response.status} in another shape`);
    if (answer.data.error !== 0) throw new ZaloRefused(answer.data.error, answer.data.message);
    return answer.data.data;
  }

  const post = (path: string, body: unknown) => call(path, asPost(body));

  /** What only reads may be asked again: a connection that was kept may be gone by the time it is used. */
  async function look(path: string): Promise<unknown> {
    try {
      return await call(path, {});
    } catch (error) {
      if (!(error instanceof ZaloUnclear)) throw error;
      return call(path, {});
    }
  }

  async function list(path: string, data: object): Promise<ListedMessage[]> {
    const said = Said.safeParse(await look(`${path}?data=${encodeURIComponent(JSON.stringify(data))}`));
    if (!said.success) throw new ZaloUnclear('Zalo listed messages in another shape');
    return said.data.map(({ message_id, src, from_id, type, time, message, url, thumb, description }) => ({
      messageId: message_id,
      ours: src === 0,
      from: from_id,
      type,
      text: message || (type === 'photo' ? description : ''),
      url: url || (type === 'photo' ? thumb : '') || null,
      at: new Date(time),
    }));
  }

  return {
    /** A consultation message of at most 2,000 characters, with what it carries (`POST /v3.0/oa/message/cs`). */
    async sendText(
      citizenId: string,
      text: string,
      attachment: object | null = null,
    ): Promise<{ messageId: string; quota: Quota | null }> {
      const data = await post('/v3.0/oa/message/cs', {
        recipient: { user_id: citizenId },
        message: { text, ...(attachment && { attachment }) },
      });
      const sent = Sent.safeParse(data);
      if (!sent.success) throw new ZaloUnclear('Zalo took a message without saying which');
      const { message_id: messageId, quota } = sent.data;
      return {
        messageId,
        quota: quota ? { type: quota.quota_type, remain: quota.remain, total: quota.total } : null,
      };
    },

    /**
     * A template that Zalo has approved, filled with `data`, to a citizen whom no consultation message may reach;
     * resolves to its id. Sources know the path only from one of them, so it is configured.
     */
    async sendTemplate(
      citizenId: string,
      { path, id, data }: { path: string; id: string; data: Readonly<Record<string, string>> },
    ): Promise<string> {
      const sent = Sent.safeParse(
        await post(path, { user_id: citizenId, template_id: id, template_data: data }),
      );
      if (!sent.success) throw new ZaloUnclear('Zalo took a template without saying which');
      return sent.data.message_id;
    },

    /** Puts "đã nhận" on a citizen's message; tried once, whatever comes of it (`POST /v2.0/oa/message`). */
    async react(citizenId: string, messageId: string): Promise<void> {
      const { accessToken } = await tokens.current();
      const action = { react_icon: RECEIVED_ICON, react_message_id: messageId };
      const body = { recipient: { user_id: citizenId }, sender_action: action };
      await callWith(accessToken, '/v2.0/oa/message', asPost(body));
    },

    /** A page of a conversation, newest first (`GET /v2.0/oa/conversation`). */
    conversation: (citizenId: string, offset = 0) =>
      list('/v2.0/oa/conversation', { user_id: citizenId, offset, count: PAGE }),

    /** A page of the newest messages of all conversations, one of each (`GET /v2.0/oa/listrecentchat`). */
    recentChats: (offset: number) => list('/v2.0/oa/listrecentchat', { offset, count: PAGE }),

    /** Name of the account; the cheapest way to see that credentials work (`GET /v2.0/oa/getoa`). */
    async account(): Promise<{ name: string }> {
      const data = z.looseObject({ name: z.string() }).safeParse(await call('/v2.0/oa/getoa', {}));
      if (!data.success) throw new ZaloUnclear('Zalo told of the account in another shape');
      return { name: data.data.name };
    },
  };
}

function asPost(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}
