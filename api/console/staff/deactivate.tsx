// Closing an account, after a question.
/** @jsxImportSource react */

import { useChange } from '../client/reading.tsx';
import type { Colleague } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { staff as texts } from '../texts/staff.ts';

export function Deactivate({ colleague, onClose }: { colleague: Colleague; onClose(): void }) {
  const say = useSay();
  const close = useChange<void>({
    send: (client) => client.send('PATCH', `/api/staff/${colleague.id}`, { active: false }),
    refreshes: ['/api/staff'],
    onDone() {
      say(texts.saved);
      onClose();
    },
  });
  return (
    <FormDialog
      title={texts.deactivateQuestion(colleague.name)}
      action={texts.deactivate}
      danger
      pending={close.isPending}
      refusal={close.error}
      onSubmit={() => close.mutate()}
      onClose={onClose}
    >
      <p>{texts.deactivateMore}</p>
    </FormDialog>
  );
}
