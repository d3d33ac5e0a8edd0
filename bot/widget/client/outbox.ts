// Messages on their way: kept in the browser until the server has acknowledged them, sent in order.
import { backoff, type Clock, createPause } from './clock.ts';
import type { DirectLine } from './direct-line.ts';
import { asProblem, type Problem } from './problem.ts';
import type { SessionKeeper } from './session.ts';
import type { Storage } from './storage.ts';
import type { Delivery } from './transcript.ts';

const PREFIX = 'outbox.';
/** Failures of the server (5xx) before the visitor is asked whether to try again. */
const ATTEMPTS = 5;
/** `wake` ends this wait as soon as the browser reports a network. */
const OFFLINE_MS = 60_000;

export interface Letter {
  /** Sent as channelData.clientActivityID: the server takes a message with the same one only once. */
  key: string;
  text: string;
  /** Milliseconds since the epoch; gives the order. */
  writtenAt: number;
  failed?: boolean;
}

export interface Outbox {
  letters(): Letter[];
  put(letter: Letter): void;
  resend(key: string): void;
  discard(key: string): void;
  /** The network may be back: try now. */
  wake(): void;
  stop(): void;
}

/**
 * Sends one letter after the other. `onDelivery` follows each of them; `onProblem` hears every problem,
 * and null once a letter has gone through; `onLost` that the conversation is over. A key is written by
 * itself in storage, so that two tabs never overwrite each other's.
 */
export function createOutbox({
  directLine,
  session,
  storage,
  clock,
  random,
  online,
  onDelivery,
  onProblem,
  onLost,
}: {
  directLine: DirectLine;
  session: SessionKeeper;
  storage: Storage;
  clock: Clock;
  random(): number;
  online(): boolean;
  onDelivery(key: string, delivery: Delivery, reason?: string): void;
  onProblem(problem: Problem | null): void;
  onLost(): void;
}): Outbox {
  const pause = createPause(clock);
  let running = false;
  let stopped = false;

  function letters(): Letter[] {
    return storage
      .keys()
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => readLetter(storage.get(key)))
      .filter((letter) => letter !== null)
      .sort((a, b) => a.writtenAt - b.writtenAt || a.key.localeCompare(b.key));
  }

  const write = (letter: Letter) => storage.set(PREFIX + letter.key, JSON.stringify(letter));
  const erase = (key: string) => storage.remove(PREFIX + key);

  function fail(letter: Letter, reason: string): void {
    write({ ...letter, failed: true });
    onDelivery(letter.key, 'failed', reason);
  }

  async function deliver(letter: Letter): Promise<void> {
    const at = await session.obtain();
    onDelivery(letter.key, 'sending');
    try {
      await directLine.post(at, {
        type: 'message',
        text: letter.text,
        channelData: dataOf(letter.key, storage),
      });
    } catch (error) {
      const problem = asProblem(error);
      if (problem.kind === 'expired' || problem.kind === 'gone') {
        session.drop(at.conversationId);
        onLost();
      }
      throw problem;
    }
    erase(letter.key);
    onDelivery(letter.key, 'sent');
    onProblem(null);
  }

  /** Ends in the same breath in which it finds nothing to send: a letter put in just after starts it again. */
  async function run(): Promise<void> {
    running = true;
    let failures = 0;
    let serverFailures = 0;
    while (!stopped) {
      const letter = letters().find(({ failed }) => !failed);
      if (!letter) break;
      try {
        await deliver(letter);
        failures = serverFailures = 0;
      } catch (error) {
        const problem = asProblem(error);
        onDelivery(letter.key, 'waiting');
        onProblem(problem);
        if (problem.kind === 'forbidden') break;
        if (problem.kind === 'failing') serverFailures += 1;
        if (problem.kind === 'refused' || serverFailures >= ATTEMPTS) {
          fail(letter, problem.kind === 'refused' ? problem.message : '');
          serverFailures = 0;
          onProblem(null);
          continue;
        }
        await pause.wait(online() ? (problem.retryAfterMs ?? backoff(failures, random)) : OFFLINE_MS);
        failures += 1;
      }
    }
    running = false;
  }

  function start(): void {
    if (!running && !stopped) void run();
  }

  return {
    letters,
    put(letter) {
      write(letter);
      start();
    },
    resend(key) {
      const letter = readLetter(storage.get(PREFIX + key));
      if (!letter) return;
      write({ key: letter.key, text: letter.text, writtenAt: letter.writtenAt });
      onDelivery(key, 'waiting');
      start();
    },
    discard: erase,
    wake() {
      pause.wake();
      start();
    },
    stop() {
      stopped = true;
      pause.wake();
    },
  };
}

/** What goes along with a message: its key, and whether easy words are wanted in answer. */
export function dataOf(clientActivityID: string, storage: Storage) {
  return { clientActivityID, easy: storage.get('easy') !== null };
}

function readLetter(value: string | null): Letter | null {
  try {
    const letter = JSON.parse(value ?? 'null') as Letter | null;
    return letter && typeof letter.key === 'string' && typeof letter.text === 'string' ? letter : null;
  } catch {
    return null;
  }
}
