// Our own file of procedures: a header line, then one Procedure a line. The starter catalogue has this form.

import { z } from 'zod';
import { type Procedure, procedure } from '../procedure.ts';
import { type SourceRecord, UnreadableRecord } from './source-record.ts';

const FORMAT = 'quangngai-procedures/1';

const header = z.object({
  format: z.literal(FORMAT),
  /** Where the facts come from, for people. */
  source: z.string(),
  /** Month in which they were true: `2026-07`. */
  dataDate: z.string().regex(/^\d{4}-\d{2}$/),
});
export type ProcedureLinesHeader = Omit<z.infer<typeof header>, 'format'>;

/** The header of such a file, or null when the value is something else. */
export function readHeader(value: unknown): ProcedureLinesHeader | null {
  const result = header.safeParse(value);
  return result.success ? { source: result.data.source, dataDate: result.data.dataDate } : null;
}

/** One line after the header. Throws UnreadableRecord. */
export function readProcedureLine(value: unknown): SourceRecord {
  const result = procedure.safeParse(value);
  if (result.success)
    return { procedure: result.data, internal: false, withdrawn: false, codeAsWritten: true };
  const issue = result.error.issues[0]!;
  throw new UnreadableRecord(issue.path.join('.') || 'bản ghi', `không đúng lược đồ (${issue.message})`);
}

/** The text of such a file. */
export function procedureLines(about: ProcedureLinesHeader, procedures: Iterable<Procedure>): string {
  const lines = [JSON.stringify({ format: FORMAT, ...about })];
  for (const record of procedures) lines.push(JSON.stringify(procedure.parse(record)));
  return `${lines.join('\n')}\n`;
}
