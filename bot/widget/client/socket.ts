// One WebSocket of Direct Line, from opening to its end, with a limit on silence.
import type { ActivitySet } from './activity.ts';
import type { Clock } from './clock.ts';

const OPEN_WITHIN_MS = 10_000;
/** The server sends a keep-alive frame every 20 s; two are missed: phones leave sockets half dead when they change networks. */
const SILENCE_MS = 45_000;

export interface SocketEnd {
  /** It opened and lived for a while or carried something: sockets do work here. */
  useful: boolean;
  /** Another window of the same visitor has taken the conversation. */
  collision: boolean;
  /** We closed it ourselves. */
  asked: boolean;
}

export interface OpenSocket {
  ended: Promise<SocketEnd>;
  close(): void;
  /** Milliseconds since the last frame. */
  silentFor(): number;
}

const WORTH_MS = 5_000;

/** Opens `url`; `onFrame` gets every frame with activities, `onOpen` comes first. Never throws. */
export function openSocket({
  url,
  WebSocket,
  clock,
  onOpen,
  onFrame,
}: {
  url: string;
  WebSocket: typeof globalThis.WebSocket;
  clock: Clock;
  onOpen(): void;
  onFrame(set: ActivitySet): void;
}): OpenSocket {
  let socket: WebSocket | null = null;
  let openedAt = 0;
  let lastFrameAt = clock.now();
  let useful = false;
  let timer: unknown;
  let finish: (end: SocketEnd) => void = () => {};
  const ended = new Promise<SocketEnd>((resolve) => {
    finish = resolve;
  });

  function end(how: { collision?: boolean; asked?: boolean } = {}): void {
    clock.clearTimeout(timer);
    if (openedAt && clock.now() - openedAt >= WORTH_MS) useful = true;
    // A half-dead socket does not answer the closing handshake either: the end is now.
    finish({ useful, collision: how.collision ?? false, asked: how.asked ?? false });
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    // One that is closed before it was open says so as an error, which is none any more.
    socket.onerror = () => {};
    socket.close();
    socket = null;
  }

  function heard(): void {
    lastFrameAt = clock.now();
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => end(), SILENCE_MS);
  }

  timer = clock.setTimeout(() => end(), OPEN_WITHIN_MS);
  try {
    socket = new WebSocket(url);
    socket.onopen = () => {
      openedAt = clock.now();
      heard();
      onOpen();
    };
    socket.onmessage = (event) => {
      heard();
      if (typeof event.data !== 'string' || event.data === '') return;
      const set = readSet(event.data);
      if (!set) return;
      useful = true;
      onFrame(set);
    };
    socket.onclose = (event) => end({ collision: event.reason === 'collision' });
    socket.onerror = () => end();
  } catch {
    // A host page's policy may forbid sockets: the constructor throws.
    end();
  }
  return { ended, close: () => end({ asked: true }), silentFor: () => clock.now() - lastFrameAt };
}

function readSet(data: string): ActivitySet | null {
  try {
    const set = JSON.parse(data) as ActivitySet | null;
    return set && Array.isArray(set.activities) ? set : null;
  } catch {
    return null;
  }
}
