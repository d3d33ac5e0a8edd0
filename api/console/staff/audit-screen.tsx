// Who changed what, and who read what of whom; newest first, the filters in the address.
/** @jsxImportSource react */

import { NativeSelect, Table, TextInput } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { usePages } from '../client/pages.ts';
import { useRead } from '../client/reading.tsx';
import type { AuditPage, Colleague } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { More } from '../parts/more.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Screen } from '../parts/screen.tsx';
import { staff } from '../texts/staff.ts';

const texts = staff.audit;
const FILTERS = ['who', 'what', 'ticket'] as const;

export function AuditScreen() {
  const [search, setSearch] = useSearchParams();
  const people = useRead<{ staff: readonly Colleague[] }>('/api/staff');
  const query = new URLSearchParams();
  for (const name of FILTERS) if (search.get(name)) query.set(name, search.get(name)!);
  const pages = usePages<AuditPage>('/api/audit', query);
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];

  function choose(name: (typeof FILTERS)[number], value: string): void {
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  }

  return (
    <Screen title={texts.title}>
      <p className="lead">{texts.lead}</p>
      <search className="filters" aria-label={texts.title}>
        <NativeSelect
          label={texts.who}
          value={search.get('who') ?? ''}
          data={[
            { value: '', label: texts.everybody },
            ...(people.data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => choose('who', event.currentTarget.value)}
        />
        <NativeSelect
          label={texts.what}
          value={search.get('what') ?? ''}
          data={[
            { value: '', label: texts.everything },
            ...Object.entries(texts.kinds).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => choose('what', event.currentTarget.value)}
        />
        <TextInput
          key={search.get('ticket')}
          label={texts.ticket}
          defaultValue={search.get('ticket') ?? ''}
          maxLength={40}
          onBlur={(event) => choose('ticket', event.currentTarget.value.trim())}
          onKeyDown={(event) => {
            if (event.key === 'Enter') choose('ticket', event.currentTarget.value.trim());
          }}
        />
      </search>
      {pages.isPending && <Loading lines={8} height={40} />}
      {pages.isError && <Failure of={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && entries.length === 0 && <Nothing title={texts.empty} />}
      {entries.length > 0 && (
        <Table className="stacking" verticalSpacing="sm" aria-busy={pages.isFetching}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.at}</Table.Th>
              <Table.Th>{texts.who}</Table.Th>
              <Table.Th>{texts.what}</Table.Th>
              <Table.Th>{texts.subject}</Table.Th>
              <Table.Th>{texts.detail}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map(({ id, at, staff: who, action, subject, detail }) => (
              <Table.Tr key={id}>
                <Table.Td className="nowrap">
                  <time dateTime={at}>{sayMoment(at)}</time>
                </Table.Td>
                <Table.Td>{who?.name ?? texts.unknown}</Table.Td>
                <Table.Td>{texts.actions[action] ?? action}</Table.Td>
                <Table.Td className="code">{subject}</Table.Td>
                <Table.Td>{detail}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <More pages={pages} />
    </Screen>
  );
}
