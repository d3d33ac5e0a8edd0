// A part of the starter catalogue, imported and indexed by the parts that the product uses.

import { createAnswering } from '../../api/answering.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { readStarter } from '../../knowledge/starter.ts';

type Settings = Omit<Parameters<typeof createAnswering>[0], 'database' | 'contact'>;

const NO_CONTACT = { phone: null, address: null, hours: null };

/** The first `count` procedures of the starter catalogue. */
export async function someProcedures(count: number): Promise<Procedure[]> {
  return (await readStarter()).procedures.slice(0, count);
}

/** What answers over `database`, without a catalogue of its own making. */
export function answeringOver(database: OpenDatabase, settings: Settings = {}) {
  return createAnswering({ database, contact: NO_CONTACT, ...settings });
}

/** Imports the procedures beside what is there, indexed with the built-in embedder. */
export async function index(database: OpenDatabase, procedures: readonly Procedure[]): Promise<void> {
  await importCatalogue({
    database,
    indexing: answeringOver(database).indexing,
    incoming: { procedures, partial: true, spared: [] },
    about: { source: 'test', kind: 'import', dataDate: '2026-07', at: new Date('2026-07-01') },
    allowRepeal: false,
  });
}
