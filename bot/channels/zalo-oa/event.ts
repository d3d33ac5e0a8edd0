// What Zalo tells of an Official Account: the envelope as far as we read it, and what kind of news each event is.

import { z } from 'zod';

const id = z.union([z.string(), z.number()]).transform(String);
const text = z.string().catch('');
const payload = z
  .looseObject({
    url: text.optional(),
    name: text.optional(),
    type: text.optional(),
    title: text.optional(),
    description: text.optional(),
    coordinates: z
      .object({ latitude: z.coerce.string(), longitude: z.coerce.string() })
      .optional()
      .catch(undefined),
  })
  .catch({});

/** Fields that sources disagree about are read in both forms; what we do not know is left alone. */
export const ZaloEvent = z.looseObject({
  event_name: z.string().min(1).max(100),
  timestamp: id,
  app_id: id.optional(),
  oa_id: id.optional(),
  user_id: id.optional(),
  sender: z.looseObject({ id, admin_id: id.optional() }).optional(),
  recipient: z.looseObject({ id }).optional(),
  follower: z.looseObject({ id }).optional(),
  message: z
    .looseObject({
      msg_id: id.optional(),
      message_id: id.optional(),
      msg_ids: z.array(id).optional(),
      conversation_id: id.optional(),
      text: text.optional(),
      attachments: z
        .array(z.looseObject({ type: text, payload: payload.optional() }))
        .optional()
        .catch(undefined),
    })
    .optional(),
  info: z.looseObject({ name: text.optional(), phone: text.optional() }).optional(),
});
export type ZaloEvent = z.output<typeof ZaloEvent>;

/** What an event is to us; an event that stands nowhere here is `unknown`: counted, logged by name, answered 200. */
const NEWS = {
  message: [
    'user_send_text',
    'user_send_image',
    'user_send_gif',
    'user_send_audio',
    'user_send_video',
    'user_send_file',
    'user_send_location',
    'user_send_sticker',
    'user_send_link',
    'user_send_business_card',
    'anonymous_send_text',
    'anonymous_send_image',
    'anonymous_send_file',
    'anonymous_send_sticker',
  ],
  greeting: ['follow', 'user_click_chatnow'],
  leaving: ['unfollow'],
  contact: ['user_submit_info'],
  received: ['user_received_message'],
  seen: ['user_seen_message'],
  echo: [
    'oa_send_text',
    'oa_send_image',
    'oa_send_gif',
    'oa_send_list',
    'oa_send_file',
    'oa_send_sticker',
    'oa_send_template',
    'oa_send_consent',
    'oa_send_anonymous_text',
  ],
  reaction: ['user_reacted_message'],
  alarm: ['permission_revoked'],
} as const;
export type News = keyof typeof NEWS | 'unknown';

const NEWS_OF = new Map<string, News>(
  Object.entries(NEWS).flatMap(([news, names]) => names.map((name) => [name, news as News])),
);

export function newsOf({ event_name }: ZaloEvent): News {
  return NEWS_OF.get(event_name) ?? 'unknown';
}

/** The citizen of an event: whoever of sender and recipient is not the account, since receipts turn them round. */
export function citizenOf(event: ZaloEvent, oaId: string): string | null {
  const candidates = [event.sender?.id, event.recipient?.id, event.follower?.id, event.user_id];
  return candidates.find((candidate) => candidate !== undefined && candidate !== oaId) ?? null;
}

/** What a redelivery repeats: the message's id, or where there is none the event, its time and its person. */
export function eventIdOf(event: ZaloEvent, oaId: string): string {
  const { message, event_name, timestamp } = event;
  return message?.msg_id ?? message?.message_id ?? `${event_name}:${timestamp}:${citizenOf(event, oaId)}`;
}
