// Numbers and codes said aloud, written as people type them: "sáu chín" in a longer number is 69.

const DIGITS: Readonly<Record<string, string>> = {
  không: '0',
  một: '1',
  mốt: '1',
  hai: '2',
  ba: '3',
  bốn: '4',
  tư: '4',
  năm: '5',
  lăm: '5',
  sáu: '6',
  bảy: '7',
  bẩy: '7',
  tám: '8',
  chín: '9',
};
/** How a dossier code is said between its figures. */
const MARKS: Readonly<Record<string, string>> = { chấm: '.', gạch: '-', ngang: '-', nối: '-', trừ: '-' };
/** How the letter before a code of the province is said, and how it is misheard. */
const LETTERS: Readonly<Record<string, string>> = { h: 'H', hát: 'H', hắt: 'H', hạt: 'H', hờ: 'H', ắc: 'H' };
/** Fewer are no number that somebody spells out. */
const FEWEST_DIGITS = 4;
const YEAR = /^5(?:19|20)\d\d$/;

interface Word {
  /** As it was said, with the space after it. */
  said: string;
  /** Lower case, without punctuation at its end. */
  bare: string;
}

/** Runs of spelled figures become one number; all other words stay as they are. */
export function writeFigures(text: string): string {
  const words = [...text.normalize('NFC').matchAll(/\S+\s*/g)].map(([said]): Word => {
    return { said, bare: said.toLowerCase().replace(/[\s,.;:!?]+$/, '') };
  });
  let written = '';
  for (let at = 0; at < words.length; ) {
    const end = runFrom(words, at);
    const figures = figuresOf(words.slice(at, end));
    // "năm hai không hai sáu" is the year 2026.
    const isYear = words[at]!.bare === 'năm' && YEAR.test(figures);
    const isNumber = !isYear && figures.replace(/\D/g, '').length >= FEWEST_DIGITS && end - at > 1;
    if (!isNumber) written += words[at]!.said;
    else written += figures + (/[,.;:!?]*\s*$/.exec(words[end - 1]!.said)?.[0] ?? '');
    at = isNumber ? end : at + 1;
  }
  return written;
}

/** Where the figures end that begin at `from`. */
function runFrom(words: readonly Word[], from: number): number {
  let at = from;
  if (words[at]!.bare in LETTERS) at++;
  while (at < words.length && isFigure(words[at]!.bare, at > from)) at++;
  // A mark at the end belongs to what is said next.
  while (at > from && words[at - 1]!.bare in MARKS) at--;
  return at;
}

function isFigure(bare: string, inside: boolean): boolean {
  if (bare in DIGITS || bare === 'mười' || /^(?:h?\d[\d.-]*)$/i.test(bare)) return true;
  return inside && (bare in MARKS || bare === 'mươi');
}

function figuresOf(run: readonly Word[]): string {
  let figures = '';
  run.forEach(({ bare }, at) => {
    const next = run[at + 1]?.bare ?? '';
    // "mười tám" is 18 and "bốn mươi" is 40; the digit after "mươi" says itself.
    if (bare === 'mười') figures += next in DIGITS ? '1' : '10';
    else if (bare === 'mươi') figures += next in DIGITS ? '' : '0';
    else if (bare in MARKS) figures += /[.-]$/.test(figures) ? '' : MARKS[bare];
    else figures += LETTERS[bare] ?? DIGITS[bare] ?? bare.toUpperCase();
  });
  return figures;
}
