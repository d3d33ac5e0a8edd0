// What the interface takes and shows of what a language model was asked: shapes shared by server and console.

import { z } from 'zod';
import { MODEL_MODES } from '../../knowledge/language-model/consult.ts';
import { MODEL_OUTCOMES } from '../../knowledge/language-model/judged.ts';
import { PROMPTS } from '../../knowledge/language-model/prompts.ts';
import { whole } from '../gaps/input.ts';
import { INPUT_FAULTS as SAID } from '../input-faults.ts';

export const modelTurnQuery = z.strictObject({
  outcome: z.enum(MODEL_OUTCOMES, SAID.modelOutcome).optional(),
  purpose: z.enum(PROMPTS, SAID.modelPurpose).optional(),
  /** `next` of the page before. */
  before: z
    .string(SAID.id)
    .regex(/^[1-9]\d{0,17}$/, SAID.id)
    .optional(),
  limit: whole(20, 1, 100),
});

export const ModelTurnRow = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  mode: z.enum(MODEL_MODES),
  purpose: z.enum(PROMPTS),
  model: z.string(),
  outcome: z.enum(MODEL_OUTCOMES),
  reason: z.string().nullable(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  ms: z.int(),
  /** Masked; null once erased. */
  prompt: z.string().nullable(),
  reply: z.string().nullable(),
  /** What there was without the model, and what it made of it. */
  without: z.string().nullable(),
  made: z.string().nullable(),
});
export const ModelTurnPage = z.object({
  turns: z.array(ModelTurnRow),
  next: z.string().nullable(),
  /** Of the last days with any, newest first. */
  tokensPerDay: z.array(z.object({ day: z.iso.date(), tokens: z.int() })),
});
