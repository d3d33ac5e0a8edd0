// The queue's filters, kept in the address: what is seen can be sent to a colleague, and going back goes back.

import { useSearchParams } from 'wouter';
import type { QueueView } from '../client/shapes.ts';
import { queue } from '../texts/queue.ts';

const NAMES = ['status', 'category', 'agency', 'channel', 'q', 'sort'] as const;
export type FilterName = (typeof NAMES)[number];

export interface Filters {
  view: QueueView;
  /** Empty where nothing is chosen. */
  chosen: Readonly<Record<FilterName, string>>;
  /** Some filter narrows the view. */
  narrowed: boolean;
  /** As the interface takes it, without the page. */
  query: URLSearchParams;
}

const isView = (text: string | null): text is QueueView => text !== null && text in queue.views;

export function useFilters() {
  const [search, setSearch] = useSearchParams();
  const given = search.get('view');
  const view = isView(given) ? given : 'open';
  const chosen = Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? ''])) as Filters['chosen'];
  const query = new URLSearchParams({ view });
  for (const name of NAMES) if (chosen[name] !== '') query.set(name, chosen[name]);

  return {
    filters: {
      view,
      chosen,
      narrowed: NAMES.some((name) => name !== 'sort' && chosen[name] !== ''),
      query,
    } satisfies Filters,
    choose(name: FilterName, value: string) {
      setSearch(
        (current) => {
          const next = new URLSearchParams(current);
          if (value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: name === 'q' },
      );
    },
    clear: () => setSearch({ view }),
    /** The address of another view with the same filters. */
    hrefOf(other: QueueView): string {
      const next = new URLSearchParams(query);
      next.set('view', other);
      return `/tickets?${next}`;
    },
  };
}
