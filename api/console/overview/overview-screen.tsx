// How the desk is doing: today's load, clocks per agency, trends, what is asked, how satisfied people are.
/** @jsxImportSource react */

import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { useRead } from '../client/reading.tsx';
import { useStaff } from '../client/session.ts';
import type { Overview } from '../client/shapes.ts';
import { dayOf, sayShortDate } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Screen } from '../parts/screen.tsx';
import { overview as texts } from '../texts/overview.ts';
import { channelWord, words } from '../texts/words.ts';
import { Bars } from './bars.tsx';
import { Clocks } from './clocks.tsx';
import { Figures } from './figures.tsx';
import { Reports } from './reports.tsx';
import { Trend } from './trend.tsx';

const DAY_MS = 86_400_000;

export function OverviewScreen() {
  const [search, setSearch] = useSearchParams();
  const { role } = useStaff();
  const leads = role === 'coordinator' || role === 'administrator';
  const days = Number(search.get('days')) || 30;
  const to = dayOf(new Date());
  const from = dayOf(new Date(Date.now() - (days - 1) * DAY_MS));
  const read = useRead<Overview>(`/api/overview?from=${from}&to=${to}`);
  return (
    <Screen
      title={texts.title}
      aside={
        <SegmentedControl
          aria-label={texts.range}
          value={String(days)}
          data={Object.entries(texts.ranges).map(([value, label]) => ({ value, label }))}
          onChange={(value) => setSearch({ days: value })}
        />
      }
    >
      {read.isPending && <Loading lines={4} height={150} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.data && <Whole overview={read.data} />}
      {leads && <Reports />}
    </Screen>
  );
}

function Whole({ overview }: { overview: Overview }) {
  const { perDay, clocks, topProcedures, byCategory, byChannel, satisfaction } = overview;
  const days = perDay.map(({ day, ...figures }) => ({ name: sayShortDate(day), ...figures }));
  const categories = words.category as Readonly<Record<string, string>>;
  return (
    <div className="overview">
      <Figures today={overview.today} />
      <Trend
        title={texts.perDay}
        days={days}
        series={[
          { name: 'opened', label: texts.series.opened, color: 'var(--plot-1)' },
          { name: 'answered', label: texts.series.answered, color: 'var(--plot-2)' },
        ]}
      />
      <Trend
        title={texts.questions}
        days={days}
        series={[{ name: 'questions', label: texts.series.questions, color: 'var(--plot-1)' }]}
      />
      <Clocks clocks={clocks} />
      <Bars
        title={texts.top}
        head={texts.procedure}
        rows={topProcedures.map(({ code, title, count }) => ({
          name: title,
          href: `/knowledge/procedures/${code}`,
          count,
        }))}
      />
      <Bars
        title={texts.byCategory}
        head={texts.category}
        rows={byCategory.map(({ category, count }) => ({ name: categories[category] ?? category, count }))}
      />
      <div className="overview-pair">
        <Bars
          title={texts.byChannel}
          head={texts.channel}
          rows={byChannel.map(({ channel, count }) => ({ name: channelWord(channel), count }))}
        />
        <Bars
          title={texts.satisfaction}
          head={texts.rating}
          nothing={texts.noRatings}
          rows={(['very_satisfied', 'satisfied', 'dissatisfied'] as const)
            .map((rating) => ({ name: words.rating[rating], count: satisfaction[rating] }))
            .filter((_, __, all) => all.some(({ count }) => count > 0))}
        />
      </div>
    </div>
  );
}
