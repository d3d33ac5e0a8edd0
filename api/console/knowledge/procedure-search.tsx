// Finding a procedure as the assistant finds it, with what can be done with each.
/** @jsxImportSource react */

import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useRead } from '../client/reading.tsx';
import type { FoundProcedure } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icons.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { knowledge } from '../texts/knowledge.ts';

const texts = knowledge.procedures;
const TYPING_MS = 300;

export function ProcedureSearch({
  first = '',
  onSearch,
  actions,
}: {
  /** What is searched at once. */
  first?: string;
  onSearch?(text: string): void;
  actions?(procedure: FoundProcedure): ReactNode;
}) {
  const [text, setText] = useState(first);
  const [asked] = useDebouncedValue(text.trim(), TYPING_MS);
  const read = useRead<{ procedures: readonly FoundProcedure[] }>(
    /[\p{L}\p{N}]/u.test(asked) ? `/api/procedures?q=${encodeURIComponent(asked)}` : null,
  );
  const found = asked === '' ? [] : (read.data?.procedures ?? []);
  return (
    <div className="procedure-search">
      <TextInput
        type="search"
        label={texts.search}
        description={texts.hint}
        placeholder={texts.placeholder}
        leftSection={<Icon name="search" size={18} />}
        maxLength={500}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onSearch?.(event.currentTarget.value);
        }}
      />
      <Failure of={read.error} onRetry={() => void read.refetch()} />
      {asked !== '' && read.isSuccess && found.length === 0 && (
        <Nothing title={texts.none}>{texts.noneMore}</Nothing>
      )}
      <ul className="procedures">
        {found.map((procedure) => (
          <li key={procedure.code}>
            <div>
              <Link href={`/knowledge/procedures/${procedure.code}`}>{procedure.title}</Link>
              <p className="dim small code">{procedure.code}</p>
            </div>
            {actions && <div className="procedure-actions">{actions(procedure)}</div>}
          </li>
        ))}
      </ul>
    </div>
  );
}
