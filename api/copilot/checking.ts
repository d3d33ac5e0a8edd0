// Holds what a model wrote for an officer to what it has looked up: a sentence that claims more is cut.

import { findPersonalData } from '../../bot/personal-data.ts';
import { ungroundedClaims } from '../../knowledge/grounding.ts';
import { sentenceStream } from '../../knowledge/language-model/sentence-stream.ts';
import { fold } from '../../knowledge/vietnamese.ts';
import { REPLY_FIELDS } from '../tickets/fields.ts';
import { type Masking, PLACEHOLDER } from './masking.ts';

export interface Checked {
  /** With placeholders and fields as they were written. */
  text: string;
  /** Why sentences were cut, in their order. */
  faults: readonly Fault[];
}

export const FAULTS = ['sign', 'placeholder', 'field', 'claim', 'address', 'personal', 'long'] as const;
export type Fault = (typeof FAULTS)[number];

/** Leaves an officer room to add to a reply of 4,000 characters. */
const LONGEST = 3_500;
const INVISIBLE = /[^\P{C}\n]+/gu;
const MARKUP = /<[/!a-z]|\]\(|[`|\\#]|\*\*/iu;
const FIELD = /\{([^{}\n]*)\}/gu;
const NUMBER_WORDS =
  'một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|tỉ|linh|lẻ|rưỡi|nửa';
const UNITS = 'đồng|nghìn|ngàn|triệu|tỷ|tỉ|ngày|giờ|phút|tuần|tháng|năm|phần trăm';
const spelled = (numbers: string, units: string) =>
  new RegExp(`(?<![\\p{L}])(?:(?:${numbers})\\s+)+(?:${units})(?![\\p{L}])`, 'giu');
const SPELLED = spelled(NUMBER_WORDS, UNITS);
const SPELLED_PLAINLY = spelled(fold(NUMBER_WORDS), fold(UNITS));
/** "evil.example", "somebody@evil.example", with or without what stands around it. */
const ADDRESS = /(?<![\p{L}\p{N}])[a-z0-9@._-]+\.[a-z]{2,}(?![\p{L}\p{N}])/giu;

/** `said` is all that may be claimed, masked; placeholders are the server's, and so are the fields of replies. */
export async function checked(
  written: string,
  { said, masking }: { said: string; masking: Pick<Masking, 'knows'> },
): Promise<Checked> {
  const faults: Fault[] = [];
  let text = '';
  for await (const sentence of sentenceStream(once(written.normalize('NFKC').replace(INVISIBLE, '')))) {
    const fault = text.length + sentence.length > LONGEST ? 'long' : faultOf(sentence, said, masking);
    if (fault === null) text += sentence;
    else {
      faults.push(fault);
      if (sentence.endsWith('\n')) text += '\n';
    }
  }
  const tidy = text.replace(/[ \t]+/g, ' ').replace(/ ?\n ?/g, '\n');
  return { text: tidy.replace(/\n{3,}/g, '\n\n').trim(), faults };
}

function faultOf(sentence: string, said: string, masking: Pick<Masking, 'knows'>): Fault | null {
  if (MARKUP.test(sentence)) return 'sign';
  if (!masking.knows(sentence)) return 'placeholder';
  const fields = [...sentence.matchAll(FIELD)].map(([, field]) => field);
  if (fields.some((field) => !REPLY_FIELDS.some((known) => known === field))) return 'field';
  const own = sentence.replace(PLACEHOLDER, ' ').replace(FIELD, ' ');
  // Digits of other scripts are numbers that the comparison does not see.
  if (/[^\P{N}0-9]/u.test(own) || /[«»{}]/u.test(own)) return 'sign';
  if (ungroundedClaims(own, said).length > 0) return 'claim';
  const stands = standsIn(said);
  const plainly = own === fold(own) ? (own.match(SPELLED_PLAINLY) ?? []) : [];
  if (![...(own.match(SPELLED) ?? []), ...plainly].every(stands)) return 'claim';
  if (!(own.match(ADDRESS) ?? []).every(stands)) return 'address';
  const personal = findPersonalData(own).map(({ start, end }) => own.slice(start, end));
  return personal.every(stands) ? null : 'personal';
}

function standsIn(said: string): (words: string) => boolean {
  const squeeze = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  const squeezed = squeeze(said);
  return (words) => squeezed.includes(squeeze(words));
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
