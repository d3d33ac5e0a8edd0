// One conversation as a line of the list.
/** @jsxImportSource react */

import { Link } from 'wouter';
import type { ConversationRow } from '../client/shapes.ts';
import { sayBriefly } from '../client/time.ts';
import { Mark } from '../parts/mark.tsx';
import { conversations as texts } from '../texts/conversations.ts';
import { channelWord } from '../texts/words.ts';
import { conversationPlace } from './address.ts';

export function ConversationLine({
  conversation: { id, channel, waitingSince, place, holder, lastText, unread },
  current,
  of,
}: {
  conversation: ConversationRow;
  current: boolean;
  of: 'waiting' | 'mine';
}) {
  return (
    <li className="conversation-line" data-current={current}>
      <Link
        href={conversationPlace(id) + (of === 'mine' ? '?of=mine' : '')}
        aria-current={current ? 'true' : undefined}
      >
        <span className="conversation-who">{texts.anonymousCitizen(channelWord(channel))}</span>
        <span className="conversation-last">{lastText ?? texts.noText}</span>
        <span className="line-meta">
          {unread > 0 && <Mark tone="calm">{texts.unread(unread)}</Mark>}
          {place !== null && <Mark tone={place === 1 ? 'soon' : 'plain'}>{texts.place(place)}</Mark>}
          {waitingSince && <span>{texts.waitingSince(sayBriefly(waitingSince, new Date()))}</span>}
          {holder && <span>{texts.heldBy(holder.name)}</span>}
        </span>
      </Link>
    </li>
  );
}
