// The rows of an .xlsx or .csv file as text.

import { CsvError, parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { UnreadableFile } from './unreadable-file.ts';

/** `line` counts from 1 as a spreadsheet shows it; a cell that holds a date is text as 2026-07-01, with a time as 2026-07-01 08:30. */
export interface SheetRow {
  line: number;
  cells: string[];
}

/** Rows of the first sheet that holds any. Throws UnreadableFile. */
export async function xlsxRows(path: string, content: Buffer): Promise<SheetRow[]> {
  try {
    const sheets = await readXlsxFile(content);
    const rows = sheets.find(({ data }) => data.length > 0)?.data ?? [];
    return rows.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
  } catch (error) {
    throw new UnreadableFile(path, 'bảng tính bị hỏng hoặc có mật khẩu', error);
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return String(cell);
}

/** A spreadsheet keeps a time as a fraction of a day, which is a moment off now and then. */
function dateText(date: Date): string {
  const at = new Date(Math.round(date.getTime() / 1000) * 1000);
  return at.toISOString().replace('T', ' ').slice(0, 16).replace(' 00:00', '');
}

/** Rows of a text with commas, semicolons or tabs, whichever its head has most of. Throws UnreadableFile. */
export function csvRows(path: string, text: string): SheetRow[] {
  try {
    const lastLines: number[] = [];
    const records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      on_record(record, { lines }) {
        lastLines.push(lines);
        return record;
      },
    });
    return records.map((cells, index) => ({ line: index === 0 ? 1 : lastLines[index - 1]! + 1, cells }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = 'lines' in error ? ` ở dòng ${String(error.lines)}` : '';
    throw new UnreadableFile(path, `CSV sai cú pháp${where} (dấu ngoặc kép không khớp?)`, error);
  }
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 4000);
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: head.split(sign).length }));
  return counted.reduce((most, candidate) => (candidate.count > most.count ? candidate : most)).sign;
}
