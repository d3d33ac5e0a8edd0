// What a client may send: the fields we know, bounded; everything else is left behind.

import type { Activity } from 'botbuilder-core';
import { z } from 'zod';
import { storableText } from '../../storable.ts';
import { Refusal } from './refusal.ts';

/** `cutFrom`: how long the text was, where only its beginning was kept; `easy`: easy words are wanted in answer. */
export type ChannelData = { clientActivityID?: string; cutFrom?: number; easy?: true };

/** `messageId` null: the client gave nothing to recognise a repeated message by. */
export type Incoming = { activity: Partial<Activity>; messageId: string | null };

/** Characters of a message that are kept and read. */
export const TEXT_LIMIT = 4_000;
const VALUE_LIMIT = 4_000;
const VALUE_DEPTH = 8;

const Sent = z.object({
  type: z.enum(['message', 'event', 'typing', 'conversationUpdate']),
  text: z.string().nullish(),
  name: z.string().max(100).nullish(),
  value: z.unknown().optional(),
  locale: z.unknown().optional(),
  attachments: z.array(z.unknown()).nullish(),
  channelData: z
    .object({ clientActivityID: z.string().min(1).max(200).nullish(), easy: z.unknown().optional() })
    .nullish(),
});

/** Reads the body of `POST …/activities`. Throws a Refusal for what cannot be taken in. */
export function readIncoming(body: unknown): Incoming {
  const parsed = Sent.safeParse(body);
  if (!parsed.success) {
    const wrongType = parsed.error.issues.some(({ path }) => path[0] === 'type');
    throw new Refusal(wrongType ? 'UnknownActivityType' : 'BadArgument', { cause: parsed.error });
  }
  const { type, text, name, value, locale, attachments, channelData } = parsed.data;
  const characters = Array.from(storableText(text ?? ''));
  const clientActivityID = channelData?.clientActivityID ?? undefined;
  const isBlank = !/[^\p{White_Space}\p{C}]/u.test(characters.join(''));
  if (type === 'message' && isBlank && (value === undefined || value === null))
    throw new Refusal(attachments?.length ? 'UploadNotSupported' : 'EmptyMessage');
  if (!isModest(value)) throw new Refusal('TooLarge');

  const kept: ChannelData = {
    ...(clientActivityID && { clientActivityID }),
    ...(channelData?.easy === true && { easy: true }),
    ...(characters.length > TEXT_LIMIT && { cutFrom: characters.length }),
  };
  const activity: Partial<Activity> = {
    type,
    ...(type === 'message' && { text: characters.slice(0, TEXT_LIMIT).join(''), textFormat: 'plain' }),
    ...(type === 'event' && name && { name }),
    ...(value !== undefined && value !== null && { value }),
    ...localeOf(locale),
    ...(Object.keys(kept).length > 0 && { channelData: kept }),
  };
  return { activity, messageId: clientActivityID ? `client:${clientActivityID}` : null };
}

/** `{locale}` when it looks like a language tag, otherwise nothing: a wrong one is no reason to refuse. */
export function localeOf(locale: unknown): { locale?: string } {
  return typeof locale === 'string' && /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(locale) ? { locale } : {};
}

function isModest(value: unknown): boolean {
  return isShallow(value, VALUE_DEPTH) && (JSON.stringify(value) ?? '').length <= VALUE_LIMIT;
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((item) => isShallow(item, depth - 1));
}
