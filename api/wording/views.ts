// What the interface takes and shows of the assistant's sentences.

import { z } from 'zod';
import { INPUT_FAULTS as SAID } from '../input-faults.ts';

export const sentencePath = z.strictObject({
  key: z.string(SAID.sentence).regex(/^[a-z]+(?:\.[A-Za-z_]+){1,3}$/, SAID.sentence),
});

/** NFC text of a few lines. */
export const sentenceChange = z.strictObject({
  text: z
    .string(SAID.sentence)
    .transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .refine((text) => text.length >= 2 && text.length <= 1000 && !/[^\P{C}\n]/u.test(text), SAID.sentence),
});

export const Sentence = z.object({
  key: z.string(),
  /** What the citizen reads now. */
  text: z.string(),
  /** What the software brings along. */
  shipped: z.string(),
  /** Null: said as shipped. */
  changedAt: z.iso.datetime().nullable(),
});
export const SentenceList = z.object({ sentences: z.array(Sentence) });
