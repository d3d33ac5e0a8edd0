// A reply that has just gone out, for as long as it can still be taken back.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { TicketView } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { useTicketChange } from './change.tsx';

/** `onUndone` gets the text of the reply back. */
export function UndoBar({ ticket, onUndone }: { ticket: TicketView; onUndone(text: string): void }) {
  const seconds = useSecondsUntil(ticket.undoUntil);
  const undo = useTicketChange(ticket, {
    action: 'reply/undo',
    said: texts.reply.undone,
    onDone: () => onUndone(lastReply(ticket)),
  });
  if (seconds <= 0) return undo.notice ?? <Failure of={undo.refusal} />;
  return (
    <div className="undo">
      {/* The seconds are for the eyes; read aloud every second they would drown the rest. */}
      <span aria-hidden="true">{texts.reply.sentBar(seconds)}</span>
      <Button size="xs" variant="default" loading={undo.pending} onClick={() => undo.run({})}>
        {texts.reply.undo}
      </Button>
      {undo.notice ?? <Failure of={undo.refusal} />}
    </div>
  );
}

function lastReply({ events }: TicketView): string {
  return events.findLast(({ kind }) => kind === 'replied')?.text ?? '';
}

function useSecondsUntil(until: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  const left = until === null ? 0 : Math.ceil((Date.parse(until) - now) / 1000);
  const running = left > 0;
  useEffect(() => {
    setNow(Date.now());
    if (until === null || !running) return;
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, [until, running]);
  return Math.max(0, left);
}
