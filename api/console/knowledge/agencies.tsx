// The agencies that take tickets, and what people call them.
/** @jsxImportSource react */

import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange, useRead } from '../client/reading.tsx';
import type { Agency } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icons.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark } from '../parts/mark.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { shell } from '../texts/shell.ts';

const texts = knowledge.agencies;

export function Agencies({ mayChange }: { mayChange: boolean }) {
  const read = useRead<{ agencies: readonly Agency[] }>('/api/agencies');
  const [typed, setTyped] = useState('');
  const [editing, setEditing] = useState<Agency | null>(null);
  const sought = folded(typed);
  const shown = (read.data?.agencies ?? []).filter(({ name, phrases }) =>
    [name, ...phrases].some((text) => folded(text).includes(sought)),
  );
  return (
    <>
      <p className="lead">{texts.lead}</p>
      <div className="filters">
        <TextInput
          type="search"
          className="filter-words"
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<Icon name="search" size={18} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {read.isPending && <Loading lines={6} height={56} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.isSuccess && shown.length === 0 && <Nothing title={texts.none} />}
      <ul className="lines">
        {shown.map((agency) => (
          <li key={agency.id} className="agency-line">
            <div>
              <p>
                <strong>{agency.name}</strong>{' '}
                <span className="dim small">{texts.kinds[agency.kind] ?? agency.kind}</span>{' '}
                {!agency.active && <Mark tone="plain">{texts.inactive}</Mark>}
              </p>
              <p className="dim small">{agency.phrases.join(' · ')}</p>
            </div>
            {mayChange && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={texts.edit(agency.name)}
                onClick={() => setEditing(agency)}
              >
                {shell.edit}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing && <EditAgency agency={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function EditAgency({ agency, onClose }: { agency: Agency; onClose(): void }) {
  const say = useSay();
  const [name, setName] = useState(agency.name);
  const [phrases, setPhrases] = useState(agency.phrases.join('\n'));
  const [active, setActive] = useState(agency.active);
  const save = useChange<void>({
    send: (client) =>
      client.send('PATCH', `/api/agencies/${agency.id}`, {
        name: name.trim(),
        phrases: phrases.split('\n').flatMap((line) => line.trim() || []),
        active,
      }),
    refreshes: ['/api/agencies'],
    onDone() {
      say(texts.saved);
      onClose();
    },
  });
  return (
    <FormDialog
      title={texts.editTitle}
      action={shell.save}
      pending={save.isPending}
      refusal={save.error}
      ready={name.trim() !== ''}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={texts.name}
        data-autofocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={texts.phrases}
        description={texts.phrasesMore}
        autosize
        minRows={3}
        maxRows={10}
        value={phrases}
        onChange={(event) => setPhrases(event.currentTarget.value)}
      />
      <Checkbox
        label={texts.active}
        checked={active}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}

/** Without case and diacritics, as people type when they are in a hurry. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '').trim();
}
