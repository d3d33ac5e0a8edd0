// What one turn says and decides, before it becomes Bot Framework activities.

import { ActionTypes, type Activity } from 'botbuilder-core';
import type { GapNote } from './gaps.ts';
import type { TurnRecord } from './turn.ts';

export interface Reply {
  /** Plain text with "- " lists, links and one **headline**; empty where nothing is to be said. */
  text: string;
  /** Short texts offered as buttons; tapping one sends it. */
  suggestions: readonly string[];
  record: TurnRecord;
  /** Files may be sent now; channels that can show a way to. */
  takesFiles?: boolean;
  /** The citizen is asked for name and number; channels that can offer to share them. */
  asksContact?: boolean;
  /** Something was done that cannot be taken back. */
  final?: true;
  /** What could not be answered, or was after all. */
  gaps?: readonly GapNote[];
}

/** The activity a channel delivers; suggestions become suggested actions of type imBack. */
export function messageActivity({
  text,
  suggestions,
  takesFiles = false,
  asksContact = false,
}: Pick<Reply, 'text' | 'suggestions' | 'takesFiles' | 'asksContact'>): Partial<Activity> {
  const channelData = { ...(takesFiles && { takesFiles }), ...(asksContact && { asksContact }) };
  return {
    type: 'message',
    text,
    textFormat: 'markdown',
    ...(Object.keys(channelData).length > 0 && { channelData }),
    ...(suggestions.length > 0 && {
      suggestedActions: {
        to: [],
        actions: suggestions.map((title) => ({ type: ActionTypes.ImBack, title, value: title })),
      },
    }),
  };
}
