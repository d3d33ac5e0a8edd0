// Replies written beforehand, with fields that a ticket fills.
/** @jsxImportSource react */

import { Button, Paper, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange, useRead } from '../client/reading.tsx';
import type { CannedReply } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { knowledge } from '../texts/knowledge.ts';
import { shell } from '../texts/shell.ts';

const texts = knowledge.replies;
const ADDRESS = '/api/canned-replies';

export function CannedReplies({ mayChange }: { mayChange: boolean }) {
  const read = useRead<{ replies: readonly CannedReply[] }>(ADDRESS);
  const [editing, setEditing] = useState<CannedReply | 'new' | null>(null);
  const [removing, setRemoving] = useState<CannedReply | null>(null);
  return (
    <>
      <p className="lead">{texts.lead}</p>
      {mayChange && (
        <div className="filters">
          <Button onClick={() => setEditing('new')}>{texts.add}</Button>
        </div>
      )}
      {read.isPending && <Loading lines={3} height={90} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.replies.length === 0 && <Nothing title={texts.empty}>{texts.emptyMore}</Nothing>}
      <ul className="cards">
        {read.data?.replies.map((reply) => (
          <li key={reply.id}>
            <Paper withBorder p="md">
              <div className="section-head">
                <h2>{reply.title}</h2>
                {mayChange && (
                  <div className="nowrap">
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={texts.editOne(reply.title)}
                      onClick={() => setEditing(reply)}
                    >
                      {shell.edit}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red"
                      aria-label={texts.removeOne(reply.title)}
                      onClick={() => setRemoving(reply)}
                    >
                      {shell.remove}
                    </Button>
                  </div>
                )}
              </div>
              <p className="what">{reply.text}</p>
            </Paper>
          </li>
        ))}
      </ul>
      {editing && <EditReply reply={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing && <RemoveReply reply={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function EditReply({ reply, onClose }: { reply: CannedReply | null; onClose(): void }) {
  const say = useSay();
  const [title, setTitle] = useState(reply?.title ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const save = useChange<void>({
    send: (client) => {
      const body = { title: title.trim(), text: text.trim() };
      return reply === null
        ? client.send('POST', ADDRESS, body)
        : client.send('PUT', `${ADDRESS}/${reply.id}`, body);
    },
    refreshes: [ADDRESS],
    onDone() {
      say(texts.saved);
      onClose();
    },
  });
  return (
    <FormDialog
      title={reply === null ? texts.add : texts.edit}
      action={shell.save}
      pending={save.isPending}
      refusal={save.error}
      ready={title.trim() !== '' && text.trim() !== ''}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={texts.title}
        data-autofocus
        maxLength={100}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={texts.text}
        autosize
        minRows={4}
        maxRows={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function RemoveReply({ reply, onClose }: { reply: CannedReply; onClose(): void }) {
  const say = useSay();
  const remove = useChange<void>({
    send: (client) => client.send('DELETE', `${ADDRESS}/${reply.id}`),
    refreshes: [ADDRESS],
    onDone() {
      say(texts.removed);
      onClose();
    },
  });
  return (
    <FormDialog
      title={texts.removeQuestion(reply.title)}
      action={shell.remove}
      danger
      pending={remove.isPending}
      refusal={remove.error}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <p className="what">{reply.text}</p>
    </FormDialog>
  );
}
