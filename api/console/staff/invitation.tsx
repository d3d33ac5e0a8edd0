// The one-time link of a colleague, to be handed over in person; it is shown once.
/** @jsxImportSource react */

import { Alert, Button, CopyButton, TextInput } from '@mantine/core';
import { sayMoment } from '../client/time.ts';
import { shell } from '../texts/shell.ts';
import { staff as texts } from '../texts/staff.ts';
import type { Invited } from './staff-screen.tsx';

export function Invitation({ colleague, url, expiresAt, onClose }: Invited & { onClose(): void }) {
  return (
    <Alert
      color="sea"
      role="status"
      title={texts.invitation}
      withCloseButton
      closeButtonLabel={shell.close}
      onClose={onClose}
    >
      <p>
        {texts.invitationMore(colleague.name)} {texts.expires(sayMoment(expiresAt))}
      </p>
      <div className="inline-form">
        <TextInput
          aria-label={texts.invitation}
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? texts.copied : texts.copy}
            </Button>
          )}
        </CopyButton>
      </div>
    </Alert>
  );
}
