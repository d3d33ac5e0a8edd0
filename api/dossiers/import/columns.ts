// The columns of the provincial system's list of dossiers, as docs/dossiers.md describes them.

import { createHeaderFinder } from '../../../knowledge/import/sheet-header.ts';

const COLUMNS = {
  code: ['Mã hồ sơ', 'Số hồ sơ', 'Mã số hồ sơ', 'Số biên nhận'],
  procedureCode: ['Mã thủ tục', 'Mã TTHC'],
  procedureTitle: ['Tên thủ tục', 'Thủ tục', 'Tên TTHC', 'Tên thủ tục hành chính', 'Thủ tục hành chính'],
  field: ['Lĩnh vực'],
  agency: [
    'Cơ quan xử lý',
    'Đơn vị xử lý',
    'Cơ quan giải quyết',
    'Đơn vị giải quyết',
    'Cơ quan thực hiện',
    'Đơn vị',
  ],
  status: ['Trạng thái', 'Trạng thái hồ sơ', 'Tình trạng', 'Tình trạng hồ sơ'],
  receivedAt: ['Ngày tiếp nhận', 'Ngày nhận', 'Thời gian tiếp nhận'],
  dueAt: ['Ngày hẹn trả', 'Ngày hẹn', 'Ngày hẹn trả kết quả', 'Hạn xử lý', 'Hạn giải quyết'],
  finishedAt: ['Ngày có kết quả', 'Ngày kết thúc xử lý', 'Ngày hoàn thành', 'Ngày xử lý xong'],
  filedBy: ['Kênh nộp', 'Hình thức nộp', 'Kênh tiếp nhận'],
  returnedBy: ['Kênh trả', 'Hình thức trả', 'Hình thức trả kết quả', 'Hình thức nhận kết quả'],
  phone: ['Số điện thoại', 'Điện thoại', 'SĐT'],
  identity: ['Số định danh', 'Số CCCD', 'CCCD', 'Số căn cước', 'Số CMND', 'Số CCCD/CMND', 'Số giấy tờ'],
} as const;

export type DossierColumn = keyof typeof COLUMNS;

/** The documented name of a column. */
export function dossierColumnName(column: DossierColumn): string {
  return COLUMNS[column][0];
}

export const DOSSIER_COLUMNS = Object.keys(COLUMNS) as readonly DossierColumn[];

export const findDossierHeader = createHeaderFinder<DossierColumn>({
  names: COLUMNS,
  required: ['code', 'procedureTitle', 'agency', 'status'],
  page: 'docs/dossiers.md',
});
