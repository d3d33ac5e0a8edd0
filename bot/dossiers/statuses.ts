// The ten statuses of a dossier: what each is called, means for the citizen, and asks of him; whether its clock runs.

import { readFileSync } from 'node:fs';

const CLOCKS = ['not_started', 'running', 'paused', 'ended'] as const;

export interface DossierStatus {
  /** `TrangThai` of the national portal. */
  number: number;
  name: string;
  clock: (typeof CLOCKS)[number];
  /** A plain sentence. */
  sentence: string;
  /** What the citizen does next. */
  next: string;
}

/** Reads `number⇥name⇥clock⇥sentence⇥next` lines, from 1 upward; throws naming the line that is not so. */
export function parseDossierStatuses(tsv: string): DossierStatus[] {
  return tsv
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const [number, name = '', clockName, sentence = '', next = ''] = line.split('\t');
      const clock = CLOCKS.find((known) => known === clockName);
      if (number !== String(index + 1) || !name || !clock || !sentence || !next)
        throw new Error(
          `statuses.tsv line ${index + 1}: expected number, name, clock, sentence, next step; got "${line}"`,
        );
      return { number: index + 1, name, clock, sentence, next };
    });
}

export const DOSSIER_STATUSES: readonly DossierStatus[] = parseDossierStatuses(
  readFileSync(new URL('./statuses.tsv', import.meta.url), 'utf8'),
);

/** Throws RangeError for a number that no status has. */
export function dossierStatus(number: number): DossierStatus {
  const status = DOSSIER_STATUSES[number - 1];
  if (status === undefined) throw new RangeError(`Expected a status from 1 to 10, got ${number}`);
  return status;
}
