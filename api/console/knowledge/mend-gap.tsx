// Mending a gap: the procedure that was meant, and whether all wordings or one become its ways of asking.
/** @jsxImportSource react */

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../client/reading.tsx';
import type { ListedGap } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { ProcedureSearch } from './procedure-search.tsx';

const texts = knowledge.gaps;

export function MendGap({ gap, onDone }: { gap: ListedGap; onDone(): void }) {
  const say = useSay();
  const wording = gap.messages[0]?.text ?? '';
  const [phrase, setPhrase] = useState(wording);
  const refreshes = ['/api/gaps', '/api/procedures'];
  function done(): void {
    say(texts.linked);
    onDone();
  }
  const link = useChange<string>({
    send: (client, code) => client.send('POST', `/api/gaps/${gap.id}/resolve`, { code }),
    refreshes,
    onDone: done,
  });
  const alias = useChange<string>({
    send: (client, code) =>
      client.send('POST', '/api/aliases', { code, phrase: phrase.trim(), gapId: gap.id }),
    refreshes,
    onDone: done,
  });
  const pending = link.isPending || alias.isPending;

  return (
    <div className="mend">
      <h3>{texts.linkTitle}</h3>
      <ProcedureSearch
        first={wording}
        actions={({ code, title }) => (
          <>
            <Button
              size="compact-sm"
              disabled={pending}
              aria-label={`${texts.link}: ${title}`}
              onClick={() => link.mutate(code)}
            >
              {texts.link}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={pending || phrase.trim() === ''}
              aria-label={`${texts.alias}: ${title}`}
              onClick={() => alias.mutate(code)}
            >
              {texts.alias}
            </Button>
          </>
        )}
      />
      <TextInput
        label={texts.phrase}
        description={texts.phraseMore}
        maxLength={200}
        value={phrase}
        onChange={(event) => setPhrase(event.currentTarget.value)}
      />
      <Failure of={link.error ?? alias.error} />
    </div>
  );
}
