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
  const [newDay, setNewDay] = useState('');
  const [dossierCode, setDossierCode] = useState(ticket.dossierCode ?? '');
  const [procedure, setProcedure] = useState('');
  const [receivedOn, setReceivedOn] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [text, setText] = useState('');
  const make = useChange<void, { blob: Blob; name: string }>({
    send: (client) =>
      client.file(
        `${addressOf(ticket.code)}/letter`,
        kind === 'answer'
          ? { kind, text: text.trim() || null }
          : {
              kind,
              reason: reason.trim(),
              newDay,
              dossierCode: dossierCode.trim() || null,
              procedure: procedure.trim() || null,
              receivedOn: receivedOn || null,
              dueOn: dueOn || null,
            },
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
      ready={kind === 'answer' || (reason.trim() !== '' && newDay !== '')}
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
      {kind === 'answer' && (
        <Textarea
          label={letterDialog.text}
          description={letterDialog.textMore}
          autosize
          minRows={3}
          maxRows={10}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
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
            label={letterDialog.newDay}
            description={letterDialog.newDayMore}
            value={newDay}
            onChange={(event) => setNewDay(event.currentTarget.value)}
          />
          <p className="dim small">{letterDialog.optional}</p>
          <TextInput
            label={letterDialog.dossierCode}
            maxLength={60}
            value={dossierCode}
            onChange={(event) => setDossierCode(event.currentTarget.value)}
          />
          <TextInput
            label={letterDialog.procedure}
            maxLength={500}
            value={procedure}
            onChange={(event) => setProcedure(event.currentTarget.value)}
          />
          <div className="pair">
            <TextInput
              type="date"
              label={letterDialog.receivedOn}
              value={receivedOn}
              onChange={(event) => setReceivedOn(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={letterDialog.dueOn}
              value={dueOn}
              onChange={(event) => setDueOn(event.currentTarget.value)}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}
