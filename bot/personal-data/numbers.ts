// Numbers that lead to a person: telephone, identity, insurance, tax, account, plate, dossier; and what only looks so.

import { codeSpans } from '../entities.ts';
import type { Finding, PersonalDataKind, Readable } from './readable.ts';

interface Rule {
  /** null: looks like personal data and is none; nothing else is found there. */
  kind: PersonalDataKind | null;
  /** Over the plain text; the group `value` is what is found, or else the whole match. */
  pattern: RegExp;
  unless?: RegExp;
}

const APART = '[ .\\-\\u2010-\\u2015]?';
/** People put dots, dashes, spaces and brackets between the groups of a telephone number. */
const PHONE_APART = '[ .()\\-\\u2010-\\u2015]{0,2}';
/** Words between what announces a number and the number: "số cccd của tôi là: …". */
const LEADING =
  '(?:[ :=,(]{0,3}\\b(?:so|la|cua|minh|toi|tui|em|con|chau|anh|chi|ong|ba|vo|chong|may|ma|the|cu|moi|nay|day|ne|gan chip|duoc cap|lien he|ca nhan)\\b){0,5}[ :=,.(#"\']{0,4}';

/** `from` to `to` digits, a separator allowed between any two. */
function digits(from: number, to = from): string {
  return `\\d(?:${APART}\\d){${from - 1},${to - 1}}(?!\\d)`;
}

function cued(cue: string, value: string): RegExp {
  return new RegExp(`\\b(?:${cue})${LEADING}(?<value>${value})`, 'gdu');
}

const DATE = /^\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d{2}/;
const YEARS = /^(?:19|20)\d{2}[ .-](?:19|20)\d{2}$/;
const DIGIT_WORD = '(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)';

