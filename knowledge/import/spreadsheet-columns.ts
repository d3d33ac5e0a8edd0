// The columns of a list of procedures kept in a spreadsheet, as docs/import.md describes them.

import { createHeaderFinder } from './sheet-header.ts';

/** The first name of each is the documented one. */
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

export type Column = keyof typeof COLUMNS;

/** The documented name of a column. */
export function columnName(column: Column): string {
  return COLUMNS[column][0];
}

/** The header row and where each column stands. Throws UnreadableFile that names the required columns not found. */
export const findHeader = createHeaderFinder<Column>({
  names: COLUMNS,
  required: ['code', 'title', 'levels'],
  page: 'docs/import.md',
});
