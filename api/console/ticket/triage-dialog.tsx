// Confirming or mending what the rules proposed: category, class, agency, urgency.
/** @jsxImportSource react */

import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../parts/dialog.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { words } from '../texts/words.ts';
import { AgencySelect } from './agency-select.tsx';
import { useTicketChange } from './change.tsx';
import type { DialogProps } from './dialogs.tsx';

const options = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }));

export function TriageDialog({ ticket, onClose }: DialogProps) {
  const [category, setCategory] = useState<string>(ticket.category);
  const [kind, setKind] = useState<string>(ticket.class);
  const [agencyId, setAgencyId] = useState(ticket.agency?.id ?? '');
  const [urgent, setUrgent] = useState(ticket.urgent);
  const change = useTicketChange(ticket, { action: 'triage', said: texts.triaged, onDone: onClose });
  return (
    <FormDialog
      title={texts.triage}
      action={texts.triageDialog.action}
      pending={change.pending}
      refusal={change.refusal}
      notice={change.notice}
      onSubmit={() => change.run({ category, class: kind, agencyId: agencyId || null, urgent })}
      onClose={onClose}
    >
      <NativeSelect
        label={texts.facts.category}
        data-autofocus
        value={category}
        data={options(words.category)}
        onChange={(event) => setCategory(event.currentTarget.value)}
      />
      <NativeSelect
        label={texts.facts.class}
        value={kind}
        data={options(words.class)}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <AgencySelect
        label={texts.facts.agency}
        none={texts.triageDialog.noAgency}
        value={agencyId}
        onChange={setAgencyId}
      />
      <Checkbox
        label={texts.triageDialog.urgent}
        checked={urgent}
        onChange={(event) => setUrgent(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
