// Comma-separated values that spreadsheets open as they are: Vietnamese letters kept, and no cell taken for a formula.

/** What makes a spreadsheet calculate, also after white space that it skips. */
const FORMULA = /^\s*[=+\-@\t\r]/;
const BYTE_ORDER_MARK = '\uFEFF';

/** Lines end in CRLF (RFC 4180); the mark at the beginning makes Excel read UTF-8. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
