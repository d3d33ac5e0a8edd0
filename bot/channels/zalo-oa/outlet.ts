// The way out through an Official Account: within windows and quotas as far as they are known, and what Zalo says of them.

import type { Outlet, Refusal } from '../../sender.ts';
import type { ZaloClient } from './client.ts';
import { ZaloHeld, ZaloRefused, ZaloUnclear } from './failure.ts';
import { messagesOf, type Rich, type RichSettings, type ZaloMessage } from './rich.ts';
import type { Windows } from './windows.ts';

/** Clocks of Zalo and of this server may differ by as much. */
const SKEW_MS = 60_000;
/** Parameter invalid, kind of message unsupported: what Zalo says of an attachment that it does not take. */
const NO_ATTACHMENT: readonly number[] = [-201, -233];

export type OutletSettings = RichSettings & {
  /**
   * The approved template that says that a ticket has news; `field` is filled with the ticket's code, and nothing else
   * is told. Null: news waits without a word.
   */
  newsTemplate: Readonly<{ id: string; field: string; path: string }> | null;
};

export function createZaloOutlet({
  client,
  windows,
  settings,
  onPlain,
  now,
}: {
  client: Pick<ZaloClient, 'sendText' | 'sendTemplate' | 'conversation'>;
  windows: Windows;
  settings: OutletSettings;
  /** Told when Zalo refused with `code` what a message carries, and it goes in words alone. */
  onPlain: (kind: Rich['kind'], code: number) => void;
  now: () => Date;
}): Outlet<ZaloMessage> {
  const { newsTemplate } = settings;

  async function send(citizenId: string, message: ZaloMessage): Promise<string> {
    const id = `zalo-oa:${citizenId}` as const;
    const began = now();
    const hold = await windows.hold(id);
    if (hold !== null) throw new ZaloHeld(hold);
    try {
      const { messageId, quota } = await sendRich(citizenId, message);
      if (quota !== null) await windows.noteQuota(id, quota, began);
      return messageId;
    } catch (error) {
      if (error instanceof ZaloRefused && error.failure === 'window') await windows.noteRefused(id, began);
      throw error;
    }
  }

  async function sendRich(citizenId: string, { text, rich }: ZaloMessage) {
    if (rich === null) return client.sendText(citizenId, text);
    try {
      return await client.sendText(citizenId, rich.text, rich.attachment);
    } catch (error) {
      if (!(error instanceof ZaloRefused) || !NO_ATTACHMENT.includes(error.code)) throw error;
      onPlain(rich.kind, error.code);
      return client.sendText(citizenId, text);
    }
  }

  return {
    channel: 'zalo-oa',
    render: (activity) => messagesOf(activity, settings),
    send,
    async findSent(citizenId, { text, rich }, since) {
      const earliest = since.getTime() - SKEW_MS;
      const said = await client.conversation(citizenId);
      const ours = said.filter(({ ours, at }) => ours && at.getTime() >= earliest);
      const found = ours.find((one) => [text, rich?.text].includes(one.text.normalize('NFC')));
      return found?.messageId ?? null;
    },
    announce:
      newsTemplate &&
      ((citizenId, ticket) =>
        client.sendTemplate(citizenId, { ...newsTemplate, data: { [newsTemplate.field]: ticket } })),
    explain: refusalOf,
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof ZaloHeld) return { failure: error.failure, code: null, until: error.until };
  // Refused with a fresh token too: it may heal, so it is tried again later.
  if (error instanceof ZaloRefused)
    return { failure: error.failure === 'refresh' ? 'wait' : error.failure, code: error.code };
  return { failure: error instanceof ZaloUnclear ? 'unclear' : 'wait', code: null };
}
