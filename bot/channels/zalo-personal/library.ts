// What we use of zca-js, as far as its source shows it; loaded only where the personal account is switched on.

import type { Credentials } from './session-store.ts';

type Thread = 0 | 1;

export interface PersonalApi {
  listener: PersonalListener;
  /** `null` where Zalo dropped the message without a word. */
  sendMessage(
    message: { msg: string },
    threadId: string,
    type: Thread,
  ): Promise<{ message: { msgId: unknown } | null }>;
  sendTypingEvent(threadId: string, type: Thread): Promise<unknown>;
  keepAlive(): Promise<unknown>;
  getCookie(): { toJSON(): { cookies: unknown[] } | undefined };
  getOwnId(): string;
}

export interface PersonalListener {
  on(event: 'error', listener: (error: unknown) => void): void;
  on(event: 'closed', listener: (code: number) => void): void;
  on(event: 'cipher_key', listener: () => void): void;
  on(event: 'message', listener: (message: RawMessage) => void): void;
  on(event: 'old_messages', listener: (messages: RawMessage[], type: Thread) => void): void;
  requestOldMessages(type: Thread, lastMessageId: string | null): void;
  start(): void;
  stop(): void;
}

export interface RawMessage {
  type: Thread;
  threadId: unknown;
  isSelf: boolean;
  data: object;
}

/** Kinds of `LoginQRCallbackEventType`. */
export const QR = { generated: 0, expired: 1, scanned: 2, declined: 3, signedIn: 4 } as const;

export interface QrEvent {
  type: number;
  data: unknown;
  actions: { abort(): unknown } | null;
}

export interface PersonalLibrary {
  login(credentials: Credentials): Promise<PersonalApi>;
  loginQR(options: Record<string, never>, callback: (event: QrEvent) => void): Promise<PersonalApi>;
}

export type LoadLibrary = () => Promise<PersonalLibrary>;

/**
 * A fresh instance: the library keeps the cookies and the socket's address of its first sign-in. It looks for no newer
 * version of itself, and hears what is written on the account elsewhere. `request` replaces the network in tests.
 */
export async function loadLibrary(request: typeof fetch = fetch): Promise<PersonalLibrary> {
  // Its type declarations name a folder, which a strict module system does not follow.
  const { Zalo } = (await import('zca-js')) as unknown as {
    Zalo: new (options: object) => PersonalLibrary;
  };
  return new Zalo({ selfListen: true, checkUpdate: false, logging: false, polyfill: request });
}
