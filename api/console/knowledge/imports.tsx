// A new catalogue: the file, its plan, how far the import is, and those before it.
/** @jsxImportSource react */

import { Button, Checkbox, FileInput, Table } from '@mantine/core';
import { useState } from 'react';
import { useChange, useRead } from '../client/reading.tsx';
import type { ImportsSeen } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { ImportInHand } from './import-in-hand.tsx';

const texts = knowledge.imports;
const ADDRESS = '/api/imports';

export function ImportPart() {
  const read = useRead<ImportsSeen>(ADDRESS);
  return (
    <>
      <p className="lead">{texts.lead}</p>
      {read.isPending && <Loading lines={3} height={90} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.data &&
        (read.data.current === null ? (
          <ChooseFile />
        ) : (
          <ImportInHand key={read.data.current.id} found={read.data.current} address={ADDRESS} />
        ))}
      {read.data && <Past past={read.data.past} />}
    </>
  );
}

function ChooseFile() {
  const [file, setFile] = useState<File | null>(null);
  const [partial, setPartial] = useState(true);
  const plan = useChange<File>({
    send: (client, chosen) =>
      client.upload(`${ADDRESS}?name=${encodeURIComponent(chosen.name)}&partial=${partial}`, chosen),
    refreshes: [ADDRESS],
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) plan.mutate(file);
      }}
    >
      <FileInput
        label={texts.file}
        placeholder="…"
        accept=".jsonl,.gz,.json,.doc,.docx,.xlsx,.csv"
        clearable
        value={file}
        onChange={setFile}
      />
      <Checkbox
        label={texts.partial}
        checked={partial}
        onChange={(event) => setPartial(event.currentTarget.checked)}
      />
      <Failure of={plan.error} />
      <div>
        <Button type="submit" loading={plan.isPending} disabled={file === null}>
          {texts.plan}
        </Button>
      </div>
      {plan.isPending && <p role="status">{texts.reading}</p>}
    </form>
  );
}

function Past({ past }: { past: ImportsSeen['past'] }) {
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="past-imports">
      <h2 id="past-imports">{texts.pastTitle}</h2>
      <Table className="stacking" verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.past.finishedAt}</Table.Th>
            <Table.Th>{texts.past.source}</Table.Th>
            <Table.Th>{texts.past.dataDate}</Table.Th>
            <Table.Th>{texts.past.counts}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {past.map(({ source, kind, dataDate, finishedAt, counts }) => (
            <Table.Tr key={finishedAt + source}>
              <Table.Td className="nowrap">{sayMoment(finishedAt)}</Table.Td>
              <Table.Td>{kind === 'starter' ? texts.starter : source}</Table.Td>
              <Table.Td>{dataDate.split('-').reverse().join('/')}</Table.Td>
              <Table.Td>
                {counts.new ?? 0} / {counts.changed ?? 0} / {counts.repealed ?? 0}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
