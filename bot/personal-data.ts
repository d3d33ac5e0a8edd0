// Finds and masks personal data in what people write: before a log, a list or a model outside sees it.

import { fold } from '../knowledge/vietnamese.ts';
import { findAddresses } from './personal-data/addresses.ts';
import { findNames } from './personal-data/names.ts';
import { findNumbers } from './personal-data/numbers.ts';
import { type Finding, type PersonalDataKind, readable } from './personal-data/readable.ts';

/** What stands in place of masked data. */
export const PLACEHOLDERS: Readonly<Record<PersonalDataKind, string>> = {
  phone: '«số điện thoại»',
  email: '«thư điện tử»',
  identity: '«số định danh»',
  insurance: '«số bảo hiểm»',
  tax: '«mã số thuế»',
  bank: '«số tài khoản»',
  plate: '«biển số»',
  dossier: '«mã hồ sơ»',
  parcel: '«số thửa đất»',
  number: '«dãy số»',
  secret: '«mật khẩu»',
  name: '«họ tên»',
  birth: '«ngày sinh»',
  address: '«địa chỉ»',
};

const ANY_PLACEHOLDER = new RegExp(Object.values(PLACEHOLDERS).join('|'), 'gu');
/** Words that only announce what is masked: "tôi tên", "số điện thoại của em là". */
const ANNOUNCING =
  'tôi|tui|em|mình|con|cháu|ông|bà|anh|chị|của|tên|họ|và|là|số|sđt|đt|điện|thoại|zalo|gọi|liên|hệ|email|mail|cccd|cmnd|căn|cước|công|dân|mã|hồ|sơ|sinh|ngày|ở|nhà|tại|địa|chỉ|biển|mst|thuế|stk|tài|khoản';
const ANNOUNCED_PLACEHOLDER = new RegExp(
  `(?:(?<!\\p{L})(?:${ANNOUNCING}|${fold(ANNOUNCING)})[ :]{1,3})*(?:${ANY_PLACEHOLDER.source})`,
  'giu',
);

/**
 * Personal data in `text.normalize('NFC')`, in order and apart from each other; `start` and `end` (exclusive) count
 * UTF-16 units. Rather too much than too little: a long number that nothing explains counts. Codes of procedures,
 * numbers of legal documents, amounts of money, years and durations do not.
 */
export function findPersonalData(text: string): Finding[] {
  const read = readable(text);
  const placeholders = [...read.text.matchAll(ANY_PLACEHOLDER)].map((match) => spanOf(match));
  const found: Finding[] = [];
  for (const finding of [...findNumbers(read), ...findAddresses(read), ...findNames(read)])
    if (![...placeholders, ...found].some((other) => finding.start < other.end && other.start < finding.end))
      found.push(finding);
  return found.sort((a, b) => a.start - b.start);
}

/** The text in NFC with placeholders for personal data; masking again changes nothing. */
export function maskPersonalData(text: string): string {
  const normal = text.normalize('NFC');
  let masked = '';
  let at = 0;
  for (const { kind, start, end } of findPersonalData(normal)) {
    masked += normal.slice(at, start) + PLACEHOLDERS[kind];
    at = end;
  }
  return masked + normal.slice(at);
}

/** What is left of a masked text when its placeholders are taken out with the words that announce them. */
export function withoutPlaceholders(masked: string): string {
  return masked
    .replace(ANNOUNCED_PLACEHOLDER, ' ')
    .replace(/(?:\s*,)+\s*/g, ', ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.:;]+|[\s,:;]+$/g, '');
}

/** The text without personal data and without the words that announce it: for what leaves the server to be understood. */
export function withoutPersonalData(text: string): string {
  const masked = maskPersonalData(text);
  return masked === text.normalize('NFC') ? text : withoutPlaceholders(masked);
}

function spanOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}
