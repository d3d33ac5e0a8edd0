// What is shown of an answer while it is still being written; nothing of it is kept, and the answer itself takes its place.
// The marks are those of the Bot Framework for one message in parts (channelData of the activities).

import type { Activity } from 'botbuilder-core';
import type { ConversationId } from './conversations.ts';
import type { Notices } from './notices.ts';

export interface Writing {
  /** Shows the answer as far as it stands. */
  show(soFar: string): void;
  /** The replies of the turn, the last message marked as the end of what was shown. */
  close(replies: readonly Partial<Activity>[]): readonly Partial<Activity>[];
}

export function createWriting({
  id,
  position,
  notices,
  onTrouble,
}: {
  id: ConversationId;
  /** Of the message that is being answered. */
  position: number;
  notices: Pick<Notices, 'tellAll'>;
  onTrouble: (error: unknown) => void;
}): Writing {
  const stream = `stream-${position}`;
  let nr = 0;
  return {
    show(text) {
      nr++;
      notices.tellAll('writing', id, { stream, nr, text }).catch(onTrouble);
    },
    close(replies) {
      const end = replies.findLastIndex(({ type }) => type === 'message');
      if (nr === 0) return replies;
      return replies.map((reply, i) =>
        i === end
          ? { ...reply, channelData: { ...reply.channelData, streamType: 'final', streamId: stream } }
          : reply,
      );
    },
  };
}
