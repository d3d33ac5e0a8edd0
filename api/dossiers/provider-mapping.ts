// Where in the provider's JSON each thing of a dossier stands, as a file that the operator writes; docs/dossiers.md describes it.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Dossier } from './dossier.ts';
import { writtenInstant, writtenStatus, writtenWay } from './written.ts';

const path = z.string().regex(/^[^.\s]+(?:\.[^.\s]+)*$/, 'expected a path like data.status');

const Mapping = z.strictObject({
  /** Path of the object that is the dossier; of a list, its first entry counts. */
  root: path.optional(),
  /** Paths within it. */
  fields: z
    .strictObject({
      procedureTitle: path,
      agency: path,
      status: path,
      procedureCode: path.optional(),
      field: path.optional(),
      receivedAt: path.optional(),
      dueAt: path.optional(),
      finishedAt: path.optional(),
      filedBy: path.optional(),
      returnedBy: path.optional(),
      phone: path.optional(),
      identity: path.optional(),
    })
    .refine(({ phone, identity }) => phone || identity, 'expected phone or identity, for the second factor'),
  /** The provider's own words or numbers for statuses → `TrangThai`. */
  statuses: z.record(z.string(), z.number().int().min(1).max(10)).default({}),
});
export type ProviderMapping = z.infer<typeof Mapping>;

/** Under our own names. */
const OWN = Mapping.parse({
  fields: Object.fromEntries(
    Object.keys(Dossier.shape)
      .filter((name) => name !== 'code')
      .map((name) => [name, name]),
  ),
});

/** The mapping in `file`, or that under our own names. Throws an Error naming the file and what is wrong with it. */
export async function readMapping(file: string | null): Promise<ProviderMapping> {
  if (file === null) return OWN;
  try {
    return Mapping.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new Error(`The mapping of the dossier provider in ${file} cannot be used: ${why}`, { cause });
  }
}

/**
 * The dossier in an answer; null where the root is missing or empty. Throws an Error that names the field but not its
 * value when the answer is of another shape.
 */
export function mapDossier(
  answer: unknown,
  code: string,
  { root, fields, statuses }: ProviderMapping,
): Dossier | null {
  const found = root === undefined ? answer : at(answer, root);
  const object = Array.isArray(found) ? found[0] : found;
  if (object === undefined || object === null) return null;

  function text(name: keyof typeof fields): string | null {
    const where = fields[name];
    const value = where === undefined ? null : at(object, where);
    if (value === undefined || value === null || value === '') return null;
    if (typeof value !== 'string' && typeof value !== 'number') throw unexpected(name);
    return String(value).normalize('NFC').trim();
  }

  function read<T>(name: keyof typeof fields, reader: (text: string) => T | null): T | null {
    const value = text(name);
    const read = value === null ? null : reader(value);
    if (value !== null && read === null) throw unexpected(name);
    return read;
  }

  const parsed = Dossier.safeParse({
    code,
    procedureCode: text('procedureCode'),
    procedureTitle: text('procedureTitle'),
    field: text('field'),
    agency: text('agency'),
    status: read('status', (value) => statuses[value] ?? writtenStatus(value)),
    receivedAt: read('receivedAt', writtenInstant),
    dueAt: read('dueAt', (value) => writtenInstant(value, { due: true })),
    finishedAt: read('finishedAt', writtenInstant),
    filedBy: read('filedBy', writtenWay),
    returnedBy: read('returnedBy', writtenWay),
    phone: text('phone'),
    identity: text('identity'),
  });
  if (!parsed.success) throw unexpected(parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
  return parsed.data;
}

function unexpected(name: string): Error {
  return new Error(`The dossier provider gave something unexpected for ${name}`);
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
          ? (inner as Record<string, unknown>)[key]
          : undefined,
      value,
    );
}
