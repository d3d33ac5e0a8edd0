// A refusal as the server worded it, with another try where one makes sense.
/** @jsxImportSource react */

import { Alert, Button } from '@mantine/core';
import type { Refusal } from '../client/client.ts';
import { shell } from '../texts/shell.ts';

export function Failure({ of, onRetry }: { of: Refusal | null; onRetry?: () => void }) {
  if (of === null) return null;
  return (
    <Alert role="alert" color="red" className="failure" title={of.title}>
      <p>{of.detail}</p>
      {of.faults.length > 0 && (
        <ul>
          {of.faults.map(({ field, message }) => (
            <li key={field + message}>{message}</li>
          ))}
        </ul>
      )}
      {onRetry && (
        <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
          {shell.retry}
        </Button>
      )}
    </Alert>
  );
}
