// Adding or mending one day: off on a weekday, or worked on a weekend.
/** @jsxImportSource react */

import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../client/reading.tsx';
import type { Holiday } from '../client/shapes.ts';
import { sayDate } from '../client/time.ts';
import { useSay } from '../parts/announcer.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { shell } from '../texts/shell.ts';
import { AgencySelect } from '../ticket/agency-select.tsx';

const texts = knowledge.holidays;
const options = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }));

export function HolidayDialog({ holiday, onClose }: { holiday: Holiday | null; onClose(): void }) {
  const say = useSay();
  const [day, setDay] = useState(holiday?.day ?? '');
  const [kind, setKind] = useState<string>(holiday?.kind ?? 'off');
  const [name, setName] = useState(holiday?.name ?? '');
  const [basis, setBasis] = useState(holiday?.basis ?? '');
  const [part, setPart] = useState<string>(holiday?.part ?? '');
  const [agencyId, setAgencyId] = useState(holiday?.agencyId ?? '');
  const [status, setStatus] = useState<string>(holiday?.status ?? 'official');
  const save = useChange<void>({
    send: (client) =>
      client.send('PUT', `/api/holidays/${day}`, {
        kind,
        name: name.trim(),
        basis: basis.trim(),
        status,
        part: part || null,
        agencyId: agencyId || null,
      }),
    refreshes: ['/api/holidays'],
    onDone() {
      say(texts.saved);
      onClose();
    },
  });
  return (
    <FormDialog
      title={holiday === null ? texts.add : texts.edit(sayDate(holiday.day))}
      action={shell.save}
      pending={save.isPending}
      refusal={save.error}
      ready={day !== '' && name.trim() !== '' && basis.trim() !== ''}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={texts.day}
        disabled={holiday !== null}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <NativeSelect
        label={texts.kind}
        value={kind}
        data={options(texts.kinds)}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <NativeSelect
        label={texts.part}
        value={part}
        data={[{ value: '', label: texts.wholeDay }, ...options(texts.parts)]}
        onChange={(event) => setPart(event.currentTarget.value)}
      />
      <AgencySelect label={texts.agency} none={texts.everybody} value={agencyId} onChange={setAgencyId} />
      <TextInput
        label={texts.name}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={texts.basis}
        value={basis}
        maxLength={200}
        onChange={(event) => setBasis(event.currentTarget.value)}
      />
      <NativeSelect
        label={texts.status}
        value={status}
        data={options(texts.statuses)}
        onChange={(event) => setStatus(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
