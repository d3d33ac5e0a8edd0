// Cleans the text of sources without changing what it says. Pure functions.

const PRIVATE_USE = /[\u{E000}-\u{F8FF}]/u;
const INVISIBLE = /\p{Cf}|(?![\t\n])\p{Cc}/gu;

/**
 * NFC text with single spaces, lines trimmed, no empty lines. Bullets of the Wingdings font become "- " on a line of
 * their own (its plus sign "+ "); tabs, no-break spaces, zero-width and direction marks go.
 */
export function tidyText(text: string): string {
  let tidy = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
  if (PRIVATE_USE.test(tidy)) tidy = tidy.replace(/[^\S\n]*([\u{E000}-\u{F8FF}])\s*/gu, wingdingsBullet);
  return tidy
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n[ \n]*/g, '\n')
    .trim();
}

/** `tidyText` on a single line. */
export function tidyLine(text: string): string {
  return tidyText(text).replaceAll('\n', ' ');
}

/** `tidyText`, or null when nothing is left or the source only says that it has no information. */
export function tidyOrNull(text: string | null | undefined): string | null {
  const tidy = tidyText(text ?? '');
  return tidy === '' || /^không có thông tin\.?$/i.test(tidy) ? null : tidy;
}

/** Tidy lines in order, each once, empty ones left out. */
export function tidyList(texts: Iterable<string | null | undefined>): string[] {
  const lines = new Set<string>();
  for (const text of texts) {
    const line = tidyLine(text ?? '');
    if (line !== '' && !/^không có thông tin\.?$/i.test(line)) lines.add(line);
  }
  return [...lines];
}

/** Leading list markers: "- ", "++ ", "a) ", "(iv) ", "2.1. ", "1- ". A number that counts ("02 ảnh") is no marker. */
const MARKER =
  /^(?:[-–—+*•=·.,;:!)/⁕]+\s*|\u20F0+\s*|\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ]{1,2}(?:\.\d{1,2})?)\)[.:]?\s*|\d{1,2}(?:\.\d{1,2})*[.-]\s+|\d{1,2}\.(?=\p{L})|[a-zđ]\.(?:\s+|(?=\p{L}{2})))/iu;

/** A list entry without the markers before it and the comma, semicolon or full stop after it. */
export function withoutMarker(text: string): string {
  let entry = text.trim();
  for (let match = MARKER.exec(entry); match && match[0].length < entry.length; match = MARKER.exec(entry)) {
    entry = entry.slice(match[0].length);
  }
  return entry
    .replace(/[\s;,]+$/, '')
    .replace(/(?<!\.)\.$/, '')
    .trim();
}

function wingdingsBullet(_match: string, bullet: string, position: number, whole: string): string {
  const mark = bullet === '\u{F02B}' ? '+ ' : '- ';
  return position === 0 || whole[position - 1] === '\n' ? mark : `\n${mark}`;
}
