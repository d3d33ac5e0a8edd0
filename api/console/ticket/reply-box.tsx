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
import { useTicketChange } from './change.tsx';
import { Suggest } from './suggest.tsx';
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
  const [linked, setLinked] = useState(false);
  const others = ticket.linkedCodes.length;
  const canned = useRead<{ replies: readonly CannedReply[] }>(
    // What goes to several citizens keeps its fields open: the server fills them for each.
    others > 0 ? '/api/canned-replies' : `/api/canned-replies?ticket=${ticket.code}`,
  );
  const reply = useTicketChange(ticket, {
    action: 'reply',
    said: texts.reply.sent,
    onDone() {
      setText('');
      setClosing(false);
      setLinked(false);
    },
  });
  const over = text.length - LONGEST;
  const ready = text.trim() !== '' && over <= 0;

  useEffect(() => {
    if (window.location.hash === '#reply') field.current?.focus();
  }, [field]);

  function send(): void {
    if (ready && !reply.pending) reply.run({ text: text.trim(), closing, linked });
  }

  function insert(given: string | undefined): void {
    if (given === undefined) return;
    setText(text.trim() === '' ? given : `${text.trimEnd()}\n${given}`);
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
            onChange={({ currentTarget: { value } }) =>
              insert(canned.data?.replies.find(({ id }) => id === value)?.text)
            }
          />
        )}
        <Suggest key={ticket.code} code={ticket.code} onUse={insert} />
        <Textarea
          ref={field}
          aria-label={texts.reply.field}
          placeholder={texts.reply.placeholder}
          autosize
          minRows={4}
          maxRows={14}
          value={text}
          error={over > 0 && texts.reply.over(over)}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isSend(event)) send();
          }}
        />
        {reply.notice ?? <Failure of={reply.refusal} />}
        <div className="reply-actions">
          <div className="stack">
            <Checkbox
              label={texts.reply.closing}
              description={texts.reply.closingMore}
              checked={closing}
              onChange={(event) => setClosing(event.currentTarget.checked)}
            />
            {others > 0 && (
              <Checkbox
                label={texts.reply.linked(others)}
                checked={linked}
                onChange={(event) => setLinked(event.currentTarget.checked)}
              />
            )}
          </div>
          <Button type="submit" loading={reply.pending} disabled={!ready}>
            {texts.reply.send}
          </Button>
        </div>
      </form>
    </Paper>
  );
}
