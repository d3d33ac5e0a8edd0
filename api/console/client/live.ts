// Hears from the server that something has changed, and has it read again; nothing is taken from the hint itself.

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { refresh } from './reading.tsx';

const LISTS = ['/api/tickets?', '/api/conversations?', '/api/overview'];

/** What each hint makes stale: one ticket or conversation, and the lists it may stand in. */
const STALE: Readonly<Record<string, (hint: { code?: string; id?: string }) => readonly string[]>> = {
  ticket: ({ code }) => [`/api/tickets/${code}`, ...LISTS],
  conversation: ({ id }) => [`/api/conversations/${encodeURIComponent(id ?? '')}`, ...LISTS],
  queue: () => LISTS,
};

/** Hints that come together are acted on once. */
const GATHER_MS = 250;
const REOPEN_MS = 5_000;

/** Whether hints arrive at the moment. */
export function useLive(): boolean {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(true);

  useEffect(() => {
    const stale = new Set<string>();
    let source: EventSource;
    let acting: number | null = null;
    let opening: number | null = null;
    let lost = false;

    function act(): void {
      acting = null;
      for (const prefix of stale) void refresh(queries, prefix);
      stale.clear();
    }
    function gather(prefixes: readonly string[]): void {
      for (const prefix of prefixes) stale.add(prefix);
      acting ??= window.setTimeout(act, GATHER_MS);
    }
    function open(): void {
      source = new EventSource('/api/live');
      for (const [kind, stalenessOf] of Object.entries(STALE))
        source.addEventListener(kind, ({ data }: MessageEvent<string>) =>
          gather(stalenessOf(JSON.parse(data))),
        );
      source.onopen = () => {
        // What was said in between was not heard.
        if (lost) gather(['/api/tickets', '/api/conversations', '/api/overview']);
        lost = false;
        setConnected(true);
      };
      source.onerror = () => {
        lost = true;
        setConnected(false);
        // Browsers come back by themselves after a broken line, but not after an answer that was no stream.
        if (source.readyState === EventSource.CLOSED) opening = window.setTimeout(open, REOPEN_MS);
      };
    }
    open();
    return () => {
      source.close();
      if (acting !== null) window.clearTimeout(acting);
      if (opening !== null) window.clearTimeout(opening);
    };
  }, [queries]);

  return connected;
}
