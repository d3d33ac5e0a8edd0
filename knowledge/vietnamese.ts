// Vietnamese text as people type it: normalise, fold, tokenise. Pure functions, the same at import and at query.

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Variation_Selector}]+/gu;
const PICTURES = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]+/gu;
const WORD = /\p{L}[\p{L}\p{M}]*|\d+(?:[.,/]\d+)*/gu;

/** Vowel with its tone mark in the two spellings in use ("hoà"/"hòa", "uỷ"/"ủy"): old on the left, new on the right. */
const TONE_PLACEMENT: readonly [RegExp, string][] = [
  ['oà', 'òa'],
  ['oá', 'óa'],
  ['oả', 'ỏa'],
  ['oã', 'õa'],
  ['oạ', 'ọa'],
  ['oè', 'òe'],
  ['oé', 'óe'],
  ['oẻ', 'ỏe'],
  ['oẽ', 'õe'],
  ['oẹ', 'ọe'],
  ['uỳ', 'ùy'],
  ['uý', 'úy'],
  ['uỷ', 'ủy'],
  ['uỹ', 'ũy'],
  ['uỵ', 'ụy'],
].map(([old, modern]) => [new RegExp(`(?<![qQ])${old}(?![\\p{L}\\p{M}])`, 'gu'), modern!]);

/**
 * One line of lower-case NFC text: control and zero-width characters, private-use bullets, right-to-left marks and
 * emoji removed, white space single, tone marks in one place ("hoà" → "hòa").
 */
export function normalise(text: string): string {
  let line = text
    .replace(/\s+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(PICTURES, ' ')
    .toLowerCase()
    .normalize('NFC');
  for (const [old, modern] of TONE_PLACEMENT) line = line.replace(old, modern);
  return line.replace(/ +/g, ' ').trim();
}

/** The same text without diacritics: "đường" → "duong". Length may change only by decomposed input. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFC');
}

/** Words and numbers in order, normalised: "Nộp 8.000đ ở xã?" → ["nộp", "8.000", "đ", "ở", "xã"]. */
export function tokenise(text: string): string[] {
  return normalise(text).match(WORD) ?? [];
}

/** The text; or, when it is longer than `longest` characters, its beginning, cut between words and marked with "…". */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = text.slice(0, longest + 1).search(/\s\S*$/);
  return `${text.slice(0, end > 0 ? end : longest).trimEnd()} …`;
}

/** Cuts a text into sentences and list items, each trimmed; used on the running text of records. */
export function sentences(text: string): string[] {
  return text
    .split(/\n+|(?<=[.;!?])\s+(?=[\p{Lu}\-+•*(])/u)
    .map((part) => part.trim())
    .filter((part) => part.length > 0);
}

/** Cuts what a person typed after full stops, question and exclamation marks and at line breaks; people forget capitals. */
export function typedSentences(text: string): string[] {
  return text.split(/\n+|(?<=[.?!…])\s+/u).filter((part) => part.trim() !== '');
}
