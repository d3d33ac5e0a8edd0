// A conversation page by page, backwards from the newest message.

import { useState } from 'react';
import type { Refusal } from '../client/client.ts';
import { useChange } from '../client/reading.tsx';
import type { ConversationView, Said } from '../client/shapes.ts';
import { conversationAddress } from './address.ts';

/** What was said before `newest`, as far as it has been asked for. */
export function useEarlier(
  id: string,
  newest: readonly Said[],
  earlier: boolean,
): { said: readonly Said[]; more: boolean; loading: boolean; refusal: Refusal | null; load(): void } {
  const [said, setSaid] = useState<readonly Said[]>([]);
  const [more, setMore] = useState(earlier);
  const first = (said[0] ?? newest[0])?.position;
  const page = useChange<number, ConversationView>({
    send: (client, before) => client.get(`${conversationAddress(id)}?before=${before}`),
    refreshes: [],
    onDone(view) {
      setSaid([...view.activities, ...said]);
      setMore(view.earlier);
    },
  });
  return {
    // New messages push the page's first ones back to where they were read before.
    said: said.filter(({ position }) => newest[0] === undefined || position < newest[0].position),
    more,
    loading: page.isPending,
    refusal: page.error,
    load: () => first !== undefined && page.mutate(first),
  };
}
