// The queue page after page, each asked for where the last one ended.

import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import type { Refusal } from '../client/client.ts';
import { useClient } from '../client/reading.tsx';
import type { QueuePage } from '../client/shapes.ts';

/** `query` as in the address, without the page. */
export function useQueuePages(query: string) {
  const client = useClient();
  const address = `/api/tickets?${query}`;
  return useInfiniteQuery<QueuePage, Refusal, InfiniteData<QueuePage>, [string], string | null>({
    queryKey: [address],
    queryFn: ({ pageParam }) =>
      client.get<QueuePage>(
        pageParam === null ? address : `${address}&after=${encodeURIComponent(pageParam)}`,
      ),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (previous) => previous,
  });
}
