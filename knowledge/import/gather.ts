// Reads files into the procedures of one import: those in scope, each code once, and an account of the others.

import { digestOf, type Procedure } from '../procedure.ts';
import { readCode } from './code.ts';
import { openSource } from './read.ts';
import { type LeftOut, leftOutBy, type Scope } from './scope.ts';
import type { Fault, SourceRecord } from './source-record.ts';

export interface Gathered {
  procedures: Procedure[];
  /** Records read, whatever became of them. */
  records: number;
  /** How many records stay out, by reason. */
  leftOut: Record<LeftOut, number>;
  faults: (Fault & { file: string })[];
  /** Codes of records that could not be read. */
  spared: string[];
  /** How many records could not be read to the point of not knowing their code. */
  nameless: number;
  remarks: string[];
  /** The newest month that a file states for its facts, `2026-07`. */
  dataDate: string | null;
  /** A single document, which speaks for nothing but itself. */
  single: boolean;
}

interface Kept {
  record: SourceRecord;
  file: string;
  line: number;
}

/**
 * Reads all files one after the other; only records in scope are kept in memory. Two records of one code: the one
 * whose code needed no repair wins, then the one with the newer decision, then the later one; the other is a fault.
 * Throws UnreadableFile.
 */
export async function gather(input: {
  files: readonly string[];
  scope: Scope;
  onRecord?: (records: number) => void;
}): Promise<Gathered> {
  const kept = new Map<string, Kept>();
  const result: Gathered = {
    procedures: [],
    records: 0,
    leftOut: { withdrawn: 0, internal: 0, level: 0, publisher: 0 },
    faults: [],
    spared: [],
    nameless: 0,
    remarks: [],
    dataDate: null,
    single: true,
  };
  for (const file of input.files) {
    const source = await openSource(file);
    result.remarks.push(...source.remarks);
    result.single &&= source.format === 'portal-document';
    if (source.dataDate !== null && source.dataDate > (result.dataDate ?? ''))
      result.dataDate = source.dataDate;
    for await (const read of source.results) {
      result.records += 1;
      input.onRecord?.(result.records);
      if ('fault' in read) {
        result.faults.push({ ...read.fault, file });
        const code = readCode(read.fault.code ?? '');
        if (code === null) result.nameless += 1;
        else result.spared.push(code.code);
        continue;
      }
      const reason = leftOutBy(input.scope, read.record);
      if (reason !== null) result.leftOut[reason] += 1;
      else keep(kept, { record: read.record, file, line: read.line }, result.faults);
    }
  }
  result.procedures = [...kept.values()].map(({ record }) => record.procedure);
  return result;
}

function keep(kept: Map<string, Kept>, incoming: Kept, faults: Gathered['faults']): void {
  const { code } = incoming.record.procedure;
  const known = kept.get(code);
  const loser = known === undefined ? null : wins(incoming.record, known.record) ? known : incoming;
  if (loser !== incoming) kept.set(code, incoming);
  if (known === undefined || loser === null) return;
  if (digestOf(known.record.procedure) === digestOf(incoming.record.procedure)) return;
  const winner = loser === known ? incoming : known;
  faults.push({
    file: loser.file,
    line: loser.line,
    code,
    field: 'code',
    reason: `trùng mã với dòng ${winner.line} ("${winner.record.procedure.title}"), bản ghi này không được dùng`,
  });
}

function wins(incoming: SourceRecord, known: SourceRecord): boolean {
  if (incoming.codeAsWritten !== known.codeAsWritten) return incoming.codeAsWritten;
  return (incoming.procedure.decision.date ?? '') >= (known.procedure.decision.date ?? '');
}
