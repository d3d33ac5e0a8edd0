// The days off and the swapped working days of a year, from which every time limit is counted.
/** @jsxImportSource react */

import { Button, NativeSelect, Table } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useChange, useRead } from '../client/reading.tsx';
import type { Agency, Holiday } from '../client/shapes.ts';
import { dayOf, sayDate } from '../client/time.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark } from '../parts/mark.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { shell } from '../texts/shell.ts';
import { HolidayDialog } from './holiday-dialog.tsx';

const texts = knowledge.holidays;

export function Holidays({ mayChange }: { mayChange: boolean }) {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const thisYear = Number(dayOf(new Date()).slice(0, 4));
  const year = Number(search.get('year')) || thisYear;
  const read = useRead<{ days: readonly Holiday[] }>(`/api/holidays?year=${year}`);
  const agencies = useRead<{ agencies: readonly Agency[] }>('/api/agencies');
  const agencyNames = new Map(agencies.data?.agencies.map(({ id, name }) => [id, name]));
  const [editing, setEditing] = useState<Holiday | 'new' | null>(null);
  const remove = useChange<Holiday>({
    send: (client, { day, agencyId }) =>
      client.send('DELETE', `/api/holidays/${day}${agencyId ? `?agencyId=${agencyId}` : ''}`),
    refreshes: ['/api/holidays'],
    onDone: () => say(texts.removed),
  });
  return (
    <>
      <p className="lead">{texts.lead}</p>
      <div className="filters">
        <NativeSelect
          aria-label={texts.year}
          value={String(year)}
          data={[-2, -1, 0, 1, 2].map((step) => String(thisYear + step))}
          onChange={(event) => setSearch({ year: event.currentTarget.value })}
        />
        {mayChange && <Button onClick={() => setEditing('new')}>{texts.add}</Button>}
      </div>
      <Failure of={remove.error} />
      {read.isPending && <Loading lines={6} height={40} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.days.length === 0 && <Nothing title={texts.empty} />}
      {read.data && read.data.days.length > 0 && (
        <Table className="stacking" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.day}</Table.Th>
              <Table.Th>{texts.kind}</Table.Th>
              <Table.Th>{texts.name}</Table.Th>
              <Table.Th>{texts.basis}</Table.Th>
              <Table.Th>{texts.status}</Table.Th>
              {mayChange && <Table.Th>{texts.actions}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {read.data.days.map((holiday) => (
              <Table.Tr key={holiday.day + holiday.agencyId}>
                <Table.Td className="nowrap">{sayDate(holiday.day)}</Table.Td>
                <Table.Td>
                  {texts.kinds[holiday.kind]}
                  {holiday.part && ` (${texts.parts[holiday.part].toLowerCase()})`}
                </Table.Td>
                <Table.Td>
                  {holiday.name}
                  {holiday.agencyId && (
                    <span className="dim"> · {agencyNames.get(holiday.agencyId) ?? holiday.agencyId}</span>
                  )}
                </Table.Td>
                <Table.Td>{holiday.basis}</Table.Td>
                <Table.Td>
                  <Mark tone={holiday.status === 'official' ? 'good' : 'soon'}>
                    {texts.statuses[holiday.status]}
                  </Mark>
                </Table.Td>
                {mayChange && (
                  <Table.Td className="nowrap">
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={texts.edit(sayDate(holiday.day))}
                      onClick={() => setEditing(holiday)}
                    >
                      {shell.edit}
                    </Button>
                    {holiday.source === 'entered' && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="red"
                        aria-label={texts.remove(sayDate(holiday.day))}
                        disabled={remove.isPending}
                        onClick={() => remove.mutate(holiday)}
                      >
                        {shell.remove}
                      </Button>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {editing && (
        <HolidayDialog holiday={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
