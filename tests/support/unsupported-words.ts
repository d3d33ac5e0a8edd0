// A second opinion on grounding: looks up what an answer says in its record, sharing no code with the product.

import type { Procedure } from '../../knowledge/procedure.ts';

/** Sentences of the product's own that speak of 0 đồng and of "miễn" without claiming either. */
const DISCLAIMER =
  /Nguồn ghi 0 đồng nhưng không nói rõ [^.]*\.|The source writes 0 đồng but does not say [^.]*\./g;
const FIGURE = /\d(?:[\d.,/-]*\d)?/g;
const ADDRESS = /https?:\S+/g;
const DOCUMENT = /\d[\d./]*\/[A-ZĐ][A-ZĐ\d-]+/g;
const COSTS_NOTHING =
  /(?:miễn|không thu|không mất|không tốn|không phải (?:nộp|trả|đóng)) +\p{L}+|(?:free of|no) (?:charge|fee)|(?<![\d.,])0 (?:đồng|đ|USD)/giu;

/** Figures, addresses, document numbers and promises that something costs nothing which `record` does not have. */
export function unsupportedWords(answer: string, record: Procedure, dataMonth: string): string[] {
  const values = leaves(record);
  const texts = [...values.filter((value) => typeof value === 'string'), dataMonth].join('\n');
  const figures = new Set([
    ...(texts.match(FIGURE) ?? []),
    ...values.flatMap((value) => (typeof value === 'number' ? [String(value), grouped(value)] : [])),
    ...[...texts.matchAll(/(\d{4})-(\d\d)-(\d\d)/g)].map(([, year, month, day]) => `${day}/${month}/${year}`),
  ]);
  const said = answer.replace(DISCLAIMER, '');
  const words = oneLine(texts);
  return [
    ...(said.replace(ADDRESS, ' ').match(FIGURE) ?? []).filter((figure) => !figures.has(figure)),
    ...(said.match(ADDRESS) ?? []).filter((address) => !texts.includes(address)),
    ...(said.match(DOCUMENT) ?? []).filter((number) => !texts.includes(number)),
    ...(said.match(COSTS_NOTHING) ?? []).filter((promise) => !words.includes(oneLine(promise))),
  ];
}

/** Promises that a fee costs nothing, in `statement`, which the fee texts and notes of `record` do not make. */
export function unsupportedPromises(statement: string, { submissions }: Procedure): string[] {
  const texts = submissions.flatMap(({ fees, note }) => [...fees.map(({ text }) => text ?? ''), note ?? '']);
  const words = oneLine(texts.join('\n'));
  const said = statement.replace(DISCLAIMER, '').match(COSTS_NOTHING) ?? [];
  return said.filter((promise) => !words.includes(oneLine(promise)));
}

function leaves(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

/** 1250000 → "1.250.000", 2.5 → "2,5". */
function grouped(value: number): string {
  const [whole = '', part] = String(value).split('.');
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
  return part === undefined ? thousands : `${thousands},${part}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}
