// A new colleague, or a change of what one is and may do.
/** @jsxImportSource react */

import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../client/reading.tsx';
import type { Colleague } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { shell } from '../texts/shell.ts';
import { staff as texts } from '../texts/staff.ts';
import { words } from '../texts/words.ts';
import { AgencySelect } from '../ticket/agency-select.tsx';

export function MemberDialog({
  colleague,
  onAdded,
  onClose,
}: {
  colleague: Colleague | null;
  onAdded(colleague: Colleague): void;
  onClose(): void;
}) {
  const say = useSay();
  const [name, setName] = useState(colleague?.name ?? '');
  const [username, setUsername] = useState(colleague?.username ?? '');
  const [role, setRole] = useState<string>(colleague?.role ?? 'officer');
  const [agencyId, setAgencyId] = useState(colleague?.agency?.id ?? '');
  const save = useChange<void, Colleague>({
    send(client) {
      const body = { name: name.trim(), role, agencyId: agencyId || null };
      return colleague === null
        ? client.send('POST', '/api/staff', { username: username.trim(), ...body })
        : client.send('PATCH', `/api/staff/${colleague.id}`, body);
    },
    refreshes: ['/api/staff'],
    onDone(saved) {
      say(texts.saved);
      if (colleague === null) onAdded(saved);
      else onClose();
    },
  });
  return (
    <FormDialog
      title={colleague === null ? texts.add : texts.editTitle}
      action={shell.save}
      pending={save.isPending}
      refusal={save.error}
      ready={name.trim() !== '' && username.trim() !== '' && (role !== 'officer' || agencyId !== '')}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={texts.name}
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={texts.username}
        description={texts.usernameMore}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        disabled={colleague !== null}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value.toLowerCase())}
      />
      <NativeSelect
        label={texts.role}
        value={role}
        data={Object.entries(words.role).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <AgencySelect label={texts.agency} none={texts.noAgency} value={agencyId} onChange={setAgencyId} />
      <p className="dim small">{texts.agencyMore}</p>
    </FormDialog>
  );
}
