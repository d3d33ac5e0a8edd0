// What every reader delivers for one record of a file: the procedure with what scope decides on, or the fault that stopped it.

import type { Procedure } from '../procedure.ts';

/** A record that could be read. */
export interface SourceRecord {
  procedure: Procedure;
  /** For use inside the administration only, not offered to citizens. */
  internal: boolean;
  /** The source marks the record as deleted (`1.014955-Xoa`). */
  withdrawn: boolean;
  /** The code stood in the source exactly as it is written in `procedure.code`; false when it had to be repaired. */
  codeAsWritten: boolean;
}

/** Why one record could not be used. `line` counts from 1; `reason` is Vietnamese, for the officer who imports. */
export interface Fault {
  line: number;
  code: string | null;
  field: string;
  reason: string;
}

export type ReadResult = { line: number; record: SourceRecord } | { line: number; fault: Fault };

/** Ends the reading of one record; the loop that reads a file turns it into a `Fault`. */
export class UnreadableRecord extends Error {
  readonly field: string;
  readonly code: string | null;

  constructor(field: string, reason: string, code: string | null = null) {
    super(reason);
    this.name = 'UnreadableRecord';
    this.field = field;
    this.code = code;
  }
}

/** Runs `read`; an UnreadableRecord becomes the fault of that line, everything else rises. */
export function resultOf(line: number, read: () => SourceRecord): ReadResult {
  try {
    return { line, record: read() };
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    return { line, fault: { line, code: error.code, field: error.field, reason: error.message } };
  }
}
