// Reads a list of dossiers, .xlsx or .csv; every row becomes a dossier without its numbers, or a fault that names its field.

import { readFile } from 'node:fs/promises';
import { findDossierCode } from '../../../bot/entities.ts';
import { csvRows, type SheetRow, xlsxRows } from '../../../knowledge/import/spreadsheet-rows.ts';
import { textOf } from '../../../knowledge/import/text-stream.ts';
import { tidyOrNull } from '../../../knowledge/import/tidy.ts';
import { UnreadableFile } from '../../../knowledge/import/unreadable-file.ts';
import { Dossier, type HashedDossier, hashed } from '../dossier.ts';
import type { Factor } from '../factor.ts';
import { writtenInstant, writtenStatus, writtenWay } from '../written.ts';
import { type DossierColumn, dossierColumnName, findDossierHeader } from './columns.ts';

/** `code` as far as it could be read; no number of a person is ever repeated. */
export interface DossierFault {
  file: string;
  line: number;
  code: string | null;
  field: string;
  reason: string;
}

export interface DossierFile {
  dossiers: HashedDossier[];
  faults: DossierFault[];
  /** Columns that are not used, as they are written: mostly names of people. */
  unused: string[];
}

/** Throws UnreadableFile for a file that is no such list. */
export async function readDossierFile(path: string, factor: Factor): Promise<DossierFile> {
  const rows = await rowsOf(path);
  const header = findDossierHeader(
    path,
    rows.slice(0, 20).map(({ cells }) => cells),
  );
  const dossiers = new Map<string, { line: number; dossier: HashedDossier }>();
  const faults: DossierFault[] = [];
  for (const { line, cells } of rows.slice(header.row + 1)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const read = readRow((column) => tidyOrNull(cells[header.columns.get(column) ?? -1]));
    const earlier = 'dossier' in read ? dossiers.get(read.dossier.code) : undefined;
    if ('fault' in read) faults.push({ file: path, line, ...read.fault });
    else if (earlier !== undefined)
      faults.push({
        file: path,
        line,
        code: read.dossier.code,
        field: dossierColumnName('code'),
        reason: `đã có ở dòng ${earlier.line}`,
      });
    else dossiers.set(read.dossier.code, { line, dossier: hashed(read.dossier, factor) });
  }
  return { dossiers: [...dossiers.values()].map(({ dossier }) => dossier), faults, unused: header.unknown };
}

const ZIP = 'PK';

async function rowsOf(path: string): Promise<SheetRow[]> {
  try {
    const content = await readFile(path);
    if (content.length === 0) throw new UnreadableFile(path, 'tệp rỗng');
    if (content.toString('latin1', 0, 2) === ZIP) return await xlsxRows(path, content);
    const pieces: string[] = [];
    for await (const piece of textOf(path, false)) pieces.push(piece);
    return csvRows(path, pieces.join(''));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new UnreadableFile(path, 'không có tệp này', error);
    if (code === 'EISDIR') throw new UnreadableFile(path, 'đây là thư mục', error);
    throw error;
  }
}

type Cell = (column: DossierColumn) => string | null;
type Read = { dossier: Dossier } | { fault: Pick<DossierFault, 'code' | 'field' | 'reason'> };

const SHAPES: Partial<Record<DossierColumn, string>> = {
  status: 'không phải số 1 đến 10 hay tên trạng thái',
  receivedAt: 'không phải là ngày giờ (dd/mm/yyyy hh:mm)',
  dueAt: 'không phải là ngày giờ (dd/mm/yyyy hh:mm)',
  finishedAt: 'không phải là ngày giờ (dd/mm/yyyy hh:mm)',
  filedBy: 'không phải trực tiếp, trực tuyến hay bưu chính',
  returnedBy: 'không phải trực tiếp, trực tuyến hay bưu chính',
};

function readRow(cell: Cell): Read {
  const written = cell('code');
  const code = written === null ? null : findDossierCode(written);
  const faultAt = (column: DossierColumn, reason: string): Read => ({
    fault: { code: code ?? written, field: dossierColumnName(column), reason },
  });
  if (code === null)
    return faultAt(
      'code',
      written === null ? 'còn trống' : 'không đúng dạng H48.18-250701-0001, hoặc ngày không có thật',
    );
  const values = {
    status: readCell(cell('status'), writtenStatus),
    receivedAt: readCell(cell('receivedAt'), writtenInstant),
    dueAt: readCell(cell('dueAt'), (text) => writtenInstant(text, { due: true })),
    finishedAt: readCell(cell('finishedAt'), writtenInstant),
    filedBy: readCell(cell('filedBy'), writtenWay),
    returnedBy: readCell(cell('returnedBy'), writtenWay),
  };
  for (const [column, value] of Object.entries(values) as [DossierColumn, unknown][])
    if (value === undefined) return faultAt(column, SHAPES[column] ?? 'không đọc được');
  const parsed = Dossier.safeParse({
    code,
    procedureCode: cell('procedureCode'),
    procedureTitle: cell('procedureTitle'),
    field: cell('field'),
    agency: cell('agency'),
    ...values,
    phone: cell('phone'),
    identity: cell('identity'),
  });
  if (parsed.success) return { dossier: parsed.data };
  const column = parsed.error.issues[0]?.path[0] as DossierColumn;
  return faultAt(column, cell(column) === null ? 'còn trống' : 'quá dài hoặc ngoài khoảng 2000–2100');
}

/** Null for an empty cell, undefined for one that cannot be read. */
function readCell<T>(text: string | null, read: (text: string) => T | null): T | null | undefined {
  return text === null ? null : (read(text) ?? undefined);
}
