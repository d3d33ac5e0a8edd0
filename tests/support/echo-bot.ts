// A bot that greets and repeats, for tests of everything around the assistant.

import { ActivityHandler, MessageFactory } from 'botbuilder-core';
import type { TurnHandler } from '../../bot/adapter.ts';
import { turnOf } from '../../bot/turn.ts';

export const GREETING = 'Xin chào! Đây là trợ lý tự động.';

/** Says GREETING when a conversation starts, `Bạn nói: …` to a message; `onMessage` may wait or throw before that. */
export function createEchoBot({
  onMessage = async () => {},
}: {
  onMessage?: (text: string) => Promise<void>;
} = {}): TurnHandler {
  const bot = new ActivityHandler();
  bot.onMembersAdded(async (context, next) => {
    await context.sendActivity(GREETING);
    await next();
  });
  bot.onMessage(async (context, next) => {
    const { text = '' } = context.activity;
    await onMessage(text);
    Object.assign(turnOf(context).record, { intent: 'echo', outcome: 'answered' });
    await context.sendActivity(MessageFactory.text(`Bạn nói: ${text}`));
    await next();
  });
  return (context) => bot.run(context);
}
