// An answer as it is read aloud: no markdown, no addresses, numbers as words.

import { SAID } from '../../knowledge/wording.ts';
import { MOST_IN_WORDS, numberInWords } from './number-words.ts';

const ADDRESS = /^https?:\/\/\S+$/;
const FIGURE = '\\d{1,3}(?:\\.\\d{3})+|\\d+';
const COUNTED =
  'đồng|đ|USD|ngày|giờ|phút|tháng|năm|tuổi|bản|bộ|tờ|cái|lần|trường hợp|người|thành viên|bước|loại|ảnh|phần trăm|%';
/** Not within a legal number, a code or a decimal. */
const APART = '(?<![\\p{L}\\d./,-])';
const RANGE = new RegExp(`${APART}(${FIGURE}) ?[-–] ?(${FIGURE})(?= ?(?:${COUNTED})(?!\\p{L}))`, 'gu');
const DECIMAL = new RegExp(`${APART}(\\d+),(\\d{1,2})(?= ?(?:${COUNTED})(?!\\p{L}))`, 'gu');
const COUNT = new RegExp(`${APART}(${FIGURE})(?= ?(?:${COUNTED})(?!\\p{L}))`, 'gu');
const DATE = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g;
const EACH = /(đồng|USD) ?\/ ?(?=\p{L})/gu;

/** The words of an answer without its source, each line a sentence. */
export function spokenText(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith(SAID.source) && !ADDRESS.test(line));
  return spokenLines(lines);
}

/** The source line of an answer, without its heading; null where it has none. */
export function sourceOf(text: string): string | null {
  const line = text.split('\n').findLast((one) => one.startsWith(SAID.source));
  return line === undefined ? null : line.slice(SAID.source.length).trim();
}

/** Lines of facts as sentences to read. */
export function spokenLines(lines: readonly string[]): string {
  const said = lines.map((line) =>
    readable(
      line
        .replace(/^[-+*•] +/, '')
        .replaceAll('**', '')
        .replace(/https?:\/\/\S+/g, '')
        .trim(),
    ),
  );
  return said
    .filter((line) => line !== '')
    .map((line) => line.charAt(0).toUpperCase() + line.slice(1))
    .map((line) => (/[.:;?!…]$/.test(line) ? line : `${line}.`))
    .join(' ');
}

function readable(line: string): string {
  return line
    .replace(DATE, (_, day: string, month: string, year: string) =>
      `ngày ${Number(day)} tháng ${Number(month)} năm ${year}`.trim(),
    )
    .replace(/\bngày ngày\b/g, 'ngày')
    .replace(RANGE, (_, from: string, to: string) => `${words(from)} đến ${words(to)}`)
    .replace(DECIMAL, (_, whole: string, part: string) => `${words(whole)} phẩy ${digitsInWords(part)}`)
    .replace(COUNT, (figure) => words(figure))
    .replace(/(\p{L}) ?đ(?=[\s/,.;)]|$)/gu, '$1 đồng')
    .replace(/(\p{L}) ?%/gu, '$1 phần trăm')
    .replace(EACH, '$1 một ')
    .replace(/\s+/g, ' ')
    .trim();
}

function words(figure: string): string {
  const number = Number(figure.replaceAll('.', ''));
  // "Không đồng" is heard as "no đồng": whether nothing is to be paid must not depend on the ear.
  return number === 0 || number > MOST_IN_WORDS ? figure : numberInWords(number);
}

function digitsInWords(digits: string): string {
  return [...digits].map((digit) => numberInWords(Number(digit))).join(' ');
}
