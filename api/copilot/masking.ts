// What names a citizen in the texts of one run, as numbered placeholders that can be read again afterwards.

import { codeSpans } from '../../bot/entities.ts';
import { type PersonalDataKind, readable } from '../../bot/personal-data/readable.ts';
import { findPersonalData, PLACEHOLDERS } from '../../bot/personal-data.ts';
import { withoutKeys } from '../tickets/codes.ts';

type Kind = PersonalDataKind | 'code';

export interface Masking {
  /** In NFC, with placeholders `«họ tên 1»`; the same value has the same placeholder in all texts of the run. */
  mask(text: string): string;
  /** Placeholders of this run become what they stand for, as it was first written. */
  restore(text: string): string;
  /** Whether every placeholder of the text is one of this run. */
  knows(text: string): boolean;
}

export const PLACEHOLDER = /«[^«»\n]{1,60}»/gu;
/** Nine digits or more that nothing else explained. */
const LONG_NUMBER = /\d(?:[ .-]?\d){8,}/g;
const CODE = '«mã»';

type Span = { kind: Kind; start: number; end: number };

/** `known` is hidden wherever it stands, with or without marks and capitals; null where it is not known. */
export function createMasking(known: readonly { kind: Kind; value: string | null }[]): Masking {
  const placeholders = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<Kind, number>();
  const certain = known.flatMap(({ kind, value }) => {
    const { text, plain } = readable((value ?? '').trim());
    // A name of one syllable is another word without its marks and its capital.
    return plain.length < 2 ? [] : [{ kind, wanted: kind !== 'name' || /\s/.test(text) ? plain : text }];
  });

  function placeholderFor(kind: Kind, written: string): string {
    const key = `${kind} ${plainOf(written)}`;
    const given = placeholders.get(key);
    if (given !== undefined) return given;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const placeholder = (kind === 'code' ? CODE : PLACEHOLDERS[kind]).replace('»', ` ${count}»`);
    placeholders.set(key, placeholder);
    values.set(placeholder, written);
    return placeholder;
  }

  function spansIn(text: string): Span[] {
    const { plain } = readable(text);
    const found: Span[] = [];
    const add = (span: Span) => {
      if (!found.some(({ start, end }) => span.start < end && start < span.end)) found.push(span);
    };
    for (const { kind, wanted } of certain)
      for (const at of occurrencesOf(wanted, wanted === wanted.toLowerCase() ? plain : text))
        add({ kind, ...at });
    for (const span of codeSpans(text)) add({ kind: 'code', ...span });
    for (const span of findPersonalData(text)) add(span);
    for (const { 0: number, index } of text.matchAll(LONG_NUMBER))
      add({ kind: 'number', start: index, end: index + number.length });
    return found.sort((a, b) => a.start - b.start);
  }

  return {
    mask(text) {
      // A placeholder that somebody typed is none of ours.
      const normal = withoutKeys(text).normalize('NFC').replace(/[«»]/gu, '"');
      let masked = '';
      let at = 0;
      for (const { kind, start, end } of spansIn(normal)) {
        masked += normal.slice(at, start) + placeholderFor(kind, normal.slice(start, end));
        at = end;
      }
      return masked + normal.slice(at);
    },
    restore: (text) => text.replace(PLACEHOLDER, (placeholder) => values.get(placeholder) ?? placeholder),
    knows: (text) => (text.match(PLACEHOLDER) ?? []).every((placeholder) => values.has(placeholder)),
  };
}

/** Whole words only, so that the name "An" is not found in "Anh". */
function* occurrencesOf(wanted: string, text: string): Generator<{ start: number; end: number }> {
  const isWord = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + 1)) {
    const end = start + wanted.length;
    if (!isWord(text[start - 1]) && !isWord(text[end])) yield { start, end };
  }
}

/** One number or name however it was spaced and spelled. */
function plainOf(written: string): string {
  return readable(written).plain.replace(/[^\p{L}\p{N}]+/gu, '');
}
