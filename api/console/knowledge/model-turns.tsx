// What a language model was asked, newest first: the answer without it and with it, and why not all of it was used.
/** @jsxImportSource react */

import { NativeSelect, Paper } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { usePages } from '../client/pages.ts';
import type { ModelTurnPage, ModelTurnRow } from '../client/shapes.ts';
import { sayDate, sayMoment } from '../client/time.ts';
import { Bars } from '../overview/bars.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { More } from '../parts/more.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { modelTurns as texts } from '../texts/model-turns.ts';
import { Folded, OutcomeHead, Reason, Said } from './model-outcome.tsx';

const FILTERS = [
  { name: 'outcome', label: texts.outcomeLabel, options: texts.outcomes },
  { name: 'purpose', label: texts.purposeLabel, options: texts.purposes },
] as const;

export function ModelTurns() {
  const [search, setSearch] = useSearchParams();
  const query = new URLSearchParams();
  for (const { name } of FILTERS) if (search.get(name)) query.set(name, search.get(name)!);
  const pages = usePages<ModelTurnPage>('/api/model-turns', query);
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
      <ul className="cards" aria-busy={pages.isFetching}>
        {turns.map((turn) => (
          <li key={turn.id}>
            <TurnCard turn={turn} />
          </li>
        ))}
      </ul>
      <More pages={pages} />
    </>
  );
}

function TurnCard({ turn }: { turn: ModelTurnRow }) {
  const { at, purpose, mode, model, outcome, reason, tokensIn, tokensOut, ms, prompt, reply } = turn;
  return (
    <Paper withBorder p="md">
      <OutcomeHead title={texts.purposes[purpose]} outcome={outcome} />
      <p className="line-meta">
        <time dateTime={at}>{sayMoment(at)}</time>
        <span>{texts.modes[mode]}</span>
        <span>{model}</span>
        <span>{texts.tokens(tokensIn, tokensOut, ms)}</span>
        <Reason reason={reason} />
      </p>
      {prompt === null ? (
        <p className="dim">{texts.erased}</p>
      ) : (
        <>
          <div className="side-by-side">
            <Said title={texts.without} text={turn.without} />
            <Said title={texts.made} text={turn.made ?? texts.unused} />
          </div>
          <Folded title={texts.prompt} text={prompt} />
          <Folded title={texts.reply} text={reply} />
        </>
      )}
    </Paper>
  );
}
