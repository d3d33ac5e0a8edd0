// Calls to the Bot Platform of Zalo. The token stands in every address, so no address ever leaves this file.

import { z } from 'zod';

const CALL_LIMIT_MS = 10_000;
/** How long the platform holds a poll open, and how much longer we wait for its word. */
const POLL_SECONDS = 30;
const POLL_GRACE_MS = 10_000;

const Answer = z.looseObject({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.coerce.number().optional(),
  description: z.string().optional(),
});

/** The platform said no: 400 our fault, 401 the token, 403 itself, 404 the method, 408 nothing came, 429 too much. */
export class ZaloBotRefused extends Error {
  override readonly name = 'ZaloBotRefused';
  readonly code: number;

  constructor(code: number, said: string) {
    super(`The Bot Platform refused with ${code}: ${said.slice(0, 200)}`);
    this.code = code;
  }
}

/** No answer that could be read. The cause is left out: it would name the address. */
export class ZaloBotUnclear extends Error {
  override readonly name = 'ZaloBotUnclear';
}

export type ZaloBotClient = ReturnType<typeof createZaloBotClient>;

/** `baseUrl` is `https://bot-api.zaloplatforms.com` in production. */
export function createZaloBotClient({ baseUrl, token }: { baseUrl: string; token: string }) {
  async function call(
    method: string,
    body: object,
    signal = AbortSignal.timeout(CALL_LIMIT_MS),
  ): Promise<unknown> {
    const answer = await fetch(`${baseUrl}/bot${token}/${method}`, {
      method: 'POST',
      redirect: 'error',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
      .then(async (response) => Answer.parse(await response.json()))
      .catch(() => {
        throw new ZaloBotUnclear(`${method} got no answer that could be read`);
      });
    if (!answer.ok) throw new ZaloBotRefused(answer.error_code ?? 0, answer.description ?? '');
    return answer.result;
  }

  return {
    /** The bot's own id: what comes from it is an echo. */
    async ownId(): Promise<string> {
      return z.looseObject({ id: z.coerce.string() }).parse(await call('getMe', {})).id;
    },

    /** The address that updates are sent to; null when there is none. */
    async webhook(): Promise<string | null> {
      const info = z
        .looseObject({ url: z.string().catch('') })
        .parse((await call('getWebhookInfo', {})) ?? {});
      return info.url === '' ? null : info.url;
    },

    async setWebhook(url: string, secret: string): Promise<void> {
      await call('setWebhook', { url, secret_token: secret });
    },

    async sendText(chatId: string, text: string): Promise<string> {
      const sent = await call('sendMessage', { chat_id: chatId, text });
      return z.looseObject({ message_id: z.coerce.string() }).parse(sent).message_id;
    },

    async showTyping(chatId: string): Promise<void> {
      await call('sendChatAction', { chat_id: chatId, action: 'typing' }, AbortSignal.timeout(5_000));
    },

    /** The next update as the platform shapes it; null when none came while it waited. */
    async nextUpdate(stopped: AbortSignal): Promise<unknown> {
      const limit = AbortSignal.timeout(POLL_SECONDS * 1000 + POLL_GRACE_MS);
      try {
        return await call('getUpdates', { timeout: String(POLL_SECONDS) }, AbortSignal.any([limit, stopped]));
      } catch (error) {
        if (error instanceof ZaloBotRefused && error.code === 408) return null;
        throw error;
      }
    },
  };
}
