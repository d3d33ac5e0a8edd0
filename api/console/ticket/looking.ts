// Who else has the ticket open right now.

import { useEffect, useState } from 'react';
import { useClient } from '../client/reading.tsx';
import { addressOf } from './change.tsx';

const HEARTBEAT_MS = 15_000;

export function useOthersLooking(code: string): readonly string[] {
  const client = useClient();
  const [others, setOthers] = useState<readonly string[]>([]);

  useEffect(() => {
    let gone = false;
    async function beat(): Promise<void> {
      try {
        const { others: names } = await client.send<{ others: string[] }>(
          'POST',
          `${addressOf(code)}/looking`,
        );
        if (!gone) setOthers(names);
      } catch {
        // It is a courtesy; whoever cannot be told of now is told of in a moment.
      }
    }
    void beat();
    const timer = window.setInterval(() => void beat(), HEARTBEAT_MS);
    return () => {
      gone = true;
      window.clearInterval(timer);
    };
  }, [client, code]);

  return others;
}
