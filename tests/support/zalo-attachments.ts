// What the loopback Zalo takes as attachment of a consultation message: the shapes and limits that the reference gives.

import { z } from 'zod';

const atMost = (length: number) =>
  z.string().refine((text) => text !== '' && Array.from(text).length <= length);

const ContactRequest = z.strictObject({
  template_type: z.literal('request_user_info'),
  elements: z.tuple([
    z.strictObject({ title: atMost(100), subtitle: atMost(500), image_url: z.url({ protocol: /^https$/ }) }),
  ]),
});
/** The only shape that a source reports to work on v3; whether it names its template is disputed. */
const Buttons = z.strictObject({
  template_type: z.string().optional(),
  buttons: z
    .array(
      z.strictObject({
        title: atMost(100),
        type: z.enum(['oa.query.show', 'oa.query.hide']),
        payload: atMost(1000),
      }),
    )
    .min(1)
    .max(5),
});
const Attachment = z.strictObject({
  type: z.literal('template'),
  payload: z.union([ContactRequest, Buttons]),
});

export type Attachment = z.output<typeof Attachment>;

export function takesAttachment(value: unknown): value is Attachment {
  return Attachment.safeParse(value).success;
}
