// Reads the Center's own list of procedures from the rows of a spreadsheet; docs/import.md describes its columns.

import {
  type Fee,
  officialLink,
  type Procedure,
  procedure,
  SUBMISSION_CHANNELS,
  type SubmissionChannel,
} from '../procedure.ts';
import { readCode } from './code.ts';
import { feeOf } from './fees.ts';
import { legalBasesOf } from './legal-basis.ts';
import { type PaperEntry, paperSetOf } from './papers.ts';
import { sentenceCase } from './sentence-case.ts';
import { type ReadResult, resultOf, type SourceRecord, UnreadableRecord } from './source-record.ts';
import { type Column, columnName, findHeader } from './spreadsheet-columns.ts';
import type { SheetRow } from './spreadsheet-rows.ts';
import { tidyLine, tidyList, tidyOrNull, tidyText } from './tidy.ts';
import { writtenAmount, writtenChannel, writtenDate, writtenLevels, writtenTime } from './written-values.ts';

type Cell = (column: Column) => string;

/** The rows below the header; empty rows are skipped. `remarks` names columns that are not used. Throws UnreadableFile. */
export function readSheetRows(
  path: string,
  rows: readonly SheetRow[],
): { results: ReadResult[]; remarks: string[] } {
  const header = findHeader(
    path,
    rows.map(({ cells }) => cells),
  );
  const results = rows.slice(header.row + 1).flatMap(({ line, cells }) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const cell: Cell = (column) => tidyText(cells[header.columns.get(column) ?? -1] ?? '');
    return [resultOf(line, () => readRow(cell))];
  });
  const remarks = header.unknown.map((name) => `không dùng cột "${name}" của ${path}`);
  return { results, remarks };
}

function readRow(cell: Cell): SourceRecord {
  const raw = codeText(cell('code'));
  const code = readCode(raw);
  if (code === null)
    throw fault('code', raw === '' ? 'còn trống' : `mã "${raw}" không đúng dạng 1.234567`, raw);
  const { levels, unknown } = writtenLevels(cell('levels'));
  if (unknown.length > 0) throw fault('levels', `không hiểu "${unknown.join(', ')}"`, code.code);
  if (levels.length === 0) throw fault('levels', 'còn trống', code.code);
  const title = sentenceCase(tidyLine(cell('title')).replace(/[\s.;,]+$/, ''));
  if (title === '') throw fault('title', 'còn trống', code.code);
  const record: Procedure = {
    code: code.code,
    title,
    levels,
    fields: listOf(cell('field')),
    agencies: listOf(cell('agencies')),
    receivedAt: tidyOrNull(cell('receivedAt')),
    publisher: tidyOrNull(tidyLine(cell('publisher'))),
    decision: {
      number: tidyOrNull(tidyLine(cell('decision'))),
      date: dateOf(cell, 'decisionDate', code.code),
    },
    publishedOn: dateOf(cell, 'publishedOn', code.code),
    subjects: listOf(cell('subjects')),
    submissions: submissionsOf(cell, code.code),
    paperSets: [paperSetOf(null, linesOf(cell('papers')).map(paperEntry))].filter((set) => set !== null),
    steps: cell('steps') === '' ? [] : [{ name: null, text: cell('steps') }],
    conditions: tidyOrNull(cell('conditions')),
    results: tidyList(linesOf(cell('results'))),
    legalBases: legalBasesOf(linesOf(cell('legalBases')).map((line) => ({ code: line, name: line }))),
    wholeOnline: yesOrNo(cell, code.code),
    link: officialLink(code.code),
  };
  return {
    procedure: procedure.parse(record),
    internal: false,
    withdrawn: code.withdrawn,
    codeAsWritten: code.asWritten,
  };
}

function fault(column: Column, reason: string, code: string | null): UnreadableRecord {
  return new UnreadableRecord(columnName(column), reason, code);
}

/** A spreadsheet that takes the code for a number drops its last zeros: 1.00119 is 1.001190. */
function codeText(text: string): string {
  return /^\d\.\d{1,5}$/.test(text) ? Number(text).toFixed(6) : text;
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Entries on lines of their own or between semicolons. */
function listOf(text: string): string[] {
  return tidyList(text.split(/[\n;]/));
}

function dateOf(cell: Cell, column: Column, code: string): string | null {
  const text = cell(column);
  if (text === '') return null;
  const date = writtenDate(text);
  if (date === null) throw fault(column, `"${text}" không phải là ngày (dd/mm/yyyy)`, code);
  return date;
}

function yesOrNo(cell: Cell, code: string): boolean | null {
  const text = cell('wholeOnline').toLocaleLowerCase('vi');
  if (text === '') return null;
  if (['có', 'x', 'true', '1', 'toàn trình'].includes(text)) return true;
  if (['không', 'false', '0', 'một phần'].includes(text)) return false;
  throw fault('wholeOnline', `không hiểu "${text}" (ghi "có" hoặc "không")`, code);
}

/** The same time and fees for every way to file that is named; for filing at the counter when none is. */
function submissionsOf(cell: Cell, code: string): Procedure['submissions'] {
  const channels = new Set<SubmissionChannel>();
  for (const name of cell('channels')
    .split(/[\n;,]/)
    .filter((part) => part.trim() !== '')) {
    const channel = writtenChannel(name);
    if (channel === null) throw fault('channels', `không hiểu "${name.trim()}"`, code);
    channels.add(channel);
  }
  const time = writtenTime(cell('time'), cell('timeUnit'));
  const fees = [...feesOf('fee', cell('fee')), ...feesOf('service_fee', cell('serviceFee'))];
  if (channels.size === 0 && time === null && fees.length === 0) return [];
  if (channels.size === 0) channels.add('direct');
  return SUBMISSION_CHANNELS.filter((channel) => channels.has(channel)).map((channel) => ({
    channel,
    time,
    fees,
    note: null,
  }));
}

/** One fee a line: "8.000", "8.000 đồng/bản", "10 USD", or words. */
function feesOf(kind: Fee['kind'], text: string): Fee[] {
  return linesOf(text).map((line) => {
    const match = /^([\d.,]+)\s*(đồng|đ|vnđ|vnd|usd)?(?!\p{L})\s*(.*)$/iu.exec(line);
    const amount = match === null ? null : writtenAmount(match[1]!);
    if (match === null || amount === null) return feeOf({ kind, amount: null, currency: null, text: line });
    return feeOf({
      kind,
      amount,
      currency: /usd/i.test(match[2] ?? '') ? 'USD' : 'VND',
      text: match[3] ? line : null,
    });
  });
}

/** "Tờ khai | 1 | 0": name, originals, copies; one original when nothing is said. */
function paperEntry(line: string): PaperEntry {
  const [name = '', originals = '', copies = ''] = line.split('|').map((part) => part.trim());
  const counted = originals !== '' || copies !== '';
  return {
    name,
    originals: counted ? Number.parseInt(originals, 10) || 0 : 1,
    copies: Number.parseInt(copies, 10) || 0,
    forms: [],
  };
}
