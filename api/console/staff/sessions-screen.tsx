// Where one is signed in oneself, and the way to end what one does not know.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import { useChange, useRead } from '../client/reading.tsx';
import type { OwnSession } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark } from '../parts/mark.tsx';
import { Screen } from '../parts/screen.tsx';
import { staff } from '../texts/staff.ts';

const texts = staff.sessions;
const ADDRESS = '/api/session/list';

export function SessionsScreen() {
  const say = useSay();
  const read = useRead<{ sessions: readonly OwnSession[] }>(ADDRESS);
  const end = useChange<string>({
    send: (client, id) => client.send('DELETE', `${ADDRESS}/${id}`),
    refreshes: [ADDRESS],
    onDone: () => say(texts.ended),
  });
  return (
    <Screen title={texts.title}>
      <p className="lead">{texts.lead}</p>
      <Failure of={end.error} />
      {read.isPending && <Loading lines={3} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      <ul className="lines">
        {read.data?.sessions.map(({ id, createdAt, lastSeenAt, userAgent, current }) => {
          const device = deviceOf(userAgent);
          return (
            <li key={id} className="agency-line">
              <div>
                <p>
                  <strong>{device}</strong> {current && <Mark tone="good">{texts.current}</Mark>}
                </p>
                <p className="dim small">
                  {texts.began(sayMoment(createdAt))} · {texts.seen(sayMoment(lastSeenAt))}
                </p>
              </div>
              {!current && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={texts.endOne(device)}
                  disabled={end.isPending}
                  onClick={() => end.mutate(id)}
                >
                  {texts.end}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Screen>
  );
}

/** Browser and system, as far as they give themselves away. */
function deviceOf(userAgent: string | null): string {
  if (userAgent === null) return texts.unknown;
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(userAgent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent)?.[1];
  const named = { Edg: 'Edge', OPR: 'Opera' }[browser ?? ''] ?? browser;
  return [named, system].filter(Boolean).join(' · ') || texts.unknown;
}
