// Checks that every number, date, code and link of a text stands in its source, and that "free" is said only where it is.

const LINK = /https?:\/\/[^\s)\]}"“”<>]+[^\s)\]}"“”<>.,;:!?]/giu;
const DOCUMENT_CODE = /\d[\d.]*(?:\/\d{4})?\/[A-ZĐ][\p{Lu}\d]*(?:-[\p{Lu}\d]+)*/gu;
const DATE = /\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d{2}-\d{2}/gu;
const NUMBER = /\d+(?:[.,]\d+)*/gu;
const FREE =
  /miễn\s+(?:phí|lệ\s+phí|thu)|không\s+(?:thu|mất|tốn|phải\s+nộp)\s+(?:phí|lệ\s+phí|tiền)|free of charge/giu;

export interface Claims {
  links: string[];
  documents: string[];
  dates: string[];
  numbers: string[];
  /** Wordings that say something costs nothing. */
  free: string[];
}

/** All that a text claims which can be checked by comparing. Numbers lose thousands separators and leading zeros: "8.000" and "08000" are "8000". */
export function claimsOf(text: string): Claims {
  let rest = text.normalize('NFC');
  const take = (pattern: RegExp): string[] => {
    const found = rest.match(pattern) ?? [];
    rest = rest.replace(pattern, ' ');
    return [...found];
  };
  const links = take(LINK);
  const documents = take(DOCUMENT_CODE);
  const dates = take(DATE).map(canonicalDate);
  const numbers = take(NUMBER).map(canonicalNumber);
  return { links, documents, dates, numbers, free: (rest.match(FREE) ?? []).map(squeeze) };
}

/** All that a record says, one text or number a line: what an answer about it may claim. */
export function textOf(record: unknown): string {
  if (typeof record !== 'object' || record === null) return record === null ? '' : String(record);
  return Object.values(record).map(textOf).join('\n');
}

/**
 * Claims of `text` that `source` does not make; empty = grounded. A number also counts as made when it stands inside a
 * date, a document number or a link of the source, since readers quote parts ("nghị định 104 năm 2022").
 */
export function ungroundedClaims(text: string, source: string): string[] {
  const said = claimsOf(text);
  const made = claimsOf(source);
  const links = new Set(made.links);
  const documents = new Set(made.documents.map(squeeze));
  const dates = new Set(made.dates);
  const numbers = new Set([
    ...made.numbers,
    ...[...made.documents, ...made.dates, ...made.links].flatMap((claim) =>
      (claim.match(/\d+/g) ?? []).map(canonicalNumber),
    ),
  ]);
  const free = new Set(made.free);
  return [
    ...said.links.filter((link) => !links.has(link)),
    ...said.documents.filter((code) => !documents.has(squeeze(code))),
    ...said.dates.filter((date) => !dates.has(date)),
    ...said.numbers.filter((number) => !numbers.has(number)),
    ...said.free.filter((wording) => !free.has(wording)),
  ];
}

/** Groups of three digits are thousands; any other separator is a decimal point, so that "2,5" is not "25". */
function canonicalNumber(number: string): string {
  const plain = /^\d{1,3}(?:[.,]\d{3})+$/.test(number)
    ? number.replace(/[.,]/g, '')
    : number.replace(/,/g, '.');
  return plain.replace(/^0+(?=\d)/, '');
}

/** `1/7/2025`, `01-07-2025` and `2025-07-01` are one day. */
function canonicalDate(date: string): string {
  const parts = date.split(/[/-]/).map(Number);
  const [day, month, year] = parts[0]! > 31 ? [parts[2], parts[1], parts[0]] : parts;
  return `${year}-${month}-${day}`;
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}
