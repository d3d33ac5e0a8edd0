// A citizen's event as an activity of the transcript.

import type { Activity } from 'botbuilder-core';
import { writtenAt } from '../written-at.ts';
import type { ListedMessage } from './client.ts';
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

/** The lists call some kinds otherwise than the events do. */
const LISTED_AS: Readonly<Record<string, string>> = { photo: 'image', voice: 'audio' };
const ONLY_TEXT = ['text', 'link', 'links'];

/** A message that was read from a list, with its medium where the list tells where it lies. */
export function listedActivity({ text, type, url, at }: ListedMessage): Partial<Activity> {
  const kind = LISTED_AS[type.toLowerCase()] ?? type.toLowerCase();
  const payload = url === null ? {} : { url };
  return activityOf(text, ONLY_TEXT.includes(kind) ? [] : [{ type: kind, payload }], at.getTime());
}

/** A message, with its media as attachments that still lie at Zalo. */
export function messageActivity({ message, timestamp }: ZaloEvent): Partial<Activity> {
  return activityOf(message?.text ?? '', message?.attachments ?? [], timestamp);
}

type Media = NonNullable<NonNullable<ZaloEvent['message']>['attachments']>;

function activityOf(text: string, media: Media, moment: unknown): Partial<Activity> {
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
    ...writtenAt(moment),
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
