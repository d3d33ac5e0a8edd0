// The official report of a period: as things stand, as a file, and frozen once the period is over.
/** @jsxImportSource react */

import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { TICKET_COLUMNS } from '../../reports/texts.ts';
import { useChange, useRead } from '../client/reading.tsx';
import type { Report, ReportsSeen } from '../client/shapes.ts';
import { dayOf, sayDate, sayMoment } from '../client/time.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { overview } from '../texts/overview.ts';
import { Card } from './card.tsx';

const texts = overview.reports;
const ADDRESS = '/api/reports';
const { category: _category, channel: _channel, ...COLUMNS } = TICKET_COLUMNS;

export function Reports() {
  const say = useSay();
  const read = useRead<ReportsSeen>(ADDRESS);
  const periods = read.data?.periods ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const period = periods.find(({ name }) => name === chosen) ?? periods[0];
  const report = useRead<Report>(period ? `${ADDRESS}/tickets?period=${period.name}` : null);
  const freeze = useChange<string>({
    send: (client, name) => client.send('POST', `${ADDRESS}/tickets`, { period: name }),
    refreshes: [ADDRESS],
    onDone: () => say(texts.frozen),
  });
  if (read.isPending) return <Loading lines={3} height={80} />;
  if (read.isError) return <Failure of={read.error} onRetry={() => void read.refetch()} />;
  const isOver = period !== undefined && period.lastDay < dayOf(new Date());
  return (
    <Card title={texts.title}>
      <p className="dim">{texts.lead}</p>
      <div className="filters">
        <NativeSelect
          aria-label={texts.period}
          w={320}
          maw="100%"
          value={period?.name ?? ''}
          data={periods.map(({ name, firstDay, lastDay }) => ({
            value: name,
            label: texts.from(name, sayDate(firstDay), sayDate(lastDay)),
          }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        {period && (
          <Button
            component="a"
            variant="default"
            href={`${ADDRESS}/tickets.csv?period=${period.name}`}
            download
          >
            {texts.download}
          </Button>
        )}
        {period && isOver && (
          <Button loading={freeze.isPending} onClick={() => freeze.mutate(period.name)}>
            {texts.freeze}
          </Button>
        )}
      </div>
      {!isOver && <p className="dim">{texts.notOver}</p>}
      <Failure of={freeze.error ?? report.error} />
      {report.data && <Sum of={report.data} />}
      <h3>{texts.frozenTitle}</h3>
      {read.data.frozen.length === 0 && <Nothing title={texts.noneFrozen} />}
      <ul className="lines">
        {read.data.frozen.map(({ id, firstDay, lastDay, frozenAt, frozenBy }) => (
          <li key={id} className="agency-line">
            <div>
              <p>{texts.days(sayDate(firstDay), sayDate(lastDay))}</p>
              <p className="dim small">{texts.by(frozenBy.name, sayMoment(frozenAt))}</p>
            </div>
            <Button
              component="a"
              size="compact-sm"
              variant="default"
              href={`${ADDRESS}/${id}/csv`}
              download
              aria-label={texts.downloadOne(sayDate(firstDay), sayDate(lastDay))}
            >
              {texts.download}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Sum({ of: { sum } }: { of: Report }) {
  return (
    <dl className="facts report-sum">
      {(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).map((column) => (
        <div key={column}>
          <dt>{COLUMNS[column]}</dt>
          <dd>{sum[column]}</dd>
        </div>
      ))}
    </dl>
  );
}
