// A reaction as "đã nhận" to a message whose answer will take a while: best effort, tried once, in nobody's way.

import type { Logger } from 'pino';
import type { Conversations } from '../../conversations.ts';
import type { ZaloClient } from './client.ts';
import { citizenOf, type ZaloEvent } from './event.ts';

/** Media that are fetched, looked at and kept before there is an answer. */
const SLOW = new Set(['image', 'file']);

/** Called once for a message that was taken; returns at once, and nobody hears how it went. */
export type Acknowledge = (event: ZaloEvent) => void;

export function createReactions({
  client,
  conversations,
  oaId,
  logger,
}: {
  client: Pick<ZaloClient, 'react'>;
  conversations: Pick<Conversations, 'find'>;
  oaId: string;
  logger: Logger;
}): Acknowledge {
  async function acknowledge(event: ZaloEvent): Promise<void> {
    const citizenId = citizenOf(event, oaId);
    const messageId = event.message?.msg_id ?? event.message?.message_id;
    // Somebody who is not signed in has no messages of their own.
    if (citizenId === null || messageId === undefined || !event.event_name.startsWith('user_')) return;
    if (sendsMedia(event) || (await isWithOfficer(citizenId))) await client.react(citizenId, messageId);
  }

  async function isWithOfficer(citizenId: string): Promise<boolean> {
    const found = await conversations.find(`zalo-oa:${citizenId}`);
    return found?.conversation.mode === 'staff';
  }

  return (event) => {
    acknowledge(event).catch((error: Error) =>
      logger.debug({ reason: error.name }, 'no reaction to a message'),
    );
  };
}

function sendsMedia({ message }: ZaloEvent): boolean {
  return (message?.attachments ?? []).some(({ type }) => SLOW.has(type));
}
