// What the interface takes and shows of imports of the catalogue.

import { z } from 'zod';
import { INPUT_FAULTS as SAID } from '../input-faults.ts';
import type { PendingImport } from './imports.ts';

const SHOWN = 50;
const FAULTS_SHOWN = 200;

export const importQuery = z.strictObject({
  name: z
    .string(SAID.fileName)
    .transform((name) => name.normalize('NFC').trim())
    .refine((name) => name.length >= 1 && name.length <= 200 && !/\p{C}/u.test(name), SAID.fileName),
  partial: z
    .enum(['true', 'false'], SAID.partial)
    .default('true')
    .transform((text) => text === 'true'),
});
export const importPath = z.strictObject({ id: z.uuid(SAID.shape) });
export const importStart = z.strictObject({ allowRepeal: z.boolean(SAID.shared).default(false) });

const Titled = z.object({ code: z.string(), title: z.string() });

export const Import = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['planned', 'changed', 'running', 'done', 'failed']),
  progress: z.object({ done: z.int(), total: z.int() }),
  /** Records read, whatever became of them. */
  read: z.int(),
  counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), repealed: z.int() }),
  /** The first of each. */
  new: z.array(Titled),
  changed: z.array(Titled),
  repealed: z.array(z.string()),
  /** More would be repealed than is plausible. */
  tooMany: z.boolean(),
  leftOut: z.object({ withdrawn: z.int(), internal: z.int(), level: z.int(), publisher: z.int() }),
  faultCount: z.int(),
  /** The first of them. */
  faults: z.array(
    z.object({ line: z.int(), code: z.string().nullable(), field: z.string(), reason: z.string() }),
  ),
  remarks: z.array(z.string()),
});

export const ImportList = z.object({
  current: Import.nullable(),
  past: z.array(
    z.object({
      source: z.string(),
      kind: z.enum(['starter', 'import']),
      dataDate: z.string(),
      finishedAt: z.iso.datetime(),
      counts: z.record(z.string(), z.int()),
    }),
  ),
});

export function importShown(pending: PendingImport): z.input<typeof Import> {
  const { id, name, state, progress, gathered, plan, tooMany } = pending;
  const titled = (procedures: typeof plan.new) =>
    procedures.slice(0, SHOWN).map(({ code, title }) => ({ code, title }));
  return {
    id,
    name,
    state,
    progress,
    read: gathered.records,
    counts: {
      new: plan.new.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged,
      repealed: plan.repealed.length,
    },
    new: titled(plan.new),
    changed: titled(plan.changed),
    repealed: plan.repealed.slice(0, SHOWN),
    tooMany,
    leftOut: gathered.leftOut,
    faultCount: gathered.faults.length,
    faults: gathered.faults
      .slice(0, FAULTS_SHOWN)
      .map(({ line, code, field, reason }) => ({ line, code, field, reason })),
    remarks: gathered.remarks,
  };
}
