// One import: what it would change, what could not be read, and its progress once it runs.
/** @jsxImportSource react */

import { Alert, Button, Checkbox, Paper, Progress, Table } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useChange, useRead } from '../client/reading.tsx';
import type { CatalogueImport, ImportsSeen } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { knowledge } from '../texts/knowledge.ts';

const texts = knowledge.imports;
const AGAIN_MS = 1_000;

type Kind = keyof typeof texts.counts;

export function ImportInHand({ found, address }: { found: CatalogueImport; address: string }) {
  const { refetch } = useRead<ImportsSeen>(address);
  const { id, name, state, progress, counts, tooMany, remarks } = found;
  const [allowed, setAllowed] = useState(false);
  const isRunning = state === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void refetch(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, refetch]);
  const apply = useChange<void>({
    send: (client) => client.send('POST', `${address}/${id}/apply`, { allowRepeal: allowed }),
    refreshes: [address, '/api/procedures'],
  });
  const drop = useChange<void>({
    send: (client) => client.send('DELETE', `${address}/${id}`),
    refreshes: [address],
  });
  const isNothing = counts.new + counts.changed + counts.repealed === 0;
  const mayApply = state === 'planned' || state === 'changed' || state === 'failed';
  return (
    <Paper withBorder p="md" component="section" className="import-plan" aria-labelledby="import-title">
      <h2 id="import-title">{texts.planTitle(name)}</h2>
      <p className="dim">{texts.read(found.read)}</p>
      <Counts of={counts} />
      {isRunning && (
        <div role="status">
          <p>{texts.running(progress.done, progress.total)}</p>
          <Progress
            aria-label={texts.running(progress.done, progress.total)}
            value={progress.total === 0 ? 100 : (100 * progress.done) / progress.total}
            animated
          />
          <p className="dim">{texts.runningMore}</p>
        </div>
      )}
      {state === 'done' && <Alert color="green" role="status" title={texts.done} />}
      {state === 'changed' && <Alert color="yellow" role="alert" title={texts.changedMeanwhile} />}
      {state === 'failed' && <Alert color="red" role="alert" title={texts.failed} />}
      {mayApply && isNothing && <p>{texts.nothing}</p>}
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      <Changes title={texts.counts.new} total={counts.new} items={found.new.map(titleOf)} />
      <Changes title={texts.counts.changed} total={counts.changed} items={found.changed.map(titleOf)} />
      <Changes title={texts.counts.repealed} total={counts.repealed} items={found.repealed} />
      <LeftOut of={found.leftOut} />
      {found.faultCount > 0 && <Faults total={found.faultCount} faults={found.faults} />}
      {mayApply && !isNothing && (
        <>
          <p>{texts.confirm(counts.new, counts.changed, counts.repealed)}</p>
          {tooMany && <Alert color="red" title={texts.tooMany} />}
          {tooMany && (
            <Checkbox
              label={texts.allowRepeal}
              checked={allowed}
              onChange={(event) => setAllowed(event.currentTarget.checked)}
            />
          )}
        </>
      )}
      <Failure of={apply.error ?? drop.error} />
      <div className="form-actions">
        {!isRunning && (
          <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate()}>
            {state === 'done' ? texts.close : texts.drop}
          </Button>
        )}
        {mayApply && !isNothing && (
          <Button loading={apply.isPending} disabled={tooMany && !allowed} onClick={() => apply.mutate()}>
            {texts.apply}
          </Button>
        )}
      </div>
    </Paper>
  );
}

const titleOf = ({ code, title }: { code: string; title: string }) => `${code} ${title}`;

function Counts({ of }: { of: CatalogueImport['counts'] }) {
  return (
    <dl className="facts">
      {(Object.keys(texts.counts) as Kind[]).map((kind) => (
        <div key={kind}>
          <dt>{texts.counts[kind]}</dt>
          <dd>{of[kind]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Changes({ title, total, items }: { title: string; total: number; items: readonly string[] }) {
  if (total === 0) return null;
  return (
    <Folded title={`${title} (${total})`}>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
        {total > items.length && <li className="dim">{texts.more(total - items.length)}</li>}
      </ul>
    </Folded>
  );
}

function LeftOut({ of }: { of: CatalogueImport['leftOut'] }) {
  const reasons = (Object.keys(texts.leftOut) as (keyof typeof texts.leftOut)[]).filter(
    (reason) => of[reason] > 0,
  );
  if (reasons.length === 0) return null;
  return (
    <Folded title={`${texts.leftOutTitle} (${reasons.reduce((sum, reason) => sum + of[reason], 0)})`}>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>
            {texts.leftOut[reason]}: {of[reason]}
          </li>
        ))}
      </ul>
    </Folded>
  );
}

function Faults({ total, faults }: { total: number; faults: CatalogueImport['faults'] }) {
  return (
    <Folded title={texts.faultsTitle(total)} open>
      <p className="dim">{texts.faultsMore}</p>
      <Table className="stacking">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.line}</Table.Th>
            <Table.Th>{texts.code}</Table.Th>
            <Table.Th>{texts.field}</Table.Th>
            <Table.Th>{texts.reason}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.map(({ line, code, field, reason }) => (
            <Table.Tr key={`${line} ${field} ${reason}`}>
              <Table.Td>{line}</Table.Td>
              <Table.Td>{code ?? '–'}</Table.Td>
              <Table.Td>{field}</Table.Td>
              <Table.Td>{reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {total > faults.length && <p className="dim">{texts.more(total - faults.length)}</p>}
    </Folded>
  );
}

function Folded({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
