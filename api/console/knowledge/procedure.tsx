// One procedure: its officers' ways of asking, its versions, and what each version changed.
/** @jsxImportSource react */

import { Paper } from '@mantine/core';
import { Link } from 'wouter';
import { useRead } from '../client/reading.tsx';
import type { ProcedureHistory } from '../client/shapes.ts';
import { sayDate } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icons.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark } from '../parts/mark.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { Aliases } from './aliases.tsx';

const texts = knowledge.procedures;

export function Procedure({ code, mayChange }: { code: string; mayChange: boolean }) {
  const read = useRead<ProcedureHistory>(`/api/procedures/${code}`);
  return (
    <div className="stack">
      <Link href="/knowledge/procedures" className="back">
        <Icon name="back" size={16} />
        {texts.back}
      </Link>
      {read.isPending && <Loading lines={3} height={100} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.data && (
        <>
          <div>
            <h2 className="procedure-title">{read.data.current.title}</h2>
            <p className="code dim">{code}</p>
          </div>
          <Aliases code={code} title={read.data.current.title} mayChange={mayChange} />
          <Paper withBorder p="md" component="section" aria-labelledby="versions-title">
            <h2 id="versions-title">{texts.versions}</h2>
            <ol className="versions">
              {read.data.versions.map(({ version, status, from, to, changes }) => (
                <li key={version}>
                  <p className="line-meta">
                    <strong>{texts.version(version)}</strong>
                    {from && <span>{texts.from(sayDate(from))}</span>}
                    {to && <span>{texts.to(sayDate(to))}</span>}
                    {status === 'current' && <Mark tone="good">{texts.current}</Mark>}
                  </p>
                  {changes.length === 0 ? (
                    <p className="dim small">{texts.noChanges}</p>
                  ) : (
                    changes.map(({ field, before, after }) => (
                      <div key={field} className="difference">
                        <h3>{field}</h3>
                        <p>
                          <span className="dim">{texts.before}: </span>
                          <del>{before ?? texts.empty}</del>
                        </p>
                        <p>
                          <span className="dim">{texts.after}: </span>
                          <ins>{after ?? texts.empty}</ins>
                        </p>
                      </div>
                    ))
                  )}
                </li>
              ))}
            </ol>
          </Paper>
        </>
      )}
    </div>
  );
}
