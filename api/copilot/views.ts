// What the copilot gives officers: the shapes of its routes, shared by server and console.

import { z } from 'zod';
import { MODEL_OUTCOMES } from '../../knowledge/language-model/judged.ts';
import { DRAFTS } from '../../knowledge/language-model/prompts.ts';
import { whole } from '../gaps/input.ts';
import { INPUT_FAULTS as SAID } from '../input-faults.ts';

export const SOURCE_KINDS = ['procedure', 'ticket', 'canned_reply'] as const;

/** Whether the caller may ask it. */
export const CopilotState = z.object({ on: z.boolean() });

/** A draft that nobody has sent. `cut`: sentences were left out because they claimed what was not looked up. */
export const Suggestion = z.object({
  text: z.string(),
  /** What was looked up for it; `code` is the number of a ready reply. */
  sources: z.array(z.object({ kind: z.enum(SOURCE_KINDS), code: z.string(), title: z.string() })),
  cut: z.boolean(),
});

export const Summary = z.object({ text: z.string(), cut: z.boolean() });

export const CopilotRunsQuery = z.strictObject({
  outcome: z.enum(MODEL_OUTCOMES, SAID.modelOutcome).optional(),
  /** `next` of the page before. */
  before: z
    .string(SAID.id)
    .regex(/^[1-9]\d{0,17}$/, SAID.id)
    .optional(),
  limit: whole(20, 1, 100),
});

/** One run, masked as it went out; texts are null once erased. */
export const CopilotRunRow = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  ticket: z.string(),
  purpose: z.enum(DRAFTS),
  model: z.string(),
  outcome: z.enum(MODEL_OUTCOMES),
  reason: z.string().nullable(),
  calls: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  ms: z.int(),
  prompt: z.string().nullable(),
  steps: z.array(z.object({ tool: z.string(), input: z.string(), result: z.string() })),
  reply: z.string().nullable(),
  /** What was left of the reply, before names were put back. */
  made: z.string().nullable(),
});
export const CopilotRunPage = z.object({ runs: z.array(CopilotRunRow), next: z.string().nullable() });
