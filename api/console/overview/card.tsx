// A part of the overview with its title.
/** @jsxImportSource react */

import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';

export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title} className="card">
      <h2>{title}</h2>
      {children}
    </Paper>
  );
}
