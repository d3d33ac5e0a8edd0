// Signing the personal account of Zalo in: what may happen to it, a code to scan, and how far the phone is.
/** @jsxImportSource react */

import { Alert, Button } from '@mantine/core';
import { useEffect } from 'react';
import { useChange, useRead } from '../client/reading.tsx';
import type { SignIn } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { channels } from '../texts/channels.ts';

const texts = channels.signIn;
const CHANNELS = '/api/channels';
const ADDRESS = `${CHANNELS}/zalo-personal/sign-in`;
const AGAIN_MS = 1_000;
const RUNNING: readonly SignIn['state'][] = ['starting', 'waiting', 'scanned'];

export function PersonalSignIn() {
  const read = useRead<SignIn>(ADDRESS);
  const { refetch } = read;
  const isRunning = read.data !== undefined && RUNNING.includes(read.data.state);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void refetch(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, refetch]);
  const start = useChange<void>({ send: (client) => client.send('POST', ADDRESS), refreshes: [CHANNELS] });
  const cancel = useChange<void>({ send: (client) => client.send('DELETE', ADDRESS), refreshes: [CHANNELS] });
  const change = isRunning ? cancel : start;
  return (
    <section className="stack" aria-labelledby="sign-in-title">
      <h3 id="sign-in-title">{texts.title}</h3>
      <Alert color="red" title={texts.warning}>
        {texts.warningMore}
      </Alert>
      <ol className="steps">
        {texts.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {read.data && <Progress of={read.data} />}
      <Failure of={read.error ?? change.error} />
      <div className="form-actions">
        <Button
          variant={isRunning ? 'default' : 'filled'}
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          {isRunning ? texts.cancel : read.data?.state === 'none' ? texts.start : texts.again}
        </Button>
      </div>
    </section>
  );
}

function Progress({ of: { state, code, until, changedAt } }: { of: SignIn }) {
  return (
    <>
      <p role="status">
        {texts.states[state]}
        {changedAt !== null && !RUNNING.includes(state) && ` (${sayMoment(changedAt)})`}
      </p>
      {code !== null && (
        <img className="qr" src={`data:image/png;base64,${code}`} alt={texts.code} width={220} height={220} />
      )}
      {code !== null && until !== null && <p className="dim">{texts.left(secondsUntil(until))}</p>}
    </>
  );
}

function secondsUntil(moment: string): number {
  return Math.max(0, Math.ceil((new Date(moment).getTime() - Date.now()) / 1000));
}
