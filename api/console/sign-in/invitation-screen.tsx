// Taking an account that was offered: a password, the second factor, and the proof that it works.
/** @jsxImportSource react */

import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useChange, useClient } from '../client/reading.tsx';
import { SESSION } from '../client/session.ts';
import type { Session } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { signIn } from '../texts/sign-in.ts';
import { Door } from './door.tsx';

const texts = signIn.invitation;
const SHORTEST = 12;

export function InvitationScreen() {
  // The part after # never reaches a server's log.
  const [token] = useState(() => window.location.hash.slice(1));
  const [factor, setFactor] = useState<{ otpauthUrl: string; qrSvg: string } | null>(null);
  if (token === '') {
    return (
      <Door title={texts.title}>
        <Nothing title={texts.noToken}>{texts.noTokenMore}</Nothing>
      </Door>
    );
  }
  return (
    <Door title={texts.title}>
      <p className="lead">
        {texts.step(factor === null ? 1 : 2)}: {texts.steps[factor === null ? 0 : 1]}
      </p>
      {factor === null ? (
        <ChoosePassword token={token} onDone={setFactor} />
      ) : (
        <ProveFactor token={token} {...factor} />
      )}
    </Door>
  );
}

function ChoosePassword({
  token,
  onDone,
}: {
  token: string;
  onDone(factor: { otpauthUrl: string; qrSvg: string }): void;
}) {
  const client = useClient();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [judged, setJudged] = useState(false);
  const accept = useChange<void, { otpauthUrl: string; qrSvg: string }>({
    send: () => client.send('POST', '/api/session/invitation', { token, password }),
    refreshes: [],
    onDone,
  });
  const short = judged && password.length < SHORTEST;
  const different = judged && password !== again;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setJudged(true);
        if (password.length >= SHORTEST && password === again) accept.mutate();
      }}
    >
      <PasswordInput
        label={texts.password}
        description={texts.passwordMore}
        autoComplete="new-password"
        value={password}
        error={short && texts.short}
        visibilityToggleButtonProps={{ 'aria-label': signIn.show }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <PasswordInput
        label={texts.again}
        autoComplete="new-password"
        value={again}
        error={different && texts.different}
        visibilityToggleButtonProps={{ 'aria-label': signIn.show }}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <Failure of={accept.error} />
      <Button type="submit" loading={accept.isPending} fullWidth>
        {signIn.next}
      </Button>
    </form>
  );
}

function ProveFactor({ token, otpauthUrl, qrSvg }: { token: string; otpauthUrl: string; qrSvg: string }) {
  const client = useClient();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [code, setCode] = useState('');
  const prove = useChange<void, Session>({
    send: () => client.send('POST', '/api/session/second-factor', { token, code: code.replace(/\s/g, '') }),
    refreshes: [],
    onDone(session) {
      client.setToken(session.csrfToken);
      queries.setQueryData([SESSION], session);
      go('/tickets', { replace: true });
    },
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        prove.mutate();
      }}
    >
      <p>{texts.scan}</p>
      <img
        className="qr"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(qrSvg)}`}
        alt={texts.qr}
        width={200}
        height={200}
      />
      <Anchor href={otpauthUrl} size="sm">
        {texts.manual}
      </Anchor>
      <TextInput
        label={signIn.code}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={8}
        required
        withAsterisk={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Failure of={prove.error} />
      <Button type="submit" loading={prove.isPending} fullWidth>
        {texts.finish}
      </Button>
    </form>
  );
}
