// Whole numbers as Vietnamese words, as an operator reads them to a caller.

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const GROUPS = ['', 'nghìn', 'triệu', 'tỷ'] as const;
/** Above, figures are read better than words. */
export const MOST_IN_WORDS = 999_999_999_999;

/** `1005` → "một nghìn không trăm linh năm". Throws RangeError for what is no whole number from 0 to MOST_IN_WORDS. */
export function numberInWords(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > MOST_IN_WORDS)
    throw new RangeError(`Expected a whole number from 0 to ${MOST_IN_WORDS}, got ${number}`);
  if (number === 0) return DIGITS[0];
  const words: string[] = [];
  for (let group = GROUPS.length - 1; group >= 0; group--) {
    const value = Math.floor(number / 1000 ** group) % 1000;
    if (value === 0) continue;
    words.push(hundreds(value, words.length > 0), GROUPS[group]!);
  }
  return words.filter((word) => word !== '').join(' ');
}

/** `full`: something stands before, so that a missing hundred is said. */
function hundreds(value: number, full: boolean): string {
  const hundred = Math.floor(value / 100);
  const rest = value % 100;
  const head = hundred > 0 || full ? `${DIGITS[hundred]!} trăm` : '';
  if (rest === 0) return head;
  if (rest < 10) return head === '' ? DIGITS[rest]! : `${head} linh ${DIGITS[rest]!}`;
  return `${head} ${tens(rest)}`.trim();
}

function tens(value: number): string {
  const ten = Math.floor(value / 10);
  const one = value % 10;
  const head = ten === 1 ? 'mười' : `${DIGITS[ten]!} mươi`;
  if (one === 0) return head;
  if (one === 5) return `${head} lăm`;
  if (one === 1 && ten > 1) return `${head} mốt`;
  if (one === 4 && ten > 1) return `${head} tư`;
  return `${head} ${DIGITS[one]!}`;
}
