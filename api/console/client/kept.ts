// What was typed and not sent, kept for this tab: a reload, a conflict or an ended session loses nothing.

import { useCallback, useState } from 'react';

const PREFIX = 'console.draft.';

/** A text under `name`; empty texts are not kept. */
export function useKept(name: string): [string, (text: string) => void] {
  const [state, setState] = useState(() => ({ name, text: read(name) }));
  const text = state.name === name ? state.text : read(name);
  const keep = useCallback(
    (given: string) => {
      setState({ name, text: given });
      try {
        if (given === '') sessionStorage.removeItem(PREFIX + name);
        else sessionStorage.setItem(PREFIX + name, given);
      } catch {
        // A browser without storage still lets people work.
      }
    },
    [name],
  );
  return [text, keep];
}

/** Nobody finds at this desk what the one before had typed. */
export function forgetKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Without storage nothing was kept.
  }
}

function read(name: string): string {
  try {
    return sessionStorage.getItem(PREFIX + name) ?? '';
  } catch {
    return '';
  }
}
