// Signing in: name and password, then the code of the second factor.
/** @jsxImportSource react */

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Redirect, useSearchParams } from 'wouter';
import { useChange, useClient } from '../client/reading.tsx';
import { SESSION, useSession } from '../client/session.ts';
import type { Session } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { signIn as texts } from '../texts/sign-in.ts';
import { Door } from './door.tsx';

export function SignInScreen() {
  const session = useSession();
  const queries = useQueryClient();
  const client = useClient();
  const [search] = useSearchParams();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);

  const enter = useChange<void, Session>({
    send: () =>
      client.send('POST', SESSION, {
        username: username.trim(),
        password,
        ...(code !== null && { code: code.replace(/\s/g, '') }),
      }),
    refreshes: [],
    onDone(given) {
      client.setToken(given.csrfToken);
      queries.setQueryData([SESSION], given);
    },
  });

  if (session.data) return <Redirect to={inside(search.get('next'))} replace />;
  const asksForCode = enter.error?.kind === 'second_factor_needed';
  const step = code === null && asksForCode ? '' : code;

  return (
    <Door title={texts.title} lead={texts.lead}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        <TextInput
          label={texts.username}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          disabled={step !== null}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={texts.password}
          autoComplete="current-password"
          required
          withAsterisk={false}
          disabled={step !== null}
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': texts.show }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {step !== null && (
          <TextInput
            label={texts.code}
            description={texts.codeMore}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={8}
            required
            withAsterisk={false}
            autoFocus
            value={step}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {!asksForCode && <Failure of={enter.error} />}
        <Button type="submit" loading={enter.isPending} fullWidth>
          {step === null ? texts.next : texts.enter}
        </Button>
        {step !== null && (
          <Button
            variant="subtle"
            fullWidth
            onClick={() => {
              enter.reset();
              setCode(null);
              setPassword('');
            }}
          >
            {texts.other}
          </Button>
        )}
      </form>
    </Door>
  );
}

/** Only places of the console, so that a crafted link leads nowhere else. */
function inside(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') ? next : '/tickets';
}
