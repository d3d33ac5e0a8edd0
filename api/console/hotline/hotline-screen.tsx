// The hotline desk: who calls, what they ask, what to read to them, and the call on record; all by keyboard.
/** @jsxImportSource react */

import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useRead } from '../client/reading.tsx';
import type { HotlineAnswer, LoggedTicket } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icons.tsx';
import { isSend, useKeys } from '../parts/keys.ts';
import { Screen } from '../parts/screen.tsx';
import { hotline as texts } from '../texts/hotline.ts';
import { AnswerCard } from './answer-card.tsx';
import { isComplete, useCall, useSaveCall } from './call.ts';
import { CallForm } from './call-form.tsx';
import { EarlierCases } from './earlier-cases.tsx';
import { Logged } from './logged.tsx';

const TYPING_MS = 250;

export function HotlineScreen() {
  const say = useSay();
  const { call, change, clear } = useCall();
  const [logged, setLogged] = useState<LoggedTicket | null>(null);
  const phone = useRef<HTMLInputElement>(null);
  const question = useRef<HTMLInputElement>(null);
  const [asked] = useDebouncedValue(call.question.trim(), TYPING_MS);
  const answer = useRead<HotlineAnswer>(
    asked === ''
      ? null
      : `/api/hotline/ask?q=${encodeURIComponent(asked)}${call.code && `&code=${call.code}`}`,
  );
  const shown = asked === '' ? null : (answer.data ?? null);
  // What is put on record as told is the answer to these words, not to those before them.
  const told = asked === call.question.trim() && !answer.isPlaceholderData ? shown : null;

  function startAnew(): void {
    clear();
    saving.reset();
    phone.current?.focus();
  }
  const saving = useSaveCall((ticket) => {
    say(texts.log.saved);
    setLogged(ticket);
    clear();
    phone.current?.focus();
  });
  function save(): void {
    if (isComplete(call, told) && !saving.isPending) saving.mutate({ call, answer: told });
  }
  useKeys({ '/': () => question.current?.focus() });

  return (
    <Screen title={texts.title} aside={<p className="dim small">{texts.hint}</p>}>
      <form
        className="hotline"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (!isSend(event)) return;
          event.preventDefault();
          save();
        }}
      >
        <div className="hotline-ask">
          {logged && <Logged ticket={logged} />}
          <div className="hotline-fields">
            <TextInput
              ref={phone}
              type="tel"
              label={texts.phone}
              description={texts.phoneMore}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoFocus
              autoComplete="off"
              maxLength={20}
              value={call.phone}
              onChange={(event) => {
                setLogged(null);
                change({ phone: event.currentTarget.value });
              }}
            />
            <TextInput
              ref={question}
              label={texts.question}
              placeholder={texts.questionPlaceholder}
              leftSection={<Icon name="search" size={18} />}
              autoComplete="off"
              maxLength={500}
              value={call.question}
              onChange={(event) => {
                setLogged(null);
                change({ question: event.currentTarget.value, code: '' });
              }}
            />
          </div>
          <EarlierCases phone={call.phone} />
          {answer.isError ? (
            <Failure of={answer.error} onRetry={() => void answer.refetch()} />
          ) : (
            <AnswerCard
              answer={shown}
              searching={answer.isFetching}
              onChoose={(code) => {
                change({ code });
                question.current?.focus();
              }}
            />
          )}
        </div>
        <CallForm
          call={call}
          answer={told}
          pending={saving.isPending}
          refusal={saving.error}
          onChange={change}
          onSave={save}
          onClear={startAnew}
        />
      </form>
    </Screen>
  );
}