/** In order: what an earlier rule has taken is not looked at again. */
const RULES: readonly Rule[] = [
  {
    kind: 'email',
    pattern:
      /[a-z0-9][\w.+-]{0,63} ?@ ?[a-z0-9-]{1,63}(?: ?\. ?(?:com|vn|net|org|edu|gov|info)\b|\.[a-z]{2,24}\b)+/dgu,
  },
  { kind: 'email', pattern: /[a-z0-9][\w.+-]{0,63} (?:a cong|at) \w{1,63}(?: (?:cham|dot) \w{2,10})+/dgu },
  {
    kind: 'secret',
    pattern:
      /\b(?:mat khau|password|pass|mk|otp|ma pin|ma xac (?:thuc|nhan|minh))(?: (?:cua|toi|tui|minh|em|la|vneid|otp|gui ve)){0,4} {0,2}[:=]? {0,2}(?<value>(?=[^\s,]{0,40}\d)[^\s,]{4,40})/dgu,
  },
  {
    kind: 'plate',
    pattern: cued(
      'bien(?: kiem soat| xe)?|bks',
      '\\d{2} ?-? ?[a-z]{1,2}\\d? ?[-. ]? ?\\d{3}[. ]?\\d{1,2}(?!\\d)',
    ),
  },
  { kind: 'plate', pattern: /(?<![\p{L}\d])[1-9]\d-?[a-z]{1,2}\d?[-. ]{0,3}\d{3}\.\d{2}(?!\d)/dgu },
  {
    kind: 'plate',
    pattern: /(?<![\p{L}\d])[1-9]\d-?[a-z]\d?(?:-| - )?\d{4,5}(?!\d)/dgu,
    unless: /^\d\d[dkhmt]\d/,
  },
  {
    kind: 'plate',
    pattern: /(?<![\p{L}\d])[1-9]\d(?:-| - | )?[a-z]\d(?:-| - | )\d{4,5}(?!\d)/dgu,
    unless: /^\d\d m[23]/,
  },
  { kind: null, pattern: /(?<![\d.])[1-3]\.\d{6,9}(?!\d)(?:\.\d{2,3}){0,3}(?:\.h\d{2})?/dgu },
  {
    kind: null,
    pattern: /\b[1-9]\d{0,2}(?:[., ]\d{3}){1,5} ?(?:d|dong|vnd|k|nghin|ngan|trieu|tr|ty|ti|usd)\b/dgu,
  },
  { kind: null, pattern: /\b[1-9]\d*(?:[.,]\d+)* ?(?:d|dong|vnd|k|nghin|ngan|trieu|tr|ty|ti|usd)\b/dgu },
  {
    kind: 'identity',
    pattern: cued(
      'cccd|cmnd|cmt|cmtnd|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?|dinh danh|gplx|giay phep lai xe|bang lai',
      digits(8, 13),
    ),
    unless: YEARS,
  },
  { kind: 'identity', pattern: cued('ho chieu|passport', `[a-z]${APART}${digits(6, 8)}`) },
  {
    kind: 'insurance',
    pattern: cued('bhxh|bhyt|bao hiem(?: xa hoi| y te)?', `(?:[a-z]{2} ?)?${digits(10, 13)}`),
  },
  { kind: 'tax', pattern: cued('mst|ma so thue|msdn|ma so (?:doanh nghiep|ho kinh doanh)', digits(10, 13)) },
  {
    kind: 'bank',
    pattern: new RegExp(
      `\\b(?:stk|so tai khoan|so tk|tai khoan|tk|so the|the atm)\\b[^\\d\\n.?!»]{0,40}(?<value>${digits(8, 19)})`,
      'gdu',
    ),
    unless: YEARS,
  },
  { kind: 'bank', pattern: /(?<!\d)\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)/dgu },
  {
    kind: 'phone',
    pattern: cued(
      'sdt|so dien thoai|dien thoai|dt|so dt|zalo|hotline|phone|tel|goi(?: lai)?(?: so)?|lien he|nhan tin|alo',
      `\\+?${digits(7, 12)}`,
    ),
    unless: new RegExp(`${DATE.source}|${YEARS.source}|^1[89]00`),
  },
  { kind: 'insurance', pattern: new RegExp(`\\b[a-z]{2}${APART}${digits(13)}`, 'gdu') },
  {
    kind: 'identity',
    pattern:
      /(?<!\d)0\d{2}(?:([ .-])\d{3}\1\d{3}\1\d{3}|[ .-]\d[ .-]\d{2}[ .-]\d{6}|[ .-]\d{3}[ .-]\d{6})(?!\d)/dgu,
  },
  { kind: 'identity', pattern: /(?<!\d)\d{4}([ .-])\d{4}\1\d{4}(?!\d)/dgu, unless: YEARS },
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?<!\\d)(?:\\(?(?:\\+ ?|00)?84\\)?${PHONE_APART}0?|[0o])${PHONE_APART}(?:[35789]|1${PHONE_APART}[2689])(?:${PHONE_APART}\\d){8}(?!\\d)`,
      'gdu',
    ),
    unless: DATE,
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?<!\\d)\\(?(?:(?:\\+ ?|00)?84${PHONE_APART}|0)2(?:${PHONE_APART}\\d){9}(?!\\d)`,
      'gdu',
    ),
    unless: DATE,
  },
  { kind: 'phone', pattern: new RegExp(`\\b${DIGIT_WORD}(?:[ ,.-]{1,2}${DIGIT_WORD}){8,14}\\b`, 'gdu') },
  { kind: 'tax', pattern: /(?<!\d)\d{10} ?- ?\d{3}(?!\d)/dgu },
  {
    kind: null,
    pattern:
      /\b(?:von|gia|gia tri|tri gia|so tien|thu nhap|phi|luong|doanh thu|dien tich)(?: (?:dieu le|la|khoang|hon|tren|duoi|toi|den|tu|hang|moi|nam|thang|dat|nha)){0,3}[ :]{1,2}[1-9]\d{0,14}(?!\d)/dgu,
  },
  { kind: null, pattern: /(?<![\d.,])[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3}){1,4}(?!\d)/dgu },
  { kind: 'identity', pattern: /(?<!\d)\d{12}(?!\d)/dgu },
  { kind: 'identity', pattern: /(?<!\d)\d{3}(?: ?\d{3}){2}(?!\d)/dgu },
  { kind: 'identity', pattern: /(?<![a-z\d])[bcknp]\d{7,8}(?!\d)/dgu },
  { kind: 'number', pattern: /\d{9,}/dgu },
];

/** Earlier findings hide later ones that overlap. */
export function findNumbers({ text, plain }: Readable): Finding[] {
  const taken: { start: number; end: number; kind: PersonalDataKind | null }[] = codeSpans(text).map(
    (span) => ({ ...span, kind: 'dossier' }),
  );
  for (const { kind, pattern, unless } of RULES)
    for (const match of plain.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.value ?? match.indices?.[0] ?? [0, 0];
      if (unless?.test(plain.slice(start, end))) continue;
      if (!taken.some((other) => start < other.end && other.start < end)) taken.push({ kind, start, end });
    }
  return taken.flatMap(({ kind, start, end }) => (kind === null ? [] : [{ kind, start, end }]));
}
