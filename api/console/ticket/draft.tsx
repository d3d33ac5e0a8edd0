// What a machine wrote for the officer, marked as such, with what it was held to.
/** @jsxImportSource react */

import type { ReactNode } from 'react';
import { useRead } from '../client/reading.tsx';
import { copilot as texts } from '../texts/copilot.ts';

/** Whether this person may ask the copilot; false while it is not known. */
export function useCopilot(): boolean {
  return useRead<{ on: boolean }>('/api/copilot').data?.on ?? false;
}

export function Draft({
  mark,
  text,
  cut,
  children,
}: {
  mark: string;
  text: string;
  /** Sentences were left out. */
  cut: boolean;
  children: ReactNode;
}) {
  return (
    <section className="draft" aria-label={mark}>
      <p className="draft-mark small">{mark}</p>
      <p className="what">{text}</p>
      {cut && <p className="dim small">{texts.cut}</p>}
      {children}
    </section>
  );
}
