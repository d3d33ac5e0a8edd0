// A letter about the ticket as a file, prefilled from it, to be checked and signed.
/** @jsxImportSource react */

import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../client/reading.tsx';
import { useSay } from '../parts/announcer.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { saveFile } from '../parts/save-file.ts';
import { ticket as texts } from '../texts/ticket.ts';
import { addressOf } from './change.tsx';
import type { DialogProps } from './dialogs.tsx';

const { letterDialog } = texts;
type Kind = keyof typeof letterDialog.kinds;

export function LetterDialog({ ticket, onClose }: DialogProps) {
  const say = useSay();
  const [kind, setKind] = useState<Kind>('answer');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const make = useChange<void, { blob: Blob; name: string }>({
    send: (client) =>
      client.file(
        `${addressOf(ticket.code)}/letter`,
        kind === 'answer' ? { kind } : { kind, reason: reason.trim(), newDueDay: until },
      ),
    refreshes: [addressOf(ticket.code)],
    onDone({ blob, name }) {
      saveFile(blob, name || `${letterDialog.file[kind]}-${ticket.code}.docx`);
      say(letterDialog.done);
      onClose();
    },
  });
  return (
    <FormDialog
      title={texts.letter}
      action={letterDialog.action}
      pending={make.isPending}
      refusal={make.error}
      ready={kind === 'answer' || (reason.trim() !== '' && until !== '')}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      <NativeSelect
        label={letterDialog.kind}
        data-autofocus
        value={kind}
        data={Object.entries(letterDialog.kinds).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setKind(event.currentTarget.value as Kind)}
      />
      {kind === 'apology' && (
        <>
          <Textarea
            label={letterDialog.reason}
            autosize
            minRows={3}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={letterDialog.until}
            description={letterDialog.untilMore}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}
