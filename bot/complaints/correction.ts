// A correction in words: "sửa chỗ: ở phường Nghĩa Lộ chứ không phải Trà Câu", "không phải hôm qua mà là sáng nay".

import { fold } from '../../knowledge/vietnamese.ts';
import { readComplaint } from './reading.ts';

export type Part = 'what' | 'where' | 'when' | 'dossier' | 'phone' | 'name';

export interface Correction {
  part: Part;
  value: string;
}

/** How people call the parts, folded; a name that begins another comes after it. "chỗ" is no "cho" of "sửa cho tôi". */
const PARTS: readonly [Part, string][] = [
  ['what', 'noi dung|cau chuyen|su viec|viec'],
  ['where', 'noi xay ra|dia diem|dia chi|co quan|cho(?= *:| thanh| la| o )|noi'],
  ['when', 'thoi gian|thoi diem|ngay gio|gio|ngay|luc'],
  ['dossier', 'ma ho so|ma'],
  ['phone', 'so dien thoai|dien thoai|sdt'],
  ['name', 'ho ten|ten'],
];
// Over folded text, which has the length of the text in NFC.
const START = /^(?:da )?(?:xin |cho (?:toi |tui |em )?)?(?:sua|doi|chinh)(?: (?:lai|gium|giup))* /;
const NOT = '(?:khong|ko|k|hong|dau) phai';
const SHAPES = [
  new RegExp(`^(.+?)[, ]+(?:chu|cho) ${NOT}\\b`, 'd'),
  new RegExp(`^(?:da )?${NOT} .+?[, ]+ma (?:la )?(.+)$`, 'd'),
  new RegExp(`^${NOT} .+?, *(.+?) moi (?:dung|phai)\\b`, 'd'),
];
const LEADING = /^(?:(?:la|thanh|o|tai) )+/;

/** What the message corrects and to what; null where it corrects nothing. */
export function readCorrection(said: string): Correction | null {
  const text = said.normalize('NFC').replace(/\s+/g, ' ').trim();
  const start = START.exec(plainOf(text));
  const rest = start ? text.slice(start[0].length) : text;
  const named = start ? namedPart(rest) : null;
  if (named)
    return named.value === ''
      ? null
      : { part: named.part, value: tidy(replaced(named.value) ?? named.value) };
  const value = replaced(rest) ?? (start ? rest : null);
  if (value === null) return null;
  const part = partOf(value);
  return part === null ? null : { part, value: tidy(value) };
}

function namedPart(rest: string): Correction | null {
  for (const [part, names] of PARTS) {
    const match = new RegExp(`^(?:${names})(?: *:| thanh| la| lai(?: thanh| la)?)?(?: +|$)`).exec(
      plainOf(rest),
    );
    if (match) return { part, value: rest.slice(match[0].length) };
  }
  return null;
}

/** What shall stand instead, where the sentence says "A chứ không phải B" in one of its shapes. */
function replaced(text: string): string | null {
  for (const shape of SHAPES) {
    const [start, end] = shape.exec(plainOf(text))?.indices?.[1] ?? [];
    if (start !== undefined && end !== undefined) return text.slice(start, end);
  }
  return null;
}

function partOf(value: string): Part | null {
  const { dossierCode, phone, when, where, tellsMatter } = readComplaint(value);
  if (dossierCode !== null) return 'dossier';
  if (phone !== null) return 'phone';
  if (when !== null && !tellsMatter) return 'when';
  return where !== null || /^(?:ở|tại) /iu.test(value) || isName(value) ? 'where' : null;
}

function isName(value: string): boolean {
  return value.split(' ').every((word) => /^\p{Lu}/u.test(word));
}

function tidy(value: string): string {
  const lead = LEADING.exec(plainOf(value))?.[0].length ?? 0;
  return value.slice(lead).replace(/[\s.,;:]+$/u, '');
}

function plainOf(text: string): string {
  return fold(text.toLowerCase());
}
