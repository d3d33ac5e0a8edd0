// Opens a file of procedures, whatever its form; the content decides, not the name.

import { open, readFile } from 'node:fs/promises';
import { readPortalRecord } from './national-portal.ts';
import { isPortalDocument, readPortalDocument } from './portal-document.ts';
import { type ProcedureLinesHeader, readHeader, readProcedureLine } from './procedure-lines.ts';
import { type ReadResult, resultOf, UnreadableRecord } from './source-record.ts';
import { readSheetRows } from './spreadsheet.ts';
import { csvRows, type SheetRow, xlsxRows } from './spreadsheet-rows.ts';
import { linesOf, textOf } from './text-stream.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { blocksOf } from './word-document.ts';
import { partNames } from './zip.ts';

export interface Source {
  format: 'national-portal' | 'procedure-lines' | 'portal-document' | 'spreadsheet';
  /** Month of the facts (`2026-07`) when the file says so. */
  dataDate: string | null;
  /** What the officer should know about the file as a whole, in Vietnamese: columns that were not understood. */
  remarks: string[];
  /** Can be read once. Throws UnreadableFile when the file turns out to be damaged further on. */
  results: AsyncIterable<ReadResult>;
}

/**
 * Reads the national portal's API records (one a line, an array, or one object; plain or gzip), our own procedure
 * lines, the portal's `.doc` export and spreadsheets (.xlsx, .csv). Throws UnreadableFile for anything else.
 */
export async function openSource(path: string): Promise<Source> {
  const start = await firstBytes(path);
  if (start.length === 0) throw new UnreadableFile(path, 'tệp rỗng');
  for (const [magic, reason] of REFUSED) {
    if (start.subarray(0, magic.length).equals(magic)) throw new UnreadableFile(path, reason);
  }
  if (start.subarray(0, 2).equals(ZIP)) return archiveSource(path, await readFile(path));
  const gzipped = start.subarray(0, 2).equals(GZIP);
  const first = await firstCharacter(path, gzipped);
  if (first === null) throw new UnreadableFile(path, 'tệp rỗng');
  if (first === '[') return portalSource(arrayResults(path, await wholeValue(path, gzipped)));
  if (first === '{') return await jsonSource(path, gzipped);
  if (first === '<') throw new UnreadableFile(path, 'đây là trang web (HTML), không phải dữ liệu');
  return sheetSource(path, csvRows(path, await wholeText(path, gzipped)));
}

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK');
const REFUSED: readonly (readonly [Buffer, string])[] = [
  [Buffer.from('%PDF'), 'đây là tệp PDF; hãy dùng tệp .doc mà cổng cho tải về'],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'đây là tệp Office đời cũ; hãy lưu lại thành .xlsx hoặc .docx'],
  [Buffer.from([0xff, 0xfe]), 'không phải văn bản UTF-8 mà là UTF-16, hãy lưu lại với bảng mã UTF-8'],
  [Buffer.from([0xfe, 0xff]), 'không phải văn bản UTF-8 mà là UTF-16, hãy lưu lại với bảng mã UTF-8'],
];

async function firstBytes(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UnreadableFile(path, 'không có tệp này', error);
    if (code === 'EISDIR') throw new UnreadableFile(path, 'đây là thư mục', error);
    if (code === 'EACCES') throw new UnreadableFile(path, 'không có quyền đọc', error);
    throw error;
  }
}

async function firstCharacter(path: string, gzipped: boolean): Promise<string | null> {
  for await (const { text } of linesOf(path, gzipped)) return text.charAt(0);
  return null;
}

async function jsonSource(path: string, gzipped: boolean): Promise<Source> {
  let first = '';
  for await (const { text } of linesOf(path, gzipped)) {
    first = text;
    break;
  }
  const value = parsed(first);
  if (value === undefined) {
    // Broken lines are listed one by one; a single object written over many lines is read whole.
    const whole = await wholeValue(path, gzipped).catch(() => undefined);
    return portalSource(whole === undefined ? lineResults(path, gzipped) : arrayResults(path, [whole]));
  }
  const header = readHeader(value);
  return header === null ? portalSource(lineResults(path, gzipped)) : ownSource(path, gzipped, header);
}

function portalSource(results: AsyncIterable<ReadResult>): Source {
  return { format: 'national-portal', dataDate: null, remarks: [], results };
}

function ownSource(path: string, gzipped: boolean, header: ProcedureLinesHeader): Source {
  async function* results(): AsyncGenerator<ReadResult> {
    for await (const { line, text } of linesOf(path, gzipped)) {
      if (line > 1) yield resultOf(line, () => readProcedureLine(jsonOf(text)));
    }
  }
  return { format: 'procedure-lines', dataDate: header.dataDate, remarks: [], results: results() };
}

async function* lineResults(path: string, gzipped: boolean): AsyncGenerator<ReadResult> {
  for await (const { line, text } of linesOf(path, gzipped))
    yield resultOf(line, () => readPortalRecord(jsonOf(text)));
}

/** Records of an array; `line` is their place in it. */
async function* arrayResults(path: string, values: unknown): AsyncGenerator<ReadResult> {
  if (!Array.isArray(values)) throw new UnreadableFile(path, 'JSON không phải là một danh sách thủ tục');
  for (const [index, value] of values.entries()) yield resultOf(index + 1, () => readPortalRecord(value));
}

async function wholeText(path: string, gzipped: boolean): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of textOf(path, gzipped)) pieces.push(piece);
  return pieces.join('');
}

async function wholeValue(path: string, gzipped: boolean): Promise<unknown> {
  const value = parsed(await wholeText(path, gzipped));
  if (value === undefined) throw new UnreadableFile(path, 'JSON bị hỏng hoặc bị cắt ngang');
  return value;
}

async function archiveSource(path: string, archive: Buffer): Promise<Source> {
  const parts = partNames(path, archive);
  if (parts.includes('xl/workbook.xml')) return sheetSource(path, await xlsxRows(path, archive));
  if (!parts.includes('word/document.xml'))
    throw new UnreadableFile(path, 'tệp nén này không phải .doc hay .xlsx');
  const blocks = blocksOf(path, archive);
  if (!isPortalDocument(blocks)) {
    throw new UnreadableFile(
      path,
      'không phải văn bản "Chi tiết thủ tục hành chính" của cổng (thiếu mã hoặc tên thủ tục)',
    );
  }
  const results = generate([resultOf(1, () => readPortalDocument(blocks))]);
  return { format: 'portal-document', dataDate: null, remarks: [], results };
}

function sheetSource(path: string, rows: readonly SheetRow[]): Source {
  const { results, remarks } = readSheetRows(path, rows);
  return { format: 'spreadsheet', dataDate: null, remarks, results: generate(results) };
}

async function* generate(results: readonly ReadResult[]): AsyncGenerator<ReadResult> {
  yield* results;
}

function jsonOf(text: string): unknown {
  const value = parsed(text);
  if (value === undefined) throw new UnreadableRecord('bản ghi', 'JSON bị hỏng hoặc bị cắt ngang');
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
