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
            <h2 className="procedure-title">{read.data.current?.title ?? texts.repealed}</h2>
            <p className="code dim">{code}</p>
          </div>
          {read.data.current && <Aliases code={code} title={read.data.current.title} mayChange={mayChange} />}
          <Paper withBorder p="md" component="section" aria-labelledby="versions-title">
            <h2 id="versions-title">{texts.versions}</h2>
            <ol className="versions">
              {read.data.versions.map(({ version, status, from, to, dataDate, changes }) => (
                <li key={version}>
                  <p className="line-meta">
                    <strong>{texts.version(version)}</strong>
                    <span>{texts.from(sayDate(from))}</span>
                    {to && <span>{texts.to(sayDate(to))}</span>}
                    <span>{texts.dataDate(dataDate)}</span>
                    <Mark tone={status === 'current' ? 'good' : 'plain'}>{texts.statuses[status]}</Mark>
                  </p>
                  {changes.length === 0 && <p className="dim small">{texts.noChanges}</p>}
                  {changes.map(({ field, label, removed, added }) => (
                    <div key={field} className="difference">
                      <h3>{label}</h3>
                      <Texts name={texts.before} as="del" texts={removed} />
                      <Texts name={texts.after} as="ins" texts={added} />
                    </div>
                  ))}
                </li>
              ))}
            </ol>
          </Paper>
        </>
      )}
    </div>
  );
}

function Texts({
  name,
  as: Tag,
  texts: lines,
}: {
  name: string;
  as: 'del' | 'ins';
  texts: readonly string[];
}) {
  if (lines.length === 0) return null;
  return (
    <div>
      <span className="dim small">{name}</span>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <Tag>{line}</Tag>
          </li>
        ))}
      </ul>
    </div>
  );
}
