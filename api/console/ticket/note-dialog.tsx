// A note for colleagues, which the citizen never sees.
/** @jsxImportSource react */

import { Textarea } from '@mantine/core';
import { useKept } from '../client/kept.ts';
import { FormDialog } from '../parts/dialog.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { useTicketChange } from './change.tsx';
import type { DialogProps } from './dialogs.tsx';

const { noteDialog } = texts;

export function NoteDialog({ ticket, onClose }: DialogProps) {
  const [text, setText] = useKept(`note.${ticket.code}`);
  const change = useTicketChange(ticket, {
    action: 'note',
    said: noteDialog.done,
    onDone() {
      setText('');
      onClose();
    },
  });
  return (
    <FormDialog
      title={texts.note}
      action={noteDialog.action}
      pending={change.pending}
      refusal={change.refusal}
      notice={change.notice}
      ready={text.trim() !== ''}
      onSubmit={() => change.run({ text: text.trim() })}
      onClose={onClose}
    >
      <Textarea
        label={noteDialog.text}
        description={noteDialog.more}
        data-autofocus
        autosize
        minRows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
