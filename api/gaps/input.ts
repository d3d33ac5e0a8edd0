// What officers may send about gaps and aliases: shapes, and a refusal that names every fault in Vietnamese.

import type { Request } from 'express';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import { INPUT_FAULTS as SAID } from '../problems.ts';

const code = z.string(SAID.code).regex(/^\d\.\d{6,9}$/, SAID.code);
const gapId = z.string(SAID.gapId).regex(/^[1-9]\d{0,17}$/, SAID.gapId);

/** One line of NFC text with at least two letters; what cannot be seen is refused. */
const phrase = z
  .string(SAID.phrase)
  .transform((text) => text.normalize('NFC').trim().replace(/ +/g, ' '))
  .refine(
    (text) =>
      text.length >= 2 &&
      text.length <= 200 &&
      /\p{L}.*\p{L}/u.test(text) &&
      !/\p{C}|\p{Zl}|\p{Zp}/u.test(text),
    SAID.phrase,
  );

/** A whole number in the query, as text. */
export function whole(standard: number, min: number, max: number) {
  const said = SAID.whole(min, max);
  return z
    .string(said)
    .regex(/^\d{1,6}$/, said)
    .transform(Number)
    .refine((number) => number >= min && number <= max, said)
    .default(standard);
}

export const gapPage = z.strictObject({
  status: z.enum(['open', 'resolved'], SAID.status).default('open'),
  sort: z.enum(['count', 'recent'], SAID.sort).default('count'),
  limit: whole(20, 1, 100),
  offset: whole(0, 0, 100_000),
});
export const gapPath = z.strictObject({ id: gapId });
export const gapResolution = z.strictObject({ code });
export const procedurePath = z.strictObject({ code });
export const newAlias = z.strictObject({
  code,
  phrase,
  gapId: gapId.optional(),
  shared: z.boolean(SAID.shared).default(false),
});
export const oldAlias = z.strictObject({ code, phrase });
export const procedureQuery = z.strictObject({
  q: z
    .string(SAID.q)
    .max(500, SAID.q)
    .regex(/[\p{L}\p{N}]/u, SAID.q),
  limit: whole(10, 1, 50),
});

/** The value as `schema` reads it. Throws Problem `invalid` with `errors: {field, message}[]`. */
export function readInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: ({ code }) => faultOf(code) });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: key.slice(0, 50), message: SAID.unknown }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  );
  throw new Problem('invalid', { more: { errors } });
}

/** The body of a request, which must be JSON. Throws Problem `unsupported` or `invalid`. */
export function readBody<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  if (request.is('json') === false) throw new Problem('unsupported');
  return readInput(schema, request.body);
}

function faultOf(code: string | undefined): string {
  return code === 'unrecognized_keys' ? SAID.unknown : SAID.shape;
}
