// A message of the personal account as its socket gives it: only plain strings leave this file.

import type { Activity } from 'botbuilder-core';
import { writtenAt } from '../written-at.ts';

/** `self`: written on the account itself, by us or on somebody's phone. `sentAt` in milliseconds. */
export type PersonalMessage = {
  id: string;
  threadId: string;
  self: boolean;
  sentAt: number;
  activity: Partial<Activity>;
};

/** Characters that are kept of a message, as in web chat. */
const TEXT_LIMIT = 4_000;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  'chat.photo': 'image/*',
  'chat.gif': 'image/gif',
  'chat.voice': 'audio/aac',
  'chat.video.msg': 'video/*',
  'share.file': 'application/octet-stream',
  'chat.sticker': 'application/vnd.zalo.sticker',
  'chat.location.new': 'application/vnd.zalo.location',
};

/**
 * Long numbers of the socket arrive as objects of a number library, and its objects have no prototype: ids are made
 * strings here and nothing else is believed about them. Null for what is no message of a person.
 */
export function readMessage(message: {
  threadId: unknown;
  isSelf: boolean;
  data: object;
}): PersonalMessage | null {
  const { msgId, ts, msgType, content } = message.data as Record<string, unknown>;
  if (msgId === undefined || message.threadId === undefined) return null;
  const isFile = msgType === 'share.file';
  const said = typeof content === 'string' ? content : isFile ? '' : titleOf(content);
  const characters = Array.from(said);
  const media =
    typeof content === 'string' ? null : (CONTENT_TYPES[String(msgType)] ?? 'application/vnd.zalo.other');
  const href = (content as { href?: unknown } | null)?.href;
  return {
    id: String(msgId),
    threadId: String(message.threadId),
    self: message.isSelf,
    sentAt: Number(ts),
    activity: {
      type: 'message',
      text: characters.slice(0, TEXT_LIMIT).join(''),
      textFormat: 'plain',
      ...writtenAt(ts),
      ...(media !== null && {
        attachments: [
          {
            contentType: media,
            ...(typeof href === 'string' && href !== '' && { contentUrl: href }),
            ...(isFile && { name: titleOf(content) }),
          },
        ],
      }),
      ...(characters.length > TEXT_LIMIT && { channelData: { cutFrom: characters.length } }),
    },
  };
}

/** The caption of a picture; the name of a file, which nobody said. */
function titleOf(content: unknown): string {
  const title = (content as { title?: unknown } | null)?.title;
  return typeof title === 'string' ? title : '';
}
