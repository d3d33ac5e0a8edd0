// The conversation as the window shows it: sends, receives, survives offline, reload and a lost conversation.
import type { Activity, SuggestedAction } from './activity.ts';
import type { Clock } from './clock.ts';
import { createDirectLine } from './direct-line.ts';
import { createOutbox, dataOf } from './outbox.ts';
import { asProblem, type Problem, type ProblemKind } from './problem.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import { createSession } from './session.ts';
import type { Storage } from './storage.ts';
import { createTranscript, type Entry, type Message } from './transcript.ts';

/** A typing notice without a message after it stops counting. */
const TYPING_MS = 12_000;

export interface Chat {
  entries: Entry[];
  /** The bot's suggestions for the next message; none while one is on its way. */
  suggestions: SuggestedAction[];
  /** Whether the bot takes files now. */
  takesFiles: boolean;
  /** Whether voice notes may be sent. */
  hears: boolean;
  /** The bot's messages that arrived while the chat was live, in order: what to announce and count. */
  news: Message[];
  typing: boolean;
  /** The bot's answer as far as it stands while it is written; empty otherwise. */
  writing: string;
  /** Whether the conversation has been reached since `start`. */
  reached: boolean;
  online: boolean;
  problem: { kind: ProblemKind; message: string; retryAt: number | null } | null;
}

export interface ChatClient {
  chat(): Chat;
  subscribe(changed: () => void): () => void;
  /** Connects; before it, nothing is asked of the server. */
  start(): void;
  send(text: string): void;
  /** Sends files, as one message; they are not kept over a reload. */
  attach(files: readonly File[]): void;
  resend(key: string): void;
  discard(key: string): void;
  /** Leaves this conversation for a new one. */
  restart(): void;
  network(online: boolean): void;
  /** The visitor is looking again. */
  wake(): void;
  /** Whether words of the visitor wait here to be delivered. */
  unsent(): boolean;
  stop(): void;
}

