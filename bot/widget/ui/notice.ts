// The one sentence above the messages that says why the chat is not as it should be.
import type { Chat } from '../client/chat-client.ts';
import { texts } from '../texts.ts';

/** Null when all is well. `now` in milliseconds since the epoch. */
export function noticeOf(chat: Chat, now: number): string | null {
  if (!chat.online) return texts.offline;
  if (!chat.problem) return null;
  const { kind, message, retryAt } = chat.problem;
  if (kind === 'slow_down' && retryAt !== null) {
    return texts.slowDown(Math.max(1, Math.ceil((retryAt - now) / 1_000)));
  }
  // Only for what the visitor can act on does the server's own sentence say more than ours.
  if (kind === 'refused' && message) return message;
  return texts.problems[kind];
}
