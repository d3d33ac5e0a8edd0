// After an outage: what citizens wrote meanwhile is read from the lists of Zalo, without taking anything twice.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Conversations } from '../../conversations.ts';
import { type ListedMessage, PAGE, type ZaloClient } from './client.ts';
import { listedActivity } from './incoming.ts';

/** Pages read of either list: a thousand conversations, a hundred messages of each. */
const MOST_CHATS = 100;
const MOST_PAGES = 10;
/** Whatever kept us away may last a little longer. */
const AGAIN_AFTER_MS = [5_000, 30_000, 120_000, 600_000];

/**
 * Takes in messages of citizens since `since`, oldest first in each conversation, under the ids that the webhook gives
 * them too: what came by webhook is known already. Resolves to how many were new.
 */
export async function catchUp({
  client,
  conversations,
  since,
}: {
  client: Pick<ZaloClient, 'conversation' | 'recentChats'>;
  conversations: Pick<Conversations, 'accept'>;
  since: Date;
}): Promise<number> {
  let taken = 0;
  const chats = await readSince((offset) => client.recentChats(offset), since, MOST_CHATS);
  // Where the newest word is ours the citizen has been answered, and what came before it was told to us.
  const citizens = new Set(chats.filter(({ ours }) => !ours).map(({ from }) => from));
  for (const citizenId of citizens) {
    const said = await readSince((offset) => client.conversation(citizenId, offset), since, MOST_PAGES);
    for (const message of said.filter(({ ours }) => !ours).reverse()) {
      const { duplicate } = await conversations.accept({
        conversationId: `zalo-oa:${citizenId}`,
        channel: 'zalo-oa',
        userId: citizenId,
        messageId: message.messageId,
        activity: listedActivity(message),
      });
      if (!duplicate) taken++;
    }
  }
  return taken;
}

/** Tries until it is done, a few times and never again after `stopped`; what was taken in before is known the next time. */
export async function catchUpPatiently(
  work: () => Promise<number>,
  { logger, stopped }: { logger: Logger; stopped: AbortSignal },
): Promise<void> {
  for (const wait of [...AGAIN_AFTER_MS, null]) {
    try {
      const count = await work();
      return logger.info({ count }, 'caught up with Zalo');
    } catch (error) {
      if (stopped.aborted) return;
      const level = wait === null ? 'error' : 'warn';
      logger[level]({ reason: (error as Error).name }, 'could not catch up with Zalo');
    }
    if (wait !== null) await sleep(wait, undefined, { signal: stopped }).catch(() => {});
    if (stopped.aborted) return;
  }
}

/** Newest first, until the list is older than `since` or ends. */
async function readSince(
  page: (offset: number) => Promise<ListedMessage[]>,
  since: Date,
  mostPages: number,
): Promise<ListedMessage[]> {
  const found: ListedMessage[] = [];
  for (let number = 0; number < mostPages; number++) {
    const messages = await page(number * PAGE);
    const recent = messages.filter(({ at }) => at >= since);
    found.push(...recent);
    if (recent.length < PAGE) break;
  }
  return found;
}
