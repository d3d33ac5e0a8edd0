// What the interface shows of gaps, aliases and found procedures.

import { z } from 'zod';
import { GAP_OUTCOMES } from '../../bot/gaps.ts';
import { LEVELS } from '../../knowledge/procedure.ts';

export const Gap = z.object({
  id: z.string(),
  count: z.int(),
  /** Days on the calendar of Viet Nam. */
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  status: z.enum(['open', 'resolved']),
  resolution: z.object({ by: z.enum(['alias', 'link']), code: z.string(), at: z.iso.datetime() }).nullable(),
  /** How it was said, masked, most frequent first. */
  messages: z.array(
    z.object({
      text: z.string(),
      outcome: z.enum(GAP_OUTCOMES),
      channel: z.string(),
      codes: z.array(z.string()),
      count: z.int(),
    }),
  ),
});
export const GapPage = z.object({
  gaps: z.array(Gap),
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
});
export const Alias = z.object({ code: z.string(), phrase: z.string() });
export const FoundProcedures = z.object({
  procedures: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      levels: z.array(z.enum(LEVELS)),
      score: z.number(),
      coverage: z.number(),
      /** The title or alias that fits best. */
      phrase: z.object({ fit: z.number(), text: z.string() }),
      lexical: z.number(),
      dense: z.number(),
      /** What officers have added. */
      aliases: z.array(z.string()),
    }),
  ),
});
