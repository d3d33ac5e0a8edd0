// The sender of one or more processes over a loopback Zalo: what is said to two citizens goes out as the clock is moved.

import type { OpenDatabase } from '../../api/database/connect.ts';
import { createWindows } from '../../bot/channels/zalo-oa/windows.ts';
import { createZaloOa, type ZaloSettings } from '../../bot/channels/zalo-oa/zalo-oa.ts';
import { type Conversation, createConversations } from '../../bot/conversations.ts';
import { createDeliveries } from '../../bot/deliveries.ts';
import { createNotices } from '../../bot/notices.ts';
import { createSender } from '../../bot/sender.ts';
import { type DatabaseKind, freshDatabase } from './databases.ts';
import { until } from './until.ts';
import { startZaloServer } from './zalo-server.ts';
import { logger, settingsOf, tokensOn } from './zalo-site.ts';

export const CS = '/v3.0/oa/message/cs';
export const AN: Conversation = {
  id: 'zalo-oa:an',
  channel: 'zalo-oa',
  userId: 'an',
  caller: null,
  mode: 'bot',
};
export const BINH: Conversation = { ...AN, id: 'zalo-oa:binh', userId: 'binh' };

type Outcome = { status: string; failure: string | null; code: number | null };

/** Both citizens have written once. `settings`: what differs from an account that has nothing switched on. */
export async function startSendingAccount(kind: DatabaseKind, settings: Partial<ZaloSettings> = {}) {
  const database: OpenDatabase = await freshDatabase(kind);
  const zalo = await startZaloServer();
  const closing: (() => Promise<void>)[] = [];
  let claiming: Promise<unknown> = Promise.resolve();
  let time = Date.now();
  let ids = 0;
  const now = () => new Date(time);
  const account = { ...settingsOf(zalo), freeMessages: null, ...settings };
  await (await tokensOn(database, zalo, 'an administrator', now)).seed(zalo.seed);

  async function startSender(owner: string) {
    const notices = createNotices({ database, processId: owner, now });
    await notices.start();
    const conversations = createConversations({ database, notices, now });
    const deliveries = createDeliveries({ database, owner, now });
    const { outlet } = createZaloOa({
      settings: account,
      tokens: await tokensOn(database, zalo, owner, now),
      conversations,
      deliveries,
      windows: createWindows({ database, freeMessages: account.freeMessages, now }),
      officerWrote: async () => {},
      report: () => {},
      onPlain: () => {},
      logger,
      now,
    });
    const random = () => 0.5;
    const watched: typeof deliveries = {
      ...deliveries,
      claim(...given) {
        const work = deliveries.claim(...given);
        claiming = work.catch(() => {});
        return work;
      },
    };
    const sender = createSender({ deliveries: watched, outlets: [outlet], notices, logger, now, random });
    closing.push(sender.close, notices.close);
    return { sender, conversations };
  }

  const { sender, conversations } = await startSender('one');

  /** The citizen writes, and the sender looks what may go now. */
  async function hear({ id, userId }: Conversation, text = 'chào'): Promise<void> {
    await conversations.accept({
      conversationId: id,
      channel: 'zalo-oa',
      userId,
      messageId: `heard-${ids++}`,
      activity: { type: 'message', text },
    });
    sender.wake();
  }
  for (const who of [AN, BINH]) await hear(who);

  async function outcomes(who: Conversation): Promise<Outcome[]> {
    const { rows } = await database.query<Outcome>(
      `select a.status, d.failure, d.code from activities a left join deliveries d using (conversation_id, position)
       where a.conversation_id = $1 and a.direction = 'outbound' order by a.position`,
      [who.id],
    );
    return rows;
  }

  return {
    database,
    zalo,
    now,
    hear,
    outcomes,
    startSender,
    wake: (): void => sender.wake(),
    say: (who: Conversation, ...texts: string[]) =>
      conversations.append(
        who,
        texts.map((text) => ({ type: 'message', text })),
      ),
    /** What is said of a ticket. */
    tell: (who: Conversation, ticket: string, text: string) =>
      conversations.append(who, [{ type: 'message', text, channelData: { ticket } }]),
    told: (who: Conversation) => zalo.messages.filter(({ to }) => to === who.userId).map(({ text }) => text),
    settled: (who: Conversation, status: string) =>
      until(async () => (await outcomes(who)).every((row) => row.status === status)),
    tried: (who: Conversation, code: number | null) =>
      until(async () => (await outcomes(who)).some((row) => row.failure !== null && row.code === code)),
    /** The clock goes on, and the sender looks what may go now. A lease that is being taken is of one time or the other. */
    async pass(ms: number): Promise<void> {
      for (let seen = null; seen !== claiming; ) {
        seen = claiming;
        await seen;
      }
      time += ms;
      sender.wake();
    },
    async close(): Promise<void> {
      for (const close of closing) await close();
      await zalo.close();
      await database.close();
    },
  };
}
