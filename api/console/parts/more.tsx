// The button under a list that has more.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import { shell } from '../texts/shell.ts';

export function More({
  pages,
}: {
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> };
}) {
  if (!pages.hasNextPage) return null;
  return (
    <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
      {shell.more}
    </Button>
  );
}
