// Finds the header row of a spreadsheet by the names of its columns.

import { fold } from '../vietnamese.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type Header<Column extends string> = {
  row: number;
  columns: Map<Column, number>;
  unknown: string[];
};

const LAST_HEADER_ROW = 15;

/**
 * `names`: of each column, the documented one first; compared without case, diacritics, spaces, signs and what stands in
 * brackets. The finder takes that of the top 15 rows in which most columns stand (titles may stand above) and throws
 * UnreadableFile that names the required columns not found and the page that describes them.
 */
export function createHeaderFinder<Column extends string>({
  names,
  required,
  page,
}: {
  names: Readonly<Record<Column, readonly string[]>>;
  required: readonly Column[];
  page: string;
}): (path: string, rows: readonly (readonly string[])[]) => Header<Column> {
  const byKey = new Map<string, Column>(
    (Object.keys(names) as Column[]).flatMap((column) =>
      names[column].map((name) => [keyOf(name), column] as const),
    ),
  );

  function headerOf(path: string, row: number, cells: readonly string[]): Header<Column> {
    const columns = new Map<Column, number>();
    const unknown: string[] = [];
    for (const [index, cell] of cells.entries()) {
      const key = keyOf(cell);
      if (key === '') continue;
      const column = byKey.get(key);
      if (column === undefined) unknown.push(cell.trim());
      else if (columns.has(column)) throw new UnreadableFile(path, `cột "${names[column][0]}" có hai lần`);
      else columns.set(column, index);
    }
    return { row, columns, unknown };
  }

  return (path, rows) => {
    let best: Header<Column> | null = null;
    for (const [row, cells] of rows.slice(0, LAST_HEADER_ROW).entries()) {
      const header = headerOf(path, row, cells);
      if (best === null || header.columns.size > best.columns.size) best = header;
    }
    const missing = required.filter((column) => !best?.columns.has(column));
    if (best === null || missing.length > 0) {
      const said = missing.map((column) => `"${names[column][0]}"`).join(', ');
      throw new UnreadableFile(path, `thiếu cột bắt buộc ${said} (xem ${page})`);
    }
    return best;
  };
}

function keyOf(name: string): string {
  return fold(name)
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[^a-z0-9]/g, '');
}