/** `base` ends in `/v3/directline`; `newKey` makes a client id for a message. */
export function createChatClient({
  base,
  fetch,
  WebSocket,
  storage,
  clock,
  random,
  newKey,
  online = true,
}: {
  base: string;
  fetch: typeof globalThis.fetch;
  WebSocket: typeof globalThis.WebSocket | undefined;
  storage: Storage;
  clock: Clock;
  random(): number;
  newKey(): string;
  online?: boolean;
}): ChatClient {
  const transcript = createTranscript();
  const directLine = createDirectLine({ base, fetch, clock });
  const session = createSession({ directLine, storage, clock });
  const listeners = new Set<() => void>();
  const uploads = new Map<string, readonly File[]>();
  let receiver: Receiver | null = null;
  let typingTimer: unknown;
  let lastWritten = 0;
  const problems: { sending: Problem | null; receiving: Problem | null } = { sending: null, receiving: null };
  /** The first page of a kept conversation is history, not news. */
  let history = false;
  let chat: Chat = {
    entries: [],
    suggestions: [],
    takesFiles: false,
    hears: false,
    news: [],
    typing: false,
    writing: '',
    reached: false,
    online,
    problem: null,
  };

  function change(part: Partial<Chat>): void {
    const entries = transcript.entries();
    const suggestions = suggestionsAfter(entries);
    const [takesFiles, hears] = [takesFilesAfter(entries), session.hears()];
    chat = { ...chat, ...part, entries, suggestions, takesFiles, hears };
    for (const changed of listeners) changed();
  }

  function showProblem(): void {
    const problem = problems.sending ?? problems.receiving;
    const { kind, message = '', retryAfterMs } = problem ?? {};
    const retryAt = retryAfterMs === undefined ? null : clock.now() + retryAfterMs;
    change({ problem: kind ? { kind, message, retryAt } : null });
  }

  function onProblem(of: keyof typeof problems, problem: Problem | null): void {
    if (problems[of] === problem) return;
    problems[of] = problem;
    showProblem();
  }

  function typing(now: boolean, writing = ''): Pick<Chat, 'typing' | 'writing'> {
    clock.clearTimeout(typingTimer);
    if (now) typingTimer = clock.setTimeout(() => change(typing(false)), TYPING_MS);
    return { typing: now, writing };
  }

  function onActivities(activities: Activity[]): void {
    const fresh = transcript.receive(activities);
    const last = activities.at(-1);
    const fromBot = last?.from?.role !== 'user';
    if (last?.type === 'typing' && fromBot)
      change(typing(true, last.channelData?.streamId ? last.text : chat.writing));
    else change(fresh.length > 0 ? typing(false) : {});
    if (!history && fresh.length > 0) change({ news: [...chat.news, ...fresh] });
    history = false;
  }

  const outbox = createOutbox({
    directLine,
    session,
    storage,
    clock,
    random,
    online: () => chat.online,
    onDelivery(key, delivery, reason) {
      transcript.mark(key, delivery, reason);
      if (delivery === 'sent') receiver?.expect();
      change({});
    },
    onProblem: (problem) => onProblem('sending', problem),
    onLost: () => receiver?.leave(),
  });

  async function upload(key: string, files: readonly File[]): Promise<void> {
    uploads.set(key, files);
    transcript.mark(key, 'sending');
    change({});
    try {
      await directLine.upload(await session.obtain(), files, dataOf(key, storage));
      uploads.delete(key);
      transcript.mark(key, 'sent');
      receiver?.expect();
    } catch (error) {
      transcript.mark(key, 'failed', asProblem(error).message);
    }
    change({});
  }

  function showLetters(): void {
    for (const { key, text, failed } of outbox.letters()) {
      transcript.add({ key, text });
      if (failed) transcript.mark(key, 'failed');
    }
  }

  return {
    chat: () => chat,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    start() {
      if (receiver) return;
      const before = session.kept();
      showLetters();
      receiver = createReceiver({
        directLine,
        session,
        WebSocket,
        clock,
        random,
        onConversation(conversationId) {
          history = conversationId === before;
          transcript.divide();
          change(typing(false));
        },
        onActivities,
        onLive: () => change({ reached: true }),
        onProblem: (problem) => onProblem('receiving', problem),
      });
      outbox.wake();
      change({});
    },
    send(text) {
      const words = text.normalize('NFC').trim();
      if (words === '') return;
      // Two messages of one millisecond keep their order.
      lastWritten = Math.max(clock.now(), lastWritten + 1);
      const letter = { key: newKey(), text: words, writtenAt: lastWritten };
      transcript.add(letter);
      outbox.put(letter);
      change({});
    },
    attach(files) {
      const key = newKey();
      transcript.add({ key, text: files.map(({ name }) => name).join(', ') });
      void upload(key, files);
    },
    resend(key) {
      const files = uploads.get(key);
      if (files) void upload(key, files);
      else outbox.resend(key);
    },
    discard(key) {
      uploads.delete(key);
      outbox.discard(key);
      transcript.remove(key);
      change({});
    },
    restart() {
      for (const { key } of outbox.letters()) outbox.discard(key);
      uploads.clear();
      session.forget();
      transcript.clear();
      problems.sending = problems.receiving = null;
      receiver?.leave();
      change({ news: [], ...typing(false), problem: null, reached: false });
    },
    network(isOnline) {
      change({ online: isOnline });
      if (!isOnline) return;
      receiver?.wake();
      outbox.wake();
    },
    wake() {
      receiver?.wake();
      if (receiver) outbox.wake();
    },
    unsent: () => outbox.letters().some(({ failed }) => !failed),
    stop() {
      receiver?.stop();
      outbox.stop();
      clock.clearTimeout(typingTimer);
    },
  };
}

function suggestionsAfter(entries: Entry[]): SuggestedAction[] {
  const last = entries.at(-1);
  return last?.kind === 'message' && last.from === 'bot' ? (last.suggestions ?? []) : [];
}

/** What the bot said last counts, also while a message of the visitor is on its way. */
function takesFilesAfter(entries: Entry[]): boolean {
  const last = entries.findLast((entry) => entry.kind === 'message' && entry.from === 'bot');
  return last?.kind === 'message' && last.takesFiles === true;
}
