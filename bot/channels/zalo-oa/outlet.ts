// The way out through an Official Account: within windows and quotas as far as they are known, and what Zalo says of them.

import type { Outlet, Refusal } from '../../sender.ts';
import { textsOf } from '../zalo-text.ts';
import type { ZaloClient } from './client.ts';
import { ZaloHeld, ZaloRefused, ZaloUnclear } from './failure.ts';
import type { Windows } from './windows.ts';

/** Clocks of Zalo and of this server may differ by as much. */
const SKEW_MS = 60_000;

export type OutletSettings = {
  /**
   * The approved template that says that a ticket has news; `field` is filled with the ticket's code, and nothing else
   * is told. Null: news waits without a word.
   */
  newsTemplate: Readonly<{ id: string; field: string; path: string }> | null;
};

export function createZaloOutlet({
  client,
  windows,
  settings: { newsTemplate },
  now,
}: {
  client: Pick<ZaloClient, 'sendText' | 'sendTemplate' | 'conversation'>;
  windows: Windows;
  settings: OutletSettings;
  now: () => Date;
}): Outlet {
  async function send(citizenId: string, text: string): Promise<string> {
    const id = `zalo-oa:${citizenId}` as const;
    const began = now();
    const hold = await windows.hold(id);
    if (hold !== null) throw new ZaloHeld(hold);
    try {
      const { messageId, quota } = await client.sendText(citizenId, text);
      if (quota !== null) await windows.noteQuota(id, quota, began);
      return messageId;
    } catch (error) {
      if (error instanceof ZaloRefused && error.failure === 'window') await windows.noteRefused(id, began);
      throw error;
    }
  }

  return {
    channel: 'zalo-oa',
    render: textsOf,
    send,
    async findSent(citizenId, text, since) {
      const earliest = since.getTime() - SKEW_MS;
      const said = await client.conversation(citizenId);
      const found = said.find(
        (one) => one.ours && one.text.normalize('NFC') === text && one.at.getTime() >= earliest,
      );
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
