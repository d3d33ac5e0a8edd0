// The card in the middle of the page, for whoever is not inside yet.
/** @jsxImportSource react */

import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { Screen } from '../parts/screen.tsx';
import { shell } from '../texts/shell.ts';

export function Door({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <main className="door">
      <p className="door-brand">
        <strong>{shell.title}</strong>
        <span>{shell.center}</span>
      </p>
      <Paper withBorder p="xl" className="door-card">
        <Screen title={title}>
          {lead && <p className="lead">{lead}</p>}
          {children}
        </Screen>
      </Paper>
    </main>
  );
}
