// The ways of asking that officers have added to a procedure.
/** @jsxImportSource react */

import { Button, Checkbox, CloseButton, Paper, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange, useRead } from '../client/reading.tsx';
import type { FoundProcedure } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { knowledge } from '../texts/knowledge.ts';

const texts = knowledge.procedures;

export function Aliases({ code, title, mayChange }: { code: string; title: string; mayChange: boolean }) {
  const say = useSay();
  // What officers added comes with what is found; a procedure is found by its own title.
  const read = useRead<{ procedures: readonly FoundProcedure[] }>(
    `/api/procedures?q=${encodeURIComponent(title.slice(0, 500))}&limit=50`,
  );
  const aliases = read.data?.procedures.find((found) => found.code === code)?.aliases ?? [];
  const [phrase, setPhrase] = useState('');
  const [shared, setShared] = useState(false);
  const add = useChange<void>({
    send: (client) => client.send('POST', '/api/aliases', { code, phrase: phrase.trim(), shared }),
    refreshes: ['/api/procedures?'],
    onDone() {
      setPhrase('');
      setShared(false);
      say(texts.added);
    },
  });
  const remove = useChange<string>({
    send: (client, old) => client.send('DELETE', '/api/aliases', { code, phrase: old }),
    refreshes: ['/api/procedures?'],
    onDone: () => say(texts.removed),
  });
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="aliases-title">
      <h2 id="aliases-title">{texts.aliases}</h2>
      {aliases.length === 0 && <p className="dim">{texts.noAliases}</p>}
      <ul className="aliases">
        {aliases.map((alias) => (
          <li key={alias}>
            {alias}
            {mayChange && (
              <CloseButton
                size="sm"
                aria-label={texts.remove(alias)}
                disabled={remove.isPending}
                onClick={() => remove.mutate(alias)}
              />
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (phrase.trim() !== '') add.mutate();
          }}
        >
          <TextInput
            label={texts.add}
            description={knowledge.gaps.phraseMore}
            maxLength={200}
            value={phrase}
            onChange={(event) => setPhrase(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={add.isPending} disabled={phrase.trim() === ''}>
            {texts.add}
          </Button>
        </form>
      )}
      {add.error?.kind === 'alias_taken' && (
        <Checkbox
          mt="xs"
          label={texts.shared}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
      <Failure of={add.error ?? remove.error} />
    </Paper>
  );
}
