// The transcript as a Direct Line client reads it.

import { ASSISTANT_ID } from '../../adapter.ts';
import type { Page, Transcribed } from '../../conversations.ts';
import { OFFICER_ID } from '../../handover.ts';
import type { Part } from '../../notices.ts';

/** What both `GET …/activities` and a socket's frame hold. */
export type ActivitySet = { activities: object[]; watermark?: string };

/** What clients see of the transcript; how a conversation began is between us and the channel. */
const SHOWN = ['message', 'event', 'endOfConversation'];

/** How the assistant is called where a client shows names. */
const ASSISTANT = { id: ASSISTANT_ID, name: 'Trợ lý tự động', role: 'bot' };

/** Renders a page of the conversation that Direct Line knows as `conv`. */
export function activitySet(conv: string, page: Page): ActivitySet {
  const user = { id: page.userId, role: 'user' };
  const activities = page.activities
    .filter(({ activity }) => SHOWN.includes(activity.type ?? '') && !isErased(activity))
    .map(({ position, direction, activity, createdAt }) => ({
      ...activity,
      ...(activity.replyToId && { replyToId: activityId(conv, Number(activity.replyToId)) }),
      id: activityId(conv, position),
      timestamp: createdAt.toISOString(),
      channelId: 'directline',
      conversation: { id: conv },
      from: direction === 'inbound' ? user : speakerOf(activity),
    }));
  return { activities, watermark: String(page.watermark) };
}

/** A message of which only the row is left. */
function isErased({ type, text, value, attachments }: Transcribed['activity']): boolean {
  return type === 'message' && text === undefined && value === undefined && attachments === undefined;
}

function speakerOf({ from }: Transcribed['activity']): object {
  return from?.id === OFFICER_ID ? from : ASSISTANT;
}

/** Shown at once and not kept, so it carries no watermark. */
export function typing(conv: string): ActivitySet {
  return {
    activities: [{ type: 'typing', channelId: 'directline', conversation: { id: conv }, from: ASSISTANT }],
  };
}

/** An answer as far as it stands, for clients that show it while it is written; the others see that somebody types. */
export function writing(conv: string, { stream, nr, text }: Part): ActivitySet {
  const [activity] = typing(conv).activities;
  const channelData = { streamType: 'streaming', streamId: stream, streamSequence: nr };
  return { activities: [{ ...activity, id: `${conv}|${stream}-${nr}`, text, channelData }] };
}

/** The id of the activity at `position`, as clients see it. */
export function activityId(conv: string, position: number): string {
  return `${conv}|${String(position).padStart(7, '0')}`;
}
