// What the Bot Platform of Zalo tells: both shapes of its updates, and what they become in the transcript.

import type { Activity } from 'botbuilder-core';
import { z } from 'zod';
import { writtenAt } from '../written-at.ts';

const id = z.union([z.string(), z.number()]).transform(String);

const Message = z.looseObject({
  from: z.looseObject({ id, is_bot: z.boolean().optional() }),
  chat: z.looseObject({ id, chat_type: z.string().optional() }),
  message_id: id,
  date: z.unknown().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  // Papers and running code name the image differently.
  photo: z.string().optional(),
  photo_url: z.string().optional(),
  voice_url: z.string().optional(),
  sticker: z.string().optional(),
  url: z.string().optional(),
});
const Update = z.looseObject({ event_name: z.string(), message: Message });
export type Update = z.output<typeof Update>;

/** The update of a webhook's body or of `getUpdates`, wrapped as `{ok, result}` or not; null for what is none. */
export function readUpdate(value: unknown): Update | null {
  const wrapped = z.looseObject({ result: z.unknown() }).safeParse(value);
  for (const candidate of [wrapped.data?.result, value]) {
    const one = Update.safeParse(Array.isArray(candidate) ? candidate[0] : candidate);
    if (one.success) return one.data;
  }
  return null;
}

/** Characters that are kept of a message, as in web chat. */
const TEXT_LIMIT = 4_000;

/** Media stay at Zalo; what the platform does not show us at all (`message.unsupported.received`) is an empty message. */
export function activityOf({ message }: Update): Partial<Activity> {
  const { date, text, caption, photo, photo_url, voice_url, sticker, url } = message;
  const media = [
    { contentType: 'image/*', contentUrl: photo_url ?? photo },
    { contentType: 'audio/aac', contentUrl: voice_url },
    {
      contentType: 'application/vnd.zalo.sticker',
      contentUrl: sticker === undefined ? undefined : (url ?? ''),
    },
  ];
  const attachments = media.flatMap(({ contentType, contentUrl }) =>
    contentUrl === undefined ? [] : [{ contentType, ...(contentUrl !== '' && { contentUrl }) }],
  );
  const characters = Array.from(text ?? caption ?? '');
  return {
    type: 'message',
    text: characters.slice(0, TEXT_LIMIT).join(''),
    textFormat: 'plain',
    ...writtenAt(date),
    ...(attachments.length > 0 && { attachments }),
    ...(characters.length > TEXT_LIMIT && { channelData: { cutFrom: characters.length } }),
  };
}
