// Figures day by day as a plot, and as a table for whoever would rather read or cannot see it.
/** @jsxImportSource react */

import { LineChart } from '@mantine/charts';
import { useReducedMotion } from '@mantine/hooks';
import { overview as texts } from '../texts/overview.ts';
import { Card } from './card.tsx';
import { TableInstead } from './table-instead.tsx';

export type Day = { name: string; opened: number; answered: number; questions: number };

export function Trend({
  title,
  days,
  series,
}: {
  title: string;
  days: readonly Day[];
  series: readonly { name: 'opened' | 'answered' | 'questions'; label: string; color: string }[];
}) {
  const still = useReducedMotion();
  return (
    <Card title={title}>
      {days.length === 0 ? (
        <p className="dim">{texts.nothing}</p>
      ) : (
        <>
          <div aria-hidden="true" className="plot">
            <LineChart
              h={220}
              data={[...days]}
              dataKey="name"
              series={series.map((one, index) => ({
                ...one,
                ...(index > 0 && { strokeDasharray: '6 4' }),
              }))}
              withLegend={series.length > 1}
              legendProps={{ verticalAlign: 'top', height: 36 }}
              curveType="linear"
              withDots={days.length <= 31}
              dotProps={{ r: 2.5 }}
              strokeWidth={2}
              tickLine="none"
              yAxisProps={{ allowDecimals: false, width: 44 }}
              xAxisProps={{ interval: 'equidistantPreserveStart', minTickGap: 24 }}
              lineProps={{ isAnimationActive: !still }}
              lineChartProps={{ accessibilityLayer: false }}
            />
          </div>
          <TableInstead
            caption={title}
            head={[texts.day, ...series.map(({ label }) => label)]}
            rows={days.map((day) => [day.name, ...series.map(({ name }) => day[name])])}
          />
        </>
      )}
    </Card>
  );
}
