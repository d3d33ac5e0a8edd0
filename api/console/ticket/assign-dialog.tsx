// Giving the ticket to somebody: oneself, a colleague of the agency, or whoever has the least to do.
/** @jsxImportSource react */

import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../client/reading.tsx';
import { useStaff } from '../client/session.ts';
import type { Colleague } from '../client/shapes.ts';
import { FormDialog } from '../parts/dialog.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { useTicketChange } from './change.tsx';
import type { DialogProps } from './dialogs.tsx';

const { assignDialog } = texts;
const NOBODY = 'nobody';
const LEAST = 'least_loaded';

export function AssignDialog({ ticket, onClose }: DialogProps) {
  const staff = useStaff();
  const read = useRead<{ staff: readonly Colleague[] }>('/api/staff');
  const colleagues = (read.data?.staff ?? []).filter(
    ({ id, active, role, agency }) =>
      active &&
      id !== staff.id &&
      role !== 'operator' &&
      (agency === null || ticket.agency === null || agency.id === ticket.agency.id),
  );
  const [who, setWho] = useState(ticket.assignee?.id ?? LEAST);
  const change = useTicketChange(ticket, { action: 'assign', said: assignDialog.done, onDone: onClose });
  const known = new Set([staff.id, ...colleagues.map(({ id }) => id)]);
  return (
    <FormDialog
      title={texts.assign}
      action={assignDialog.action}
      pending={change.pending}
      refusal={change.refusal}
      notice={change.notice}
      onSubmit={() => change.run({ assigneeId: who === NOBODY ? null : who })}
      onClose={onClose}
    >
      <NativeSelect
        label={assignDialog.who}
        data-autofocus
        value={who}
        data={[
          { value: staff.id, label: assignDialog.me(staff.name) },
          ...(ticket.assignee && !known.has(ticket.assignee.id)
            ? [{ value: ticket.assignee.id, label: ticket.assignee.name }]
            : []),
          ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
          { value: LEAST, label: assignDialog.least },
          { value: NOBODY, label: assignDialog.nobody },
        ]}
        onChange={(event) => setWho(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
