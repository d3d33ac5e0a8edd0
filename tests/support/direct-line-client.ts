// The real npm client botframework-directlinejs, unchanged, with the globals that browsers give it.

import { type Activity, type ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import XMLHttpRequest from 'xhr2';
import { until } from './until.ts';

Object.assign(globalThis, { XMLHttpRequest, WebSocket });

type Options = ConstructorParameters<typeof DirectLine>[0];

export type TestClient = ReturnType<typeof connectClient>;

/** A client that listens from the start and remembers what it heard; reconnects after 3 s instead of up to 15. */
export function connectClient(options: Options) {
  const directLine = new DirectLine({ ...options, random: () => 0 } as Options);
  const heard: Activity[] = [];
  const statuses: ConnectionStatus[] = [];
  const failures: unknown[] = [];
  directLine.connectionStatus$.subscribe((status: ConnectionStatus) => statuses.push(status));
  const subscription = directLine.activity$.subscribe(
    (activity: Activity) => heard.push(activity),
    (error: unknown) => failures.push(error),
  );

  function texts(): string[] {
    return heard.flatMap((activity) => (activity.type === 'message' ? [activity.text ?? ''] : []));
  }

  return {
    directLine,
    heard,
    statuses,
    failures,
    texts,
    /** Posts a message and resolves to what the client says of it: an id, or `retry`. */
    async say(text: string, clientActivityID?: string): Promise<string> {
      return new Promise((resolve, reject) =>
        directLine
          .postActivity({
            type: 'message',
            from: { id: 'someone else' },
            text,
            ...(clientActivityID && { channelData: { clientActivityID } }),
          } as Activity)
          .subscribe(resolve, reject),
      );
    },
    hears: (text: string) => until(() => texts().includes(text)),
    reaches: (status: ConnectionStatus) => until(() => statuses.includes(status)),
    close() {
      subscription.unsubscribe();
      directLine.end();
    },
  };
}

/** A token as a page gets it. */
export async function fetchToken(
  domain: string,
): Promise<{ token: string; conversationId: string; voice?: boolean }> {
  const response = await fetch(`${domain}/tokens/generate`, { method: 'POST' });
  return (await response.json()) as { token: string; conversationId: string; voice?: boolean };
}
