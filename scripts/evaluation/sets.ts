// The evaluation sets as files: questions, messages and dialogs, one JSON object a line.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FACETS } from '../../knowledge/facet.ts';

const facet = z.enum(FACETS);

export const question = z.object({
  id: z.string(),
  question: z.string(),
  style: z.string().default('plain'),
  facet,
  codes: z.array(z.string()).min(1),
  facts: z.array(z.string()).default([]),
  topic: z.string().default(''),
});
export type SetQuestion = z.infer<typeof question>;

export const message = z.object({
  id: z.string(),
  text: z.string(),
  intent: z.string(),
  category: z.string().optional(),
  dossierCode: z.string().optional(),
});
export type SetMessage = z.infer<typeof message>;

export const dialog = z.object({
  id: z.string(),
  turns: z.array(
    z.object({
      user: z.string(),
      expect: z.object({
        intent: z.string().optional(),
        facet: facet.optional(),
        codes: z.array(z.string()).optional(),
        facts: z.array(z.string()).optional(),
        category: z.string().optional(),
        dossierCode: z.string().optional(),
      }),
    }),
  ),
});
export type SetDialog = z.infer<typeof dialog>;
export type Expectation = SetDialog['turns'][number]['expect'];

/** A conversation of somebody who means harm, message by message; `kind` says in which way. */
export const adversarial = z.object({
  id: z.string(),
  kind: z.string(),
  turns: z.array(z.string()).min(1),
});
export type SetAdversarial = z.infer<typeof adversarial>;

/** A line of a set that cannot be used; the message names file, line and what is wrong with it. */
export class InvalidSet extends Error {
  override readonly name = 'InvalidSet';
}

/** Reads a set, at most the first `limit` lines of it. Throws InvalidSet for a line that does not fit. */
export function readSet<T>(file: string, schema: z.ZodType<T>, limit = Number.POSITIVE_INFINITY): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .slice(0, limit)
    .map(({ line, number }) => {
      const parsed = schema.safeParse(jsonOf(file, line, number));
      if (!parsed.success) throw new InvalidSet(`${file} line ${number}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}

function jsonOf(file: string, line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new InvalidSet(`${file} line ${number}: this is not JSON: ${line.slice(0, 60)}`);
  }
}
