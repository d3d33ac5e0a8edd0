// One ticket: what was said, what happened to it, and what can be done, beside the conversation it came from.
/** @jsxImportSource react */

import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { useRead } from '../client/reading.tsx';
import { useStaff } from '../client/session.ts';
import type { TicketView } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icons.tsx';
import { useKeys } from '../parts/keys.ts';
import { Loading } from '../parts/loading.tsx';
import { Screen } from '../parts/screen.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { type Action, Actions } from './actions.tsx';
import { addressOf, useTicketChange } from './change.tsx';
import { ActionDialog } from './dialogs.tsx';
import { Facts } from './facts.tsx';
import { Files } from './files.tsx';
import { History } from './history.tsx';
import { Incident } from './incident.tsx';
import { useOthersLooking } from './looking.ts';
import { ReplyBox } from './reply-box.tsx';
import { TicketTalk } from './ticket-talk.tsx';

export function TicketScreen({ code }: { code: string }) {
  const read = useRead<TicketView>(addressOf(code));
  return (
    <Screen
      title={texts.title(code)}
      aside={
        <Link href="/tickets" className="back">
          <Icon name="back" size={16} />
          {texts.back}
        </Link>
      }
    >
      {read.isPending && <Loading lines={4} height={110} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.code === code && <Whole ticket={read.data} />}
    </Screen>
  );
}

function Whole({ ticket }: { ticket: TicketView }) {
  const staff = useStaff();
  const others = useOthersLooking(ticket.code);
  const [action, setAction] = useState<Action | null>(null);
  const reply = useRef<HTMLTextAreaElement>(null);
  const assign = useTicketChange(ticket, { action: 'assign', said: texts.assignDialog.done });

  useKeys({
    a: () => assign.run({ assigneeId: staff.id }),
    r: () => reply.current?.focus(),
    n: () => setAction('note'),
  });

  return (
    <>
      <div role="status">
        {others.length > 0 && (
          <p className="looking">
            <Icon name="eye" size={16} />
            {texts.looking(others.join(', '))}
          </p>
        )}
      </div>
      <Actions ticket={ticket} onChoose={setAction} onAssignMe={() => assign.run({ assigneeId: staff.id })} />
      {assign.notice ?? <Failure of={assign.refusal} />}
      <div className="ticket">
        <div className="ticket-side">
          <Facts ticket={ticket} />
          <Files ticket={ticket} />
          <Incident ticket={ticket} />
          <History events={ticket.events} />
        </div>
        <div className="ticket-side">
          <TicketTalk ticket={ticket} />
          <ReplyBox ticket={ticket} field={reply} />
        </div>
      </div>
      {action && <ActionDialog action={action} ticket={ticket} onClose={() => setAction(null)} />}
    </>
  );
}
