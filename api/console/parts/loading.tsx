// What stands where something is still on its way.
/** @jsxImportSource react */

import { Skeleton, VisuallyHidden } from '@mantine/core';
import { shell } from '../texts/shell.ts';

/** `lines` about as many as are expected, each `height` px high. */
export function Loading({ lines, height = 56 }: { lines: number; height?: number }) {
  return (
    <div className="loading" aria-busy="true">
      <VisuallyHidden>{shell.loading}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <Skeleton key={line} height={height} radius="md" />
      ))}
    </div>
  );
}
