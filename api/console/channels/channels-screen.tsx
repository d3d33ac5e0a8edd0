// The channels to citizens, one card each: all is well, or what is wrong and what to do.
/** @jsxImportSource react */

import { Paper } from '@mantine/core';
import { useEffect } from 'react';
import { useRead } from '../client/reading.tsx';
import { useStaff } from '../client/session.ts';
import type { ChannelHealth } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark } from '../parts/mark.tsx';
import { Screen } from '../parts/screen.tsx';
import { channels as texts } from '../texts/channels.ts';
import { channelWord } from '../texts/words.ts';
import { PersonalSignIn } from './personal-sign-in.tsx';

const AGAIN_MS = 30_000;

export function ChannelsScreen() {
  const read = useRead<{ channels: readonly ChannelHealth[] }>('/api/channels');
  const { refetch } = read;
  useEffect(() => {
    const timer = setInterval(() => void refetch(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [refetch]);
  return (
    <Screen title={texts.title}>
      <p className="lead">{texts.lead}</p>
      {read.isPending && <Loading lines={3} height={120} />}
      {read.isError && <Failure of={read.error} onRetry={() => void refetch()} />}
      <ul className="cards">
        {read.data?.channels.map((health) => (
          <li key={health.channel}>
            <Channel health={health} />
          </li>
        ))}
      </ul>
    </Screen>
  );
}

function Channel({ health }: { health: ChannelHealth }) {
  const { channel, troubles, heardAt, queued, oldestQueuedAt, waitingForCitizen, waitingForQuota } = health;
  const { failed, lastFailure, keysUntil, quotas } = health;
  const { role } = useStaff();
  const rows: [string, string][] = [[texts.heard, heardAt === null ? texts.never : sayMoment(heardAt)]];
  // A page on the web fetches what it is told; to the others it must be sent.
  if (channel !== 'direct-line')
    rows.push(
      [
        texts.queued,
        oldestQueuedAt === null ? String(queued) : `${queued}, ${texts.oldest(sayMoment(oldestQueuedAt))}`,
      ],
      [
        texts.waiting,
        waitingForQuota === 0
          ? String(waitingForCitizen)
          : `${waitingForCitizen}, ${texts.forQuota(waitingForQuota)}`,
      ],
      [texts.failed, lastFailure === null ? String(failed) : `${failed} (${lastFailure})`],
    );
  for (const { type, remain, total, toldAt } of quotas)
    rows.push([texts.quotas[type] ?? texts.quota, texts.left(remain, total, sayMoment(toldAt))]);
  if (keysUntil !== null) rows.push([texts.keys, `${sayMoment(keysUntil)}, ${texts.renewed}`]);
  return (
    <Paper withBorder p="md" className="channel">
      <div className="section-head">
        <h2>{channelWord(channel)}</h2>
        <div className="marks">
          {troubles.length === 0 && <Mark tone="good">{texts.good}</Mark>}
          {troubles.map((trouble) => (
            <Mark key={trouble} tone="late">
              {texts.troubles[trouble]}
            </Mark>
          ))}
        </div>
      </div>
      {channel === 'zalo-personal' && <p className="dim">{texts.risk}</p>}
      {troubles.map((trouble) => (
        <p key={trouble}>{texts.todo[trouble]}</p>
      ))}
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {channel === 'zalo-personal' && role === 'administrator' && <PersonalSignIn />}
    </Paper>
  );
}
