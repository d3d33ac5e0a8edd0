// A dossier as its source tells of it, before its numbers are hashed; shared by import, provider and demonstration.

import { z } from 'zod';
import { DOSSIER_STATUSES } from '../../bot/dossiers/statuses.ts';
import { SUBMISSION_CHANNELS } from '../../knowledge/procedure.ts';
import type { Factor, FactorHashes } from './factor.ts';

const EARLIEST = new Date('2000-01-01T00:00:00Z');
const LATEST = new Date('2100-01-01T00:00:00Z');
const time = z.date().min(EARLIEST).max(LATEST).nullable();

export const Dossier = z.strictObject({
  /** As `findDossierCode` writes it. */
  code: z.string().min(1),
  procedureCode: z.string().max(40).nullable(),
  procedureTitle: z.string().min(1).max(1000),
  field: z.string().max(300).nullable(),
  agency: z.string().min(1).max(300),
  /** `TrangThai` 1 to 10 of the national portal. */
  status: z.number().int().min(1).max(DOSSIER_STATUSES.length),
  receivedAt: time,
  dueAt: time,
  finishedAt: time,
  filedBy: z.enum(SUBMISSION_CHANNELS).nullable(),
  returnedBy: z.enum(SUBMISSION_CHANNELS).nullable(),
  /** Read once for their last digits, and then forgotten. */
  phone: z.string().nullable(),
  identity: z.string().nullable(),
});
export type Dossier = z.infer<typeof Dossier>;

/** As it is kept: of the numbers, hashes of their last digits. */
export type HashedDossier = Omit<Dossier, 'phone' | 'identity'> & FactorHashes;

export function hashed({ phone, identity, ...dossier }: Dossier, factor: Factor): HashedDossier {
  return { ...dossier, ...factor.hashesOf(dossier.code, { phone, identity }) };
}
