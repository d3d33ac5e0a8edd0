// What officers had the copilot draft, newest first: what it was given, looked up and wrote, and what was left of that.
/** @jsxImportSource react */

import { NativeSelect, Paper } from '@mantine/core';
import { Link, useSearchParams } from 'wouter';
import { usePages } from '../client/pages.ts';
import type { CopilotRunPage, CopilotRunRow } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { More } from '../parts/more.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { copilot } from '../texts/copilot.ts';
import { modelTurns } from '../texts/model-turns.ts';
import { Folded, OutcomeHead, Reason, Said } from './model-outcome.tsx';

const texts = copilot.runs;

export function CopilotRuns() {
  const [search, setSearch] = useSearchParams();
  const outcome = search.get('outcome') ?? '';
  const query = new URLSearchParams(outcome === '' ? {} : { outcome });
  const pages = usePages<CopilotRunPage>('/api/copilot/runs', query);
  const runs = pages.data?.pages.flatMap((page) => page.runs) ?? [];

  return (
    <>
      <p className="lead">{texts.lead}</p>
      <div className="filters">
        <NativeSelect
          aria-label={modelTurns.outcomeLabel}
          value={outcome}
          data={Object.entries(modelTurns.outcomes).map(([value, label]) => ({ value, label }))}
          onChange={({ currentTarget: { value } }) =>
            setSearch(value === '' ? {} : { outcome: value }, { replace: true })
          }
        />
      </div>
      {pages.isPending && <Loading lines={4} height={96} />}
      {pages.isError && <Failure of={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && runs.length === 0 && <Nothing title={texts.empty}>{texts.emptyMore}</Nothing>}
      <ul className="cards" aria-busy={pages.isFetching}>
        {runs.map((run) => (
          <li key={run.id}>
            <RunCard run={run} />
          </li>
        ))}
      </ul>
      <More pages={pages} />
    </>
  );
}

function RunCard({ run }: { run: CopilotRunRow }) {
  const { at, ticket, purpose, model, outcome, reason, calls, tokensIn, tokensOut, ms, prompt } = run;
  return (
    <Paper withBorder p="md">
      <OutcomeHead title={texts.purposes[purpose]} outcome={outcome} />
      <p className="line-meta">
        <time dateTime={at}>{sayMoment(at)}</time>
        <Link className="code" href={`/tickets/${ticket}`}>
          {ticket}
        </Link>
        <span>{model}</span>
        <span>{texts.cost(calls, tokensIn, tokensOut, ms)}</span>
        <Reason reason={reason} />
      </p>
      {prompt === null ? (
        <p className="dim">{modelTurns.erased}</p>
      ) : (
        <>
          <div className="side-by-side">
            <Said title={modelTurns.reply} text={run.reply || texts.noReply} />
            <Said title={texts.made} text={run.made ?? texts.unused} />
          </div>
          <LookedUp steps={run.steps} />
          <Folded title={modelTurns.prompt} text={prompt} />
        </>
      )}
    </Paper>
  );
}

function LookedUp({ steps }: Pick<CopilotRunRow, 'steps'>) {
  if (steps.length === 0) return <p className="dim">{texts.noSteps}</p>;
  return (
    <details className="table-instead">
      <summary>{texts.steps(steps.length)}</summary>
      <ol>
        {steps.map(({ tool, input, result }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are never moved, and the same may be looked up twice
          <li key={i}>
            <Said title={`${texts.tools[tool] ?? tool}: ${input}`} text={result} />
          </li>
        ))}
      </ol>
    </details>
  );
}
