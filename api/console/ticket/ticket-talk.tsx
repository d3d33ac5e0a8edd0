// The conversation that has the ticket, and the way to the one it came from; with the sources that the assistant used.
/** @jsxImportSource react */

import { Paper } from '@mantine/core';
import { Link } from 'wouter';
import { useRead } from '../client/reading.tsx';
import type { ConversationView, TicketView } from '../client/shapes.ts';
import { conversationAddress, conversationPlace } from '../conversations/address.ts';
import { Talk } from '../conversations/talk.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { SHORT, SumUp } from './sum-up.tsx';

export function TicketTalk({ ticket: { code, conversationId, openedIn } }: { ticket: TicketView }) {
  const read = useRead<ConversationView>(conversationId && conversationAddress(conversationId));
  const isLong = read.data !== undefined && (read.data.earlier || read.data.activities.length > SHORT);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="talk-title">
      <div className="section-head">
        <h2 id="talk-title">{texts.talk.title}</h2>
        {openedIn && (
          <Link href={conversationPlace(openedIn)} className="small">
            {texts.talk.openedIn}
          </Link>
        )}
        {conversationId && (
          <Link href={conversationPlace(conversationId)} className="small">
            {texts.talk.open}
          </Link>
        )}
      </div>
      {conversationId === null && <Nothing title={texts.talk.none}>{texts.talk.noneMore}</Nothing>}
      {conversationId && read.isPending && <Loading lines={3} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {conversationId && isLong && <SumUp key={code} code={code} />}
      {conversationId && read.data && (
        <Talk
          id={conversationId}
          label={texts.talk.label}
          activities={read.data.activities}
          earlier={read.data.earlier}
        />
      )}
    </Paper>
  );
}
