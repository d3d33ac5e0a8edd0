// Passing the ticket on to the agency that has to answer, with a reason.
/** @jsxImportSource react */

import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../parts/dialog.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { AgencySelect } from './agency-select.tsx';
import { useTicketChange } from './change.tsx';
import type { DialogProps } from './dialogs.tsx';

const { transferDialog } = texts;

export function TransferDialog({ ticket, onClose }: DialogProps) {
  const [agencyId, setAgencyId] = useState('');
  const [why, setWhy] = useState('');
  const change = useTicketChange(ticket, { action: 'transfer', said: transferDialog.done, onDone: onClose });
  return (
    <FormDialog
      title={texts.transfer}
      action={transferDialog.action}
      pending={change.pending}
      refusal={change.refusal}
      notice={change.notice}
      ready={agencyId !== '' && why.trim() !== ''}
      onSubmit={() => change.run({ agencyId, why: why.trim() })}
      onClose={onClose}
    >
      <AgencySelect
        label={transferDialog.to}
        none={transferDialog.choose}
        value={agencyId}
        except={ticket.agency?.id ?? null}
        onChange={setAgencyId}
      />
      <Textarea
        label={transferDialog.why}
        description={transferDialog.whyMore}
        autosize
        minRows={3}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
