// What stands in the conversation window: what the server has said happened, and what waits to be sent.
import { texts } from '../texts.ts';
import type { Activity, SuggestedAction } from './activity.ts';

export type Delivery = 'waiting' | 'sending' | 'sent' | 'failed';

export interface Message {
  kind: 'message';
  key: string;
  from: 'visitor' | 'bot';
  /** The name of the officer who wrote it; missing where the machine did. */
  officer?: string;
  text: string;
  /** ISO 8601, from the server. */
  timestamp?: string;
  /** Only on the visitor's messages that the server has not shown yet. */
  delivery?: Delivery;
  /** The server's sentence for a failed message. */
  reason?: string;
  suggestions?: SuggestedAction[];
  /** The bot's: files may be sent in answer. */
  takesFiles?: boolean;
}

/** Between two conversations: the one above is over, the server has begun another. */
export interface Divider {
  kind: 'divider';
  key: string;
}

export type Entry = Message | Divider;

export interface Transcript {
  entries(): Entry[];
  /** Adds what is new, once; returns the bot's new messages. */
  receive(activities: Activity[]): Message[];
  add(message: { key: string; text: string }): void;
  mark(key: string, delivery: Delivery, reason?: string): void;
  remove(key: string): void;
  /** The conversation is over, another follows below. */
  divide(): void;
  clear(): void;
}

/** Confirmed messages keep the server's order; the unconfirmed ones stand below them. */
export function createTranscript(): Transcript {
  let confirmed: Entry[] = [];
  let pending: Message[] = [];
  let seen = new Set<string>();
  let conversations = 0;

  return {
    entries: () => [...confirmed, ...pending],
    receive(activities) {
      const news: Message[] = [];
      for (const activity of activities) {
        const message = readMessage(activity);
        if (!message || seen.has(message.key)) continue;
        seen.add(message.key);
        pending = pending.filter(({ key }) => key !== message.key);
        confirmed = [...confirmed, message];
        if (message.from === 'bot') news.push(message);
      }
      return news;
    },
    add({ key, text }) {
      if (seen.has(key) || pending.some((message) => message.key === key)) return;
      pending = [...pending, { kind: 'message', key, from: 'visitor', text, delivery: 'waiting' }];
    },
    mark(key, delivery, reason) {
      pending = pending.map((message) =>
        message.key === key ? { ...message, delivery, ...(reason ? { reason } : {}) } : message,
      );
    },
    remove(key) {
      pending = pending.filter((message) => message.key !== key);
    },
    divide() {
      if (confirmed.length === 0) return;
      // What the old conversation has taken stays above the line.
      const taken = pending.filter(({ delivery }) => delivery === 'sent');
      pending = pending.filter(({ delivery }) => delivery !== 'sent');
      conversations += 1;
      confirmed = [...confirmed, ...taken, { kind: 'divider', key: `divider-${conversations}` }];
    },
    clear() {
      confirmed = [];
      pending = [];
      seen = new Set();
    },
  };
}

function readMessage(activity: Activity): Message | null {
  const text = activity.text || activity.attachments?.map(({ name }) => name).join(', ');
  if (activity.type !== 'message' || !text) return null;
  const own = activity.from?.role === 'user';
  const key = (own && activity.channelData?.clientActivityID) || activity.id;
  if (!key) return null;
  return {
    kind: 'message',
    key,
    from: own ? 'visitor' : 'bot',
    ...(!own && activity.from?.id === 'officer' && { officer: activity.from.name || texts.officer }),
    text,
    ...(activity.timestamp ? { timestamp: activity.timestamp } : {}),
    ...(activity.channelData?.takesFiles ? { takesFiles: true } : {}),
    ...(activity.suggestedActions?.actions?.length ? { suggestions: activity.suggestedActions.actions } : {}),
  };
}
