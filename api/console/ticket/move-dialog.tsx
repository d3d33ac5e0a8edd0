// Moving the ticket to one of the statuses it may move to, with the reason.
/** @jsxImportSource react */

import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../parts/dialog.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { words } from '../texts/words.ts';
import { useTicketChange } from './change.tsx';
import type { DialogProps } from './dialogs.tsx';

const { moveDialog } = texts;

export function MoveDialog({ ticket, onClose }: DialogProps) {
  const [to, setTo] = useState<string>(ticket.moves[0] ?? '');
  const [why, setWhy] = useState('');
  const change = useTicketChange(ticket, { action: 'move', said: moveDialog.done, onDone: onClose });
  return (
    <FormDialog
      title={texts.move}
      action={moveDialog.action}
      pending={change.pending}
      refusal={change.refusal}
      notice={change.notice}
      ready={why.trim() !== ''}
      onSubmit={() => change.run({ to, why: why.trim() })}
      onClose={onClose}
    >
      <NativeSelect
        label={moveDialog.to}
        data-autofocus
        value={to}
        data={ticket.moves.map((status) => ({ value: status, label: words.status[status] }))}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Textarea
        label={moveDialog.why}
        autosize
        minRows={3}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
