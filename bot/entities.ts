// Codes that a message carries: of a dossier, of a ticket; typed as sloppily as people do.

const DASH = '[-–—‐‑_]';
const SPACE = '\\s*';
const BETWEEN = `(?:${SPACE}${DASH}${SPACE}|\\s+)`;

/**
 * Dossier codes, old `000.00.18.H48-200625-0001` (TT 01/2018/TT-VPCP, Điều 19) and new `H48.18-250701-0001`. Spaces,
 * missing or doubled dots, underscores and long dashes are forgiven.
 */
const DOSSIER_CODE = new RegExp(
  `(?<![\\p{L}\\d])((?:\\d{3}[.\\s]?\\d{2}[.\\s]?\\d{2}[.\\s]?)?[a-z]\\d{2}(?:[.\\s]?\\d{1,3}){0,3}?)` +
    `${BETWEEN}(\\d{6})${BETWEEN}(\\d{4,6})(?!\\d)`,
  'iu',
);
/** `PA-250812-0045`, `PA-2026-000123`, `PAKN-00231`. */
const TICKET_CODE = new RegExp(
  `(?<![\\p{L}\\d])(pa(?:kn)?)${SPACE}${DASH}?${SPACE}(\\d{4,8}(?:${SPACE}${DASH}${SPACE}\\d{2,8})?)(?!\\d)`,
  'iu',
);

/** The first dossier code in its canonical form, upper case with dots and hyphens; null when there is none or its date does not exist. */
export function findDossierCode(text: string): string | null {
  const match = DOSSIER_CODE.exec(text.normalize('NFC'));
  if (!match) return null;
  const [, unit = '', date = '', number = ''] = match;
  if (!isDate(date)) return null;
  return `${canonicalUnit(unit)}-${date}-${number}`;
}

/** The first ticket code, upper case with hyphens; null when there is none. */
export function findTicketCode(text: string): string | null {
  const match = TICKET_CODE.exec(text.normalize('NFC'));
  if (!match) return null;
  const [, prefix = '', number = ''] = match;
  return `${prefix.toUpperCase()}-${number.replace(/\s+/g, '').replace(/[–—‐‑_]/g, '-')}`;
}

/** Where dossier and ticket codes stand in a text in NFC, whether or not their dates exist. */
export function codeSpans(text: string): { start: number; end: number }[] {
  return [DOSSIER_CODE, TICKET_CODE].flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'giu'))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
}

function canonicalUnit(unit: string): string {
  const plain = unit.toUpperCase().replace(/[\s.]+/g, '');
  const old = /^(\d{3})(\d{2})(\d{2})([A-Z]\d{2})$/.exec(plain);
  if (old) return old.slice(1).join('.');
  const parts = unit
    .toUpperCase()
    .split(/[\s.]+/)
    .filter(Boolean);
  const [head = '', ...tail] = parts;
  // "H4818" is "H48" and "18": the letter and two digits name the province.
  return [head.slice(0, 3), head.slice(3), ...tail].filter(Boolean).join('.');
}

/** YYMMDD of a day that exists. */
function isDate(date: string): boolean {
  const [year, month, day] = [date.slice(0, 2), date.slice(2, 4), date.slice(4, 6)].map(Number);
  const time = new Date(Date.UTC(2000 + year!, month! - 1, day!));
  return time.getUTCMonth() === month! - 1 && time.getUTCDate() === day!;
}
