// The starter catalogue that we ship, so that the assistant can answer before anybody has imported anything.

import { fileURLToPath } from 'node:url';
import { readHeader, readProcedureLine } from './import/procedure-lines.ts';
import { linesOf } from './import/text-stream.ts';
import type { Procedure } from './procedure.ts';

export const STARTER_FILE = fileURLToPath(new URL('./catalogue/starter.jsonl.gz', import.meta.url));

export interface Starter {
  /** Month of the facts, `2026-07`. */
  dataDate: string;
  procedures: Procedure[];
}

/** All procedures of the starter catalogue; facts only, see `bareFactsOf`. */
export async function readStarter(): Promise<Starter> {
  let dataDate: string | null = null;
  const procedures: Procedure[] = [];
  for await (const { text } of linesOf(STARTER_FILE, true)) {
    const value: unknown = JSON.parse(text);
    if (dataDate === null) dataDate = readHeader(value)?.dataDate ?? null;
    else procedures.push(readProcedureLine(value).procedure);
  }
  if (dataDate === null) throw new Error(`${STARTER_FILE} has no header`);
  return { dataDate, procedures };
}
