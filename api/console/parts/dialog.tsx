// A dialog with one form: its button, Ctrl+Enter, the refusal above the button, and nothing lost on Escape by accident.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '../client/client.ts';
import { shell } from '../texts/shell.ts';
import { Failure } from './failure.tsx';
import { isSend } from './keys.ts';
import { Sheet } from './sheet.tsx';

export function FormDialog({
  title,
  action,
  pending,
  refusal,
  notice,
  ready = true,
  danger = false,
  children,
  onSubmit,
  onClose,
}: {
  title: string;
  /** The word on the button. */
  action: string;
  pending: boolean;
  refusal: Refusal | null;
  /** In place of the refusal where the screen can say more. */
  notice?: ReactNode;
  ready?: boolean;
  danger?: boolean;
  children: ReactNode;
  onSubmit(): void;
  onClose(): void;
}) {
  function submit(): void {
    if (ready && !pending) onSubmit();
  }
  return (
    <Sheet title={title} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (isSend(event)) submit();
        }}
      >
        {children}
        {notice ?? <Failure of={refusal} />}
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button type="submit" loading={pending} disabled={!ready} {...(danger && { color: 'red.9' })}>
            {action}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
