// The columns of a list of procedures kept in a spreadsheet, as docs/import.md describes them.

import { fold } from '../vietnamese.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The first name of each is the documented one; names are compared without case, diacritics, spaces and signs. */
const COLUMNS = {
  code: ['Mã thủ tục', 'Mã TTHC', 'Mã số', 'Mã'],
  title: ['Tên thủ tục', 'Tên TTHC', 'Tên thủ tục hành chính', 'Tên'],
  levels: ['Cấp thực hiện', 'Cấp'],
  field: ['Lĩnh vực'],
  agencies: ['Cơ quan thực hiện', 'Cơ quan giải quyết', 'Cơ quan'],
  receivedAt: ['Nơi tiếp nhận', 'Địa chỉ tiếp nhận'],
  publisher: ['Cơ quan công bố', 'Cơ quan ban hành'],
  decision: ['Quyết định công bố', 'Số quyết định', 'Quyết định'],
  decisionDate: ['Ngày quyết định', 'Ngày ban hành', 'Ngày'],
  publishedOn: ['Ngày công khai'],
  subjects: ['Đối tượng thực hiện', 'Đối tượng'],
  channels: ['Hình thức nộp', 'Cách thức thực hiện'],
  time: ['Thời gian giải quyết', 'Thời hạn giải quyết', 'Thời gian', 'Thời hạn'],
  timeUnit: ['Đơn vị thời gian', 'Đơn vị'],
  fee: ['Phí'],
  serviceFee: ['Lệ phí'],
  papers: ['Thành phần hồ sơ', 'Giấy tờ', 'Hồ sơ'],
  steps: ['Trình tự thực hiện', 'Các bước'],
  conditions: ['Yêu cầu, điều kiện', 'Điều kiện'],
  results: ['Kết quả thực hiện', 'Kết quả'],
  legalBases: ['Căn cứ pháp lý', 'Căn cứ'],
  wholeOnline: ['Toàn trình', 'Dịch vụ công toàn trình'],
} as const;
const REQUIRED = ['code', 'title', 'levels'] as const;

export type Column = keyof typeof COLUMNS;
export type Header = { row: number; columns: Map<Column, number>; unknown: string[] };

/** The documented name of a column. */
export function columnName(column: Column): string {
  return COLUMNS[column][0];
}

const LAST_HEADER_ROW = 15;

/**
 * The header row is the first of the top 15 rows in which the code and the title stand (titles of the list may stand
 * above). Throws UnreadableFile that names the required columns not found.
 */
export function findHeader(path: string, rows: readonly (readonly string[])[]): Header {
  let best: Header | null = null;
  for (const [row, cells] of rows.slice(0, LAST_HEADER_ROW).entries()) {
    const header = headerOf(path, row, cells);
    if (best === null || header.columns.size > best.columns.size) best = header;
  }
  const missing = REQUIRED.filter((column) => !best?.columns.has(column)).map(
    (column) => `"${columnName(column)}"`,
  );
  if (best === null || missing.length > 0) {
    throw new UnreadableFile(path, `thiếu cột bắt buộc ${missing.join(', ')} (xem docs/import.md)`);
  }
  return best;
}

function headerOf(path: string, row: number, cells: readonly string[]): Header {
  const columns = new Map<Column, number>();
  const unknown: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const key = keyOf(cell);
    if (key === '') continue;
    const column = BY_KEY.get(key);
    if (column === undefined) unknown.push(cell.trim());
    else if (columns.has(column)) throw new UnreadableFile(path, `cột "${columnName(column)}" có hai lần`);
    else columns.set(column, index);
  }
  return { row, columns, unknown };
}

function keyOf(name: string): string {
  return fold(name)
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[^a-z0-9]/g, '');
}

const BY_KEY = new Map<string, Column>(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) =>
    COLUMNS[column].map((name) => [keyOf(name), column] as const),
  ),
);
