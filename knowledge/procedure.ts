// One administrative procedure (thủ tục hành chính) and its parts, as every source delivers it and every answer reads it.

import { createHash } from 'node:crypto';
import { z } from 'zod';

export const LEVELS = ['ministry', 'province', 'commune', 'other'] as const;
export const SUBMISSION_CHANNELS = ['direct', 'online', 'postal'] as const;
export const TIME_UNITS = ['working_day', 'day', 'hour', 'month', 'year'] as const;

/** A date without a time, in Việt Nam: `2026-07-01`. */
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** How long the office takes. `amount` may be a decimal (2.5). Sources often give only a sentence: then `amount` is null and `text` says it. Both null never occurs. */
export const processingTime = z.object({
  amount: z.number().nonnegative().nullable(),
  unit: z.enum(TIME_UNITS).nullable(),
  text: z.string().nullable(),
});

/**
 * One fee line. A source amount of 0 never means "free" by itself (the portal prints 0 for unknown as well): readers
 * keep `amount: 0` and leave `text` to say more; who states fees must treat 0 without text as unsettled.
 */
export const fee = z.object({
  kind: z.enum(['fee', 'service_fee', 'price']),
  amount: z.number().nonnegative().nullable(),
  currency: z.enum(['VND', 'USD']),
  text: z.string().nullable(),
});

/** One way to file, with the time and fees of that way. A procedure may have several rows for one channel. */
export const submission = z.object({
  channel: z.enum(SUBMISSION_CHANNELS),
  time: processingTime.nullable(),
  fees: z.array(fee),
  note: z.string().nullable(),
});

/** A paper to hand in; `forms` are names of form files offered for it. */
export const paper = z.object({
  name: z.string().min(1),
  originals: z.number().int().nonnegative(),
  copies: z.number().int().nonnegative(),
  forms: z.array(z.string()),
});

/** Papers for one case of the procedure ("trường hợp …"); `notes` are entries of the source that are no papers. */
export const paperSet = z.object({
  name: z.string().nullable(),
  papers: z.array(paper),
  notes: z.array(z.string()),
});

export const legalBasis = z.object({ number: z.string().nullable(), title: z.string().nullable() });

export const procedure = z.object({
  code: z.string().regex(/^\d\.\d{6,9}$/),
  title: z.string().min(1),
  levels: z.array(z.enum(LEVELS)),
  fields: z.array(z.string()),
  /** Who decides and answers for it. */
  agencies: z.array(z.string()),
  /** Where papers are handed in, when the source says so. */
  receivedAt: z.string().nullable(),
  /** Who published it; null = the source does not say (the `.doc` export). */
  publisher: z.string().nullable(),
  decision: z.object({ number: z.string().nullable(), date: isoDate.nullable() }),
  publishedOn: isoDate.nullable(),
  subjects: z.array(z.string()),
  submissions: z.array(submission),
  paperSets: z.array(paperSet),
  steps: z.array(z.object({ name: z.string().nullable(), text: z.string() })),
  conditions: z.string().nullable(),
  results: z.array(z.string()),
  legalBases: z.array(legalBasis),
  /** Whether the whole procedure can be done online (dịch vụ công trực tuyến toàn trình); null = the source does not say. */
  wholeOnline: z.boolean().nullable(),
  /** The official page. */
  link: z.url(),
});

export type Procedure = z.infer<typeof procedure>;
export type Level = (typeof LEVELS)[number];
export type SubmissionChannel = (typeof SUBMISSION_CHANNELS)[number];
export type TimeUnit = (typeof TIME_UNITS)[number];
export type ProcessingTime = z.infer<typeof processingTime>;
export type Fee = z.infer<typeof fee>;
export type Submission = z.infer<typeof submission>;
export type Paper = z.infer<typeof paper>;
export type PaperSet = z.infer<typeof paperSet>;
export type LegalBasis = z.infer<typeof legalBasis>;

/** Fingerprint of what the record says, independent of key order in the source. */
export function digestOf(record: Procedure): string {
  return createHash('sha256')
    .update(JSON.stringify(procedure.parse(record)))
    .digest('hex');
}

/** Page of a procedure on the national portal, as published in public code since 2019; not yet confirmed for the portal of 2026. */
export function officialLink(code: string): string {
  return `https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=${encodeURIComponent(code)}`;
}
