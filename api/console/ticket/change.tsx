// Changing the ticket on the screen: with the version that was seen, and a kind word when somebody was faster.
/** @jsxImportSource react */

import { Alert, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Refusal } from '../client/client.ts';
import { refresh, useChange, useClient } from '../client/reading.tsx';
import type { TicketView } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { shell } from '../texts/shell.ts';

export const addressOf = (code: string): string => `/api/tickets/${code}`;

export interface TicketChange {
  run(body: Record<string, unknown>): void;
  pending: boolean;
  /** Null where `notice` says it better. */
  refusal: Refusal | null;
  notice: ReactNode;
  reset(): void;
}

/** `POST /api/tickets/:code/<action>`; `said` is announced when it is done. */
export function useTicketChange(
  { code, version }: Pick<TicketView, 'code' | 'version'>,
  { action, said, onDone }: { action: string; said: string; onDone?: (ticket: TicketView) => void },
): TicketChange {
  const client = useClient();
  const queries = useQueryClient();
  const say = useSay();
  const change = useChange<Record<string, unknown>, TicketView>({
    send: (_, body) => client.send('POST', `${addressOf(code)}/${action}`, body),
    refreshes: ['/api/tickets?', '/api/conversations'],
    onDone(ticket) {
      queries.setQueryData([addressOf(code)], ticket);
      say(said);
      onDone?.(ticket);
    },
  });
  const conflict = change.error?.kind === 'conflict';

  async function reload(): Promise<void> {
    await refresh(queries, addressOf(code));
    change.reset();
    say(shell.conflict.reloaded);
  }

  return {
    run: (body) => change.mutate(action === 'note' ? body : { version, ...body }),
    pending: change.isPending,
    refusal: conflict ? null : change.error,
    notice: conflict ? (
      <Alert role="alert" color="yellow" title={shell.conflict.title}>
        <p>{shell.conflict.detail}</p>
        <Button size="xs" mt="xs" onClick={() => void reload()}>
          {shell.conflict.reload}
        </Button>
      </Alert>
    ) : null,
    reset: change.reset,
  };
}
