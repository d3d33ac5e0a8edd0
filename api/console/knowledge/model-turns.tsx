// What a language model was asked, newest first: the answer without it and with it, and why not all of it was used.
/** @jsxImportSource react */

import { Button, NativeSelect, Paper } from '@mantine/core';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { Refusal } from '../client/client.ts';
import { useClient } from '../client/reading.tsx';
import type { ModelTurnPage, ModelTurnRow } from '../client/shapes.ts';
import { sayDate, sayMoment } from '../client/time.ts';
import { Bars } from '../overview/bars.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark, type Tone } from '../parts/mark.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { modelTurns as texts } from '../texts/model-turns.ts';
import { shell } from '../texts/shell.ts';

const FILTERS = [
  { name: 'outcome', label: texts.outcomeLabel, options: texts.outcomes },
  { name: 'purpose', label: texts.purposeLabel, options: texts.purposes },
] as const;
const TONES: Readonly<Record<ModelTurnRow['outcome'], Tone>> = {
  used: 'good',
  cut: 'soon',
  fallback: 'plain',
};

export function ModelTurns() {
  const client = useClient();
  const [search, setSearch] = useSearchParams();
  const query = new URLSearchParams();
  for (const { name } of FILTERS) if (search.get(name)) query.set(name, search.get(name)!);
  const address = `/api/model-turns?${query}`;
  const pages = useInfiniteQuery<
    ModelTurnPage,
    Refusal,
    InfiniteData<ModelTurnPage>,
    [string],
    string | null
  >({
    queryKey: [address],
    queryFn: ({ pageParam }) =>
      client.get(pageParam === null ? address : `${address}&before=${encodeURIComponent(pageParam)}`),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
  });
  const turns = pages.data?.pages.flatMap((page) => page.turns) ?? [];
  const perDay = pages.data?.pages[0]?.tokensPerDay ?? [];

  function choose(name: string, value: string): void {
    query.delete(name);
    if (value !== '') query.set(name, value);
    setSearch(query, { replace: true });
  }

  return (
    <>
      <p className="lead">{texts.lead}</p>
      <div className="filters">
        {FILTERS.map(({ name, label, options }) => (
          <NativeSelect
            key={name}
            aria-label={label}
            value={search.get(name) ?? ''}
            data={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
            onChange={(event) => choose(name, event.currentTarget.value)}
          />
        ))}
      </div>
      {pages.isPending && <Loading lines={4} height={96} />}
      {pages.isError && <Failure of={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && turns.length === 0 && <Nothing title={texts.empty}>{texts.emptyMore}</Nothing>}
      {perDay.length > 0 && (
        <Bars
          title={texts.perDay}
          head={texts.day}
          rows={perDay.map(({ day, tokens }) => ({ name: sayDate(day), count: tokens }))}
        />
      )}
      <ul className="cards">
        {turns.map((turn) => (
          <li key={turn.id}>
            <TurnCard turn={turn} />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {shell.more}
        </Button>
      )}
    </>
  );
}

function TurnCard({ turn }: { turn: ModelTurnRow }) {
  const { at, purpose, mode, model, outcome, reason, tokensIn, tokensOut, ms, prompt, reply } = turn;
  return (
    <Paper withBorder p="md">
      <div className="section-head">
        <h2>{texts.purposes[purpose]}</h2>
        <Mark tone={TONES[outcome]}>{texts.outcomes[outcome]}</Mark>
      </div>
      <p className="line-meta">
        <time dateTime={at}>{sayMoment(at)}</time>
        <span>{texts.modes[mode]}</span>
        <span>{model}</span>
        <span>{texts.tokens(tokensIn, tokensOut, ms)}</span>
        {reason !== null && <strong>{texts.reasons[reason] ?? reason}</strong>}
      </p>
      {prompt === null ? (
        <p className="dim">{texts.erased}</p>
      ) : (
        <>
          <div className="side-by-side">
            <Said title={texts.without} text={turn.without} />
            <Said title={texts.made} text={turn.made ?? texts.unused} />
          </div>
          <details className="table-instead">
            <summary>{texts.prompt}</summary>
            <p className="what">{prompt}</p>
          </details>
          <details className="table-instead">
            <summary>{texts.reply}</summary>
            <p className="what">{reply}</p>
          </details>
        </>
      )}
    </Paper>
  );
}

function Said({ title, text }: { title: string; text: string | null }) {
  return (
    <div>
      <h3>{title}</h3>
      <p className="what">{text}</p>
    </div>
  );
}
