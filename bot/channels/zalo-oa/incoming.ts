// A citizen's event as an activity of the transcript.

import type { Activity } from 'botbuilder-core';
import type { ZaloEvent } from './event.ts';

/** Characters that are kept of a message, as in web chat. */
const TEXT_LIMIT = 4_000;
const MOST_ATTACHMENTS = 10;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  image: 'image/*',
  gif: 'image/gif',
  audio: 'audio/aac',
  video: 'video/*',
  file: 'application/octet-stream',
  sticker: 'application/vnd.zalo.sticker',
  location: 'application/vnd.zalo.location',
  link: 'application/vnd.zalo.link',
};

/** A message that was read from a list, where only its text is told. */
export function listedActivity({ text, type }: { text: string; type: string }): Partial<Activity> {
  const attachments = type === 'text' || type === 'link' ? [] : [{ type }];
  return activityOf(text, attachments);
}

/** A message, with its media as attachments that still lie at Zalo. */
export function messageActivity({ message }: ZaloEvent): Partial<Activity> {
  return activityOf(message?.text ?? '', message?.attachments ?? []);
}

type Media = NonNullable<NonNullable<ZaloEvent['message']>['attachments']>;

function activityOf(text: string, media: Media): Partial<Activity> {
  const characters = Array.from(text);
  const attachments = media.slice(0, MOST_ATTACHMENTS).map(({ type, payload = {} }) => ({
    contentType: CONTENT_TYPES[type] ?? `application/vnd.zalo.${type.replace(/[^a-z]/g, '') || 'other'}`,
    ...(payload.url && { contentUrl: payload.url }),
    ...(payload.name && { name: payload.name }),
    ...(payload.coordinates && { content: payload.coordinates }),
  }));
  return {
    type: 'message',
    text: characters.slice(0, TEXT_LIMIT).join(''),
    textFormat: 'plain',
    ...(attachments.length > 0 && { attachments }),
    ...(characters.length > TEXT_LIMIT && { channelData: { cutFrom: characters.length } }),
  };
}

/** What a citizen shared when asked for contact details, as if typed. */
export function contactActivity({ info }: ZaloEvent): Partial<Activity> {
  const said = [info?.name, info?.phone].filter(Boolean).join(', ');
  return { type: 'message', text: said, textFormat: 'plain' };
}

/** Somebody has come: the assistant introduces itself. */
export function greetingActivity(citizenId: string): Partial<Activity> {
  return { type: 'conversationUpdate', membersAdded: [{ id: citizenId, name: '' }] };
}

export function eventActivity(name: string): Partial<Activity> {
  return { type: 'event', name };
}
