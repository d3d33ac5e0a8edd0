// The queue: views as tabs, filters in the address, everything by keyboard, several tickets moved at once.
/** @jsxImportSource react */

import { Alert, Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { usePages } from '../client/pages.ts';
import { useChange, useRead } from '../client/reading.tsx';
import { useStaff } from '../client/session.ts';
import type { Agency, MovedTickets, QueuePage, QueueView, TicketRow } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { useKeys } from '../parts/keys.ts';
import { Loading } from '../parts/loading.tsx';
import { More } from '../parts/more.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Screen } from '../parts/screen.tsx';
import { LinkTabs } from '../parts/tabs.tsx';
import { queue } from '../texts/queue.ts';
import { shell } from '../texts/shell.ts';
import { FilterBar } from './filter-bar.tsx';
import { useFilters } from './filters.ts';
import { MoveMany } from './move-many.tsx';
import { TicketLine } from './ticket-line.tsx';
import { currentCode, walk } from './walk.ts';

export function QueueScreen() {
  const staff = useStaff();
  const say = useSay();
  const [, go] = useLocation();
  const { filters, choose, clear, hrefOf } = useFilters();
  const pages = usePages<QueuePage>('/api/tickets', filters.query, 'after');
  const agencies = useRead<{ agencies: readonly Agency[] }>('/api/agencies');
  const field = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [moving, setMoving] = useState(false);
  const [moved, setMoved] = useState<MovedTickets | null>(null);

  const tickets = pages.data?.pages.flatMap((page) => page.tickets) ?? [];
  const counts = pages.data?.pages[0]?.counts;
  const chosen = tickets.filter(({ code }) => selected.has(code));

  const assign = useChange<TicketRow>({
    send: (client, { code, version }) =>
      client.send('POST', `/api/tickets/${code}/assign`, { version, assigneeId: staff.id }),
    refreshes: ['/api/tickets'],
    onDone: (_, { code }) => say(queue.assigned(code)),
  });

  function select(code: string, on: boolean): void {
    const next = new Set(selected);
    if (on) next.add(code);
    else next.delete(code);
    setSelected(next);
  }

  /** Does `act` with the line that has the focus. */
  const atLine = (act: (ticket: TicketRow) => void) => () => {
    const ticket = tickets.find(({ code }) => code === currentCode());
    if (ticket) act(ticket);
  };
  const down = () => walk(1);
  const up = () => walk(-1);
  useKeys({
    j: down,
    ArrowDown: down,
    k: up,
    ArrowUp: up,
    '/': () => field.current?.focus(),
    x: atLine(({ code }) => select(code, !selected.has(code))),
    a: atLine((ticket) => assign.mutate(ticket)),
    r: atLine(({ code }) => go(`/tickets/${code}#reply`)),
  });

  return (
    <Screen title={queue.title}>
      <LinkTabs
        label={queue.viewsLabel}
        tabs={(Object.keys(queue.views) as QueueView[]).map((view) => ({
          href: hrefOf(view),
          label: queue.views[view],
          current: view === filters.view,
          ...(counts && { count: counts[view] }),
        }))}
      />
      <FilterBar
        filters={filters}
        agencies={agencies.data?.agencies ?? []}
        field={field}
        onChoose={choose}
        onClear={clear}
      />
      <Failure of={assign.error} />
      {chosen.length > 0 && (
        <div className="selection">
          <span role="status">{queue.selected(chosen.length)}</span>
          <Button size="xs" onClick={() => setMoving(true)}>
            {queue.move}
          </Button>
          <Button size="xs" variant="default" onClick={() => setSelected(new Set())}>
            {queue.unselect}
          </Button>
        </div>
      )}
      {moved && moved.refused.length > 0 && (
        <Alert
          color="yellow"
          title={queue.refused(moved.refused.length)}
          withCloseButton
          closeButtonLabel={shell.close}
          onClose={() => setMoved(null)}
        >
          <ul>
            {moved.refused.map(({ code, problem }) => (
              <li key={code}>
                <span className="code">{code}</span>: {problem}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {pages.isPending && <Loading lines={6} height={68} />}
      {pages.isError && <Failure of={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && tickets.length === 0 && <Empty view={filters.view} narrowed={filters.narrowed} />}
      <ul className="lines" aria-label={queue.list} aria-busy={pages.isFetching}>
        {tickets.map((ticket) => (
          <TicketLine
            key={ticket.code}
            ticket={ticket}
            selected={selected.has(ticket.code)}
            onSelect={(on) => select(ticket.code, on)}
          />
        ))}
      </ul>
      <More pages={pages} />
      {moving && (
        <MoveMany
          tickets={chosen}
          onClose={() => setMoving(false)}
          onDone={(done) => {
            setMoving(false);
            setMoved(done);
            setSelected(new Set(done.refused.map(({ code }) => code)));
            say(queue.moved(done.moved.length));
          }}
        />
      )}
    </Screen>
  );
}

function Empty({ view, narrowed }: { view: QueueView; narrowed: boolean }) {
  const { empty } = queue;
  if (narrowed) return <Nothing title={empty.filtered}>{empty.filteredMore}</Nothing>;
  if (view === 'mine') return <Nothing title={empty.mine}>{empty.mineMore}</Nothing>;
  return <Nothing title={empty.other}>{empty.otherMore}</Nothing>;
}
