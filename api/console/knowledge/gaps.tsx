// What could not be answered, most asked first, each with the way to mend it.
/** @jsxImportSource react */

import { Button, NativeSelect, Paper } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useRead } from '../client/reading.tsx';
import type { GapPage, ListedGap } from '../client/shapes.ts';
import { sayDate } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark } from '../parts/mark.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { MendGap } from './mend-gap.tsx';

const texts = knowledge.gaps;
const LIMIT = 20;
const options = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }));

export function Gaps({ mayChange }: { mayChange: boolean }) {
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') === 'resolved' ? 'resolved' : 'open';
  const sort = search.get('sort') === 'recent' ? 'recent' : 'count';
  const offset = Math.max(0, Number(search.get('offset')) || 0);
  const read = useRead<GapPage>(`/api/gaps?status=${status}&sort=${sort}&limit=${LIMIT}&offset=${offset}`);
  const choose = (part: Record<string, string>) => setSearch({ status, sort, ...part });

  return (
    <>
      <p className="lead">{texts.lead}</p>
      <div className="filters">
        <NativeSelect
          aria-label={texts.statusLabel}
          value={status}
          data={options(texts.status)}
          onChange={(event) => choose({ status: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={texts.sortLabel}
          value={sort}
          data={options(texts.sort)}
          onChange={(event) => choose({ sort: event.currentTarget.value })}
        />
      </div>
      {read.isPending && <Loading lines={4} height={96} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.total === 0 &&
        (status === 'open' ? (
          <Nothing title={texts.empty}>{texts.emptyMore}</Nothing>
        ) : (
          <Nothing title={texts.emptyResolved} />
        ))}
      <ul className="cards">
        {read.data?.gaps.map((gap) => (
          <li key={gap.id}>
            <GapCard gap={gap} mayChange={mayChange} />
          </li>
        ))}
      </ul>
      {read.data && read.data.total > LIMIT && (
        <div className="pager">
          <Button
            variant="default"
            disabled={offset === 0}
            onClick={() => choose({ offset: String(offset - LIMIT) })}
          >
            {texts.previous}
          </Button>
          <span>{texts.page(offset + 1, offset + read.data.gaps.length, read.data.total)}</span>
          <Button
            variant="default"
            disabled={offset + LIMIT >= read.data.total}
            onClick={() => choose({ offset: String(offset + LIMIT) })}
          >
            {texts.next}
          </Button>
        </div>
      )}
    </>
  );
}

function GapCard({ gap, mayChange }: { gap: ListedGap; mayChange: boolean }) {
  const [mending, setMending] = useState(false);
  return (
    <Paper withBorder p="md">
      <div className="section-head">
        <h2>{gap.messages[0]?.text}</h2>
        {mayChange && gap.status === 'open' && (
          <Button size="xs" variant="default" aria-expanded={mending} onClick={() => setMending(!mending)}>
            {texts.mend}
          </Button>
        )}
      </div>
      <p className="line-meta">
        <strong>{texts.times(gap.count)}</strong>
        <span>{texts.days(sayDate(gap.firstDay), sayDate(gap.lastDay))}</span>
        {gap.messages[0] && <Mark tone="plain">{texts.outcome[gap.messages[0].outcome]}</Mark>}
      </p>
      {gap.messages.length > 1 && (
        <ul className="wordings">
          {gap.messages.slice(1).map(({ text, outcome, channel, count }) => (
            <li key={text + outcome + channel}>
              {text} <span className="dim">{texts.said(count)}</span>
            </li>
          ))}
        </ul>
      )}
      {gap.resolution && (
        <p>
          {texts.resolvedBy[gap.resolution.by]} <span className="code">{gap.resolution.code}</span>
        </p>
      )}
      {mending && <MendGap gap={gap} onDone={() => setMending(false)} />}
    </Paper>
  );
}
