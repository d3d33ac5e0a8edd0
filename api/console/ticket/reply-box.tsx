// Answering the citizen: what is typed survives everything, and what was just sent can be taken back.
/** @jsxImportSource react */

import { Button, Checkbox, NativeSelect, Paper, Textarea } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import { useKept } from '../client/kept.ts';
import { useRead } from '../client/reading.tsx';
import type { CannedReply, TicketView } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { isSend } from '../parts/keys.ts';
import { ticket as texts } from '../texts/ticket.ts';
import { fillFields, openFields } from './canned.ts';
import { useTicketChange } from './change.tsx';
import { UndoBar } from './undo-bar.tsx';

const LONGEST = 4_000;

export function ReplyBox({
  ticket,
  field,
}: {
  ticket: TicketView;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const [text, setText] = useKept(`reply.${ticket.code}`);
  const [closing, setClosing] = useState(false);
  const canned = useRead<{ replies: readonly CannedReply[] }>('/api/canned-replies');
  const reply = useTicketChange(ticket, {
    action: 'reply',
    said: texts.reply.sent,
    onDone() {
      setText('');
      setClosing(false);
    },
  });
  const missing = openFields(text);
  const over = text.length - LONGEST;
  const ready = text.trim() !== '' && missing.length === 0 && over <= 0;

  useEffect(() => {
    if (window.location.hash === '#reply') field.current?.focus();
  }, [field]);

  function send(): void {
    if (ready && !reply.pending) reply.run({ text: text.trim(), closing });
  }

  function insert(id: string): void {
    const chosen = canned.data?.replies.find((one) => one.id === id);
    if (!chosen) return;
    const filled = fillFields(chosen.text, ticket);
    setText(text.trim() === '' ? filled : `${text.trimEnd()}\n${filled}`);
    field.current?.focus();
  }

  return (
    <Paper withBorder p="md" component="section" aria-labelledby="reply-title">
      <h2 id="reply-title">{texts.reply.title}</h2>
      <UndoBar
        ticket={ticket}
        onUndone={(taken) => setText(text.trim() === '' ? taken : `${taken}\n${text}`)}
      />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {(canned.data?.replies.length ?? 0) > 0 && (
          <NativeSelect
            aria-label={texts.reply.cannedLabel}
            value=""
            data={[
              { value: '', label: texts.reply.canned },
              ...canned.data!.replies.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(event) => insert(event.currentTarget.value)}
          />
        )}
        <Textarea
          ref={field}
          aria-label={texts.reply.field}
          placeholder={texts.reply.placeholder}
          autosize
          minRows={4}
          maxRows={14}
          value={text}
          error={
            over > 0
              ? texts.reply.over(over)
              : missing.length > 0
                ? `${texts.reply.missing} ${missing.join(' ')}`
                : undefined
          }
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isSend(event)) send();
          }}
        />
        {reply.notice ?? <Failure of={reply.refusal} />}
        <div className="reply-actions">
          <Checkbox
            label={texts.reply.closing}
            description={texts.reply.closingMore}
            checked={closing}
            onChange={(event) => setClosing(event.currentTarget.checked)}
          />
          <Button type="submit" loading={reply.pending} disabled={!ready}>
            {texts.reply.send}
          </Button>
        </div>
      </form>
    </Paper>
  );
}
