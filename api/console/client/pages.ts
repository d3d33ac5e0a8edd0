// A list page after page, each asked for where the last one ended.

import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Refusal } from './client.ts';
import { useClient } from './reading.tsx';

/** `next`: what the page after is asked for by; null on the last one. */
export interface PageOf {
  next: string | null;
}

/**
 * `address` is asked for with `query`, and for later pages with `next` of the page before under the name `from`.
 * What was read before stays in sight until another query is answered.
 */
export function usePages<Page extends PageOf>(
  address: string,
  query: URLSearchParams,
  from: 'before' | 'after' = 'before',
) {
  const client = useClient();
  const first = `${address}?${query}`;
  return useInfiniteQuery<Page, Refusal, InfiniteData<Page>, [string], string | null>({
    queryKey: [first],
    queryFn: ({ pageParam }) => {
      const at = new URLSearchParams(query);
      if (pageParam !== null) at.set(from, pageParam);
      return client.get<Page>(`${address}?${at}`);
    },
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}
