// A citizen who talks with the real assistant over a real database, message by message, as a channel would carry it.

import type { OpenDatabase } from '../../api/database/connect.ts';
import { asAttachments, type SentFile } from '../../bot/attachments.ts';
import type { Channel, ConversationId } from '../../bot/conversations.ts';
import { readState } from '../../bot/state.ts';
import { type ChatProcess, startChatProcess } from './chat-process.ts';
import { answeringOver } from './indexed-catalogue.ts';
import type { Desk } from './ticket-desk.ts';
import { until } from './until.ts';

export interface Told {
  text: string;
  buttons: string[];
  takesFiles: boolean;
  /** What the turn decided. */
  record: Record<string, unknown>;
}

export type Assistants = Awaited<ReturnType<typeof startAssistants>>;

/** A process with the assistant in it, complaints going to `desk`. */
export async function startAssistants({
  database,
  desk,
  ...settings
}: { database: OpenDatabase; desk: Desk } & Omit<Parameters<typeof answeringOver>[1] & object, 'desk'>) {
  const { now } = desk.clock;
  const answering = answeringOver(database, { ...settings, desk: desk.desk });
  const { handleTurn: handle } = answering;
  let process = await startChatProcess({ database, handle, now });
  return {
    answering,
    process: () => process,
    /** Ends the process and starts another, which knows only what the database knows. */
    async restart(): Promise<void> {
      await process.close();
      process = await startChatProcess({ database, handle, now });
    },
    close: () => process.close(),
  };
}

export type Citizen = ReturnType<typeof citizenOf>;

/** A conversation of its own under this name. */
export function citizenOf(assistants: Assistants, name: string, channel: Channel = 'direct-line') {
  const conversationId: ConversationId = `${channel}:${name}`;

  /** Sends a message and waits for the turn that answers it; resolves to what was said in it, joined. */
  async function say(text: string, files: readonly SentFile[] = []): Promise<Told> {
    const position = await send(text, files);
    return answerTo(position);
  }

  /** As a channel does when somebody comes: the assistant introduces itself. */
  async function arrive(): Promise<void> {
    const { database, conversations } = assistants.process();
    const { position } = await conversations.accept({
      conversationId,
      channel,
      userId: `dl_${name}`,
      messageId: 'arrival',
      activity: { type: 'conversationUpdate', membersAdded: [{ id: `dl_${name}`, name: '' }] },
    });
    const done = `select from activities where conversation_id = $1 and position = $2 and status <> 'received'`;
    await until(async () => (await database.query(done, [conversationId, position])).rowCount > 0);
  }

  async function send(text: string, files: readonly SentFile[] = []): Promise<number> {
    await arrive();
    const { position } = await assistants.process().conversations.accept({
      conversationId,
      channel,
      userId: `dl_${name}`,
      messageId: null,
      activity: { type: 'message', text, ...(files.length > 0 && { attachments: asAttachments(files) }) },
    });
    return position;
  }

  async function answerTo(position: number): Promise<Told> {
    const { database, conversations } = assistants.process();
    const record = await until(async () => {
      const { rows } = await database.query<{ status: string; record: Record<string, unknown> | null }>(
        'select status, record from activities where conversation_id = $1 and position = $2',
        [conversationId, position],
      );
      return rows[0]?.status === 'received' ? null : (rows[0]?.record ?? {});
    });
    const page = await conversations.read(conversationId, position);
    const said = page!.activities.filter(({ direction }) => direction === 'outbound');
    const last = said.at(-1)?.activity;
    return {
      text: said.map(({ activity }) => activity.text ?? '').join('\n'),
      buttons: (last?.suggestedActions?.actions ?? []).map(({ title }) => title),
      takesFiles: (last?.channelData as { takesFiles?: boolean } | undefined)?.takesFiles ?? false,
      record,
    };
  }

  return {
    conversationId,
    say,
    send,
    answerTo,
    async state() {
      const found = await (assistants.process() as ChatProcess).conversations.find(conversationId);
      return readState(found?.state);
    },
  };
}
