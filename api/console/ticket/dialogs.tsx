// The dialog that belongs to each action on a ticket.
/** @jsxImportSource react */

import type { TicketView } from '../client/shapes.ts';
import type { Action } from './actions.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { LetterDialog } from './letter-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { TriageDialog } from './triage-dialog.tsx';

const DIALOGS = {
  triage: TriageDialog,
  assign: AssignDialog,
  transfer: TransferDialog,
  move: MoveDialog,
  note: NoteDialog,
  letter: LetterDialog,
} satisfies Record<Action, unknown>;

export interface DialogProps {
  ticket: TicketView;
  onClose(): void;
}

export function ActionDialog({ action, ...props }: DialogProps & { action: Action }) {
  const Dialog = DIALOGS[action];
  return <Dialog {...props} />;
}
