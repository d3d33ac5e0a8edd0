// The chosen conversation: taken over, talked in live, handed back.
/** @jsxImportSource react */

import { Button, Paper } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useChange, useRead } from '../client/reading.tsx';
import { useStaff } from '../client/session.ts';
import type { ConversationView } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icons.tsx';
import { Loading } from '../parts/loading.tsx';
import { StatusMark } from '../parts/mark.tsx';
import { conversations as texts } from '../texts/conversations.ts';
import { queue } from '../texts/queue.ts';
import { channelWord } from '../texts/words.ts';
import { conversationAddress, conversationPlace } from './address.ts';
import { SayBox } from './say-box.tsx';
import { Talk } from './talk.tsx';

export function ConversationPane({ id, of }: { id: string; of: 'waiting' | 'mine' }) {
  const address = conversationAddress(id);
  const staff = useStaff();
  const say = useSay();
  const [, go] = useLocation();
  const list = `/conversations${of === 'mine' ? '?of=mine' : ''}`;
  const turn = useChange<'take' | 'give-back'>({
    send: (client, action) => client.send('POST', `${address}/${action}`),
    refreshes: ['/api/conversations'],
    onDone(_, action) {
      say(action === 'take' ? texts.taken : texts.givenBack);
      go(action === 'take' ? `${conversationPlace(id)}?of=mine` : list, { replace: true });
    },
  });
  // What was handed back need not be any concern of the officer's any more.
  const isLeaving = turn.variables === 'give-back' && !turn.isError;
  const read = useRead<ConversationView>(isLeaving ? null : address);

  if (read.isPending) return <Loading lines={4} height={72} />;
  if (read.isError) return <Failure of={read.error} onRetry={() => void read.refetch()} />;
  const { conversation, activities, earlier, tickets } = read.data;
  const mine = conversation.holder?.id === staff.id;

  return (
    <Paper withBorder p="md" component="section" aria-labelledby="conversation-title" className="pane">
      <Link href={list} className="back pane-back">
        <Icon name="back" size={16} />
        {texts.back}
      </Link>
      <div className="section-head">
        <div>
          <h2 id="conversation-title">{texts.anonymousCitizen(channelWord(conversation.channel))}</h2>
          <p className="dim small">
            {conversation.holder ? texts.heldBy(conversation.holder.name) : texts.withBot}
          </p>
        </div>
        {mine ? (
          <Button
            variant="default"
            size="sm"
            loading={turn.isPending}
            onClick={() => turn.mutate('give-back')}
          >
            {texts.giveBack}
          </Button>
        ) : (
          <Button size="sm" loading={turn.isPending} onClick={() => turn.mutate('take')}>
            {texts.take}
          </Button>
        )}
      </div>
      <Failure of={turn.error} />
      <Talk id={id} label={texts.log} activities={activities} earlier={earlier} />
      {mine ? <SayBox id={id} /> : <p className="dim small">{texts.takeFirst}</p>}
      {tickets.length > 0 && (
        <div>
          <h3>{texts.tickets}</h3>
          <ul className="plain-list">
            {tickets.map(({ code, status, openedAt }) => (
              <li key={code}>
                <Link href={`/tickets/${code}`} className="code">
                  {code}
                </Link>{' '}
                <StatusMark status={status} />{' '}
                <span className="dim small">{queue.opened(sayMoment(openedAt))}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Paper>
  );
}
