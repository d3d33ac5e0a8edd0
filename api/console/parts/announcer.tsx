// Says in words what has just happened, to eyes for a while and to screen readers at once.
/** @jsxImportSource react */

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';

const Announce = createContext<(text: string) => void>(() => {});
const SHOWN_MS = 6_000;

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ text: string } | null>(null);
  const say = useCallback((text: string) => setSaid({ text }), []);

  useEffect(() => {
    if (said === null) return;
    const timer = window.setTimeout(() => setSaid(null), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [said]);

  return (
    <Announce value={say}>
      {children}
      <div className="announcer" role="status" data-shown={said !== null}>
        {said?.text}
      </div>
    </Announce>
  );
}

export function useSay(): (text: string) => void {
  return useContext(Announce);
}
