// What the assistant says, sentence by sentence, and putting it into the words of the office.
/** @jsxImportSource react */

import { Button, Checkbox, Paper, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange, useRead } from '../client/reading.tsx';
import type { Sentence } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark } from '../parts/mark.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { shell } from '../texts/shell.ts';

const texts = knowledge.wording;
const ADDRESS = '/api/sentences';

export function WordingPart({ mayChange }: { mayChange: boolean }) {
  const read = useRead<{ sentences: readonly Sentence[] }>(ADDRESS);
  const [wanted, setWanted] = useState('');
  const [changedOnly, setChangedOnly] = useState(false);
  const [editing, setEditing] = useState<Sentence | null>(null);
  const shown = read.data?.sentences.filter(
    ({ text, changedAt }) =>
      (!changedOnly || changedAt !== null) && text.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <>
      <p className="lead">{texts.lead}</p>
      <div className="filters">
        <TextInput
          type="search"
          aria-label={texts.search}
          placeholder={texts.search}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Checkbox
          label={texts.changedOnly}
          checked={changedOnly}
          onChange={(event) => setChangedOnly(event.currentTarget.checked)}
        />
      </div>
      {read.isPending && <Loading lines={6} height={70} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {shown?.length === 0 && <Nothing title={texts.empty} />}
      <ul className="cards">
        {shown?.map((sentence) => (
          <li key={sentence.key}>
            <Paper withBorder p="md">
              <div className="section-head">
                <span className="dim">{texts.tables[sentence.key.split('.')[0]!]}</span>
                <div className="nowrap">
                  {sentence.changedAt !== null && <Mark tone="good">{texts.changed}</Mark>}
                  {mayChange && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={texts.editOne(sentence.text)}
                      onClick={() => setEditing(sentence)}
                    >
                      {shell.edit}
                    </Button>
                  )}
                </div>
              </div>
              <p className="what">{sentence.text}</p>
            </Paper>
          </li>
        ))}
      </ul>
      {editing && <EditSentence sentence={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function EditSentence({ sentence, onClose }: { sentence: Sentence; onClose(): void }) {
  const say = useSay();
  const [text, setText] = useState(sentence.text);
  const place = `${ADDRESS}/${sentence.key}`;
  const save = useChange<void>({
    send: (client) => client.send('PUT', place, { text: text.trim() }),
    refreshes: [ADDRESS],
    onDone() {
      say(texts.saved);
      onClose();
    },
  });
  const restore = useChange<void>({
    send: (client) => client.send('DELETE', place),
    refreshes: [ADDRESS],
    onDone() {
      say(texts.restored);
      onClose();
    },
  });
  return (
    <FormDialog
      title={texts.edit}
      action={shell.save}
      pending={save.isPending || restore.isPending}
      refusal={save.error ?? restore.error}
      ready={text.trim() !== '' && text.trim() !== sentence.text}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={texts.now}
        description={texts.nowMore}
        data-autofocus
        autosize
        minRows={3}
        maxRows={12}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <p className="dim">{texts.shipped}</p>
        <p className="what">{sentence.shipped}</p>
      </div>
      {sentence.changedAt !== null && (
        <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
          {texts.restore}
        </Button>
      )}
    </FormDialog>
  );
}
