// Moving the selected tickets at once, with the reason that each one's history keeps.
/** @jsxImportSource react */

import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TicketStatus } from '../../../bot/ports.ts';
import { useChange } from '../client/reading.tsx';
import type { MovedTickets, TicketRow } from '../client/shapes.ts';
import { FormDialog } from '../parts/dialog.tsx';
import { queue } from '../texts/queue.ts';
import { words } from '../texts/words.ts';

export function MoveMany({
  tickets,
  onDone,
  onClose,
}: {
  tickets: readonly TicketRow[];
  onDone(moved: MovedTickets): void;
  onClose(): void;
}) {
  const [to, setTo] = useState<TicketStatus>('processing');
  const [why, setWhy] = useState('');
  const move = useChange<void, MovedTickets>({
    send: (client) =>
      client.send('POST', '/api/tickets/move', {
        tickets: tickets.map(({ code, version }) => ({ code, version })),
        to,
        why: why.trim(),
      }),
    refreshes: ['/api/tickets'],
    onDone,
  });
  return (
    <FormDialog
      title={queue.moveTitle(tickets.length)}
      action={queue.moveAction}
      pending={move.isPending}
      refusal={move.error}
      ready={why.trim() !== ''}
      onSubmit={() => move.mutate()}
      onClose={onClose}
    >
      <NativeSelect
        label={queue.moveTo}
        data-autofocus
        value={to}
        data={Object.entries(words.status).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setTo(event.currentTarget.value as TicketStatus)}
      />
      <Textarea
        label={queue.why}
        description={queue.whyMore}
        autosize
        minRows={2}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
