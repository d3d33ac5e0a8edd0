// What changed between two versions of a procedure, field by field, in lines that an officer can read.

import type { Fee, Paper, PaperSet, Procedure, ProcessingTime, Submission } from './procedure.ts';
import { CHANNEL_NAMES, FEE_KINDS, FIELD_NAMES, LEVEL_NAMES, SAID, UNIT_NAMES } from './wording.ts';

/** Every field but the code, which is what the versions have in common. */
export type ChangingField = Exclude<keyof Procedure, 'code'>;

/** A field that says something else than before. Neither removed nor added: the same in another order. */
export interface Change {
  field: ChangingField;
  /** As officers read it. */
  label: string;
  removed: string[];
  added: string[];
}

/** Each field as lines that say all of it: where the lines are the same, so is the field. */
const LINES: { [Field in ChangingField]: (value: Procedure[Field]) => string[] } = {
  title: (title) => [title],
  levels: (levels) => levels.map((level) => LEVEL_NAMES[level]),
  fields: (fields) => fields,
  agencies: (agencies) => agencies,
  receivedAt: given,
  publisher: given,
  decision: ({ number, date }) => (number === null && date === null ? [] : [SAID.decision(number, date)]),
  publishedOn: given,
  subjects: (subjects) => subjects,
  submissions: (submissions) => submissions.map(submissionLine),
  paperSets: (sets) => sets.flatMap(paperSetLines),
  steps: (steps) => steps.map(({ name, text }) => (name === null ? text : `${name}: ${text}`)),
  conditions: given,
  results: (results) => results,
  legalBases: (bases) =>
    bases.map(({ number, title }) => [number, title].filter((part) => part !== null).join(' – ')),
  wholeOnline: (whole) => (whole === null ? [] : [whole ? SAID.yes : SAID.no]),
  link: (link) => [link],
};

/** The fields in which `after` differs from `before`, in the order of the record. */
export function changesBetween(before: Procedure, after: Procedure): Change[] {
  return (Object.keys(LINES) as ChangingField[]).flatMap((field) => {
    const [old, now] = [linesOf(before, field), linesOf(after, field)];
    if (old.length === now.length && old.every((line, i) => line === now[i])) return [];
    return [{ field, label: FIELD_NAMES[field], removed: without(old, now), added: without(now, old) }];
  });
}

function linesOf<Field extends ChangingField>(record: Procedure, field: Field): string[] {
  return LINES[field](record[field]);
}

/** Lines that `others` lack; one that comes twice must be there twice. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function given(text: string | null): string[] {
  return text === null ? [] : [text];
}

function submissionLine({ channel, time, fees, note }: Submission): string {
  const parts = [time === null ? null : timeLine(time), ...fees.map(feeLine), note];
  const said = parts.filter((part) => part !== null && part !== '');
  return [CHANNEL_NAMES[channel], said.join('; ')].filter((part) => part !== '').join(': ');
}

function timeLine({ amount, unit, text }: ProcessingTime): string {
  const figure = amount === null ? null : amount.toLocaleString('vi-VN');
  return [figure, unit === null ? null : UNIT_NAMES[unit], text].filter((part) => part !== null).join(' ');
}

function feeLine({ kind, amount, currency, text }: Fee): string {
  const figure = amount === null ? null : `${amount.toLocaleString('vi-VN')} ${currency}`;
  return [FEE_KINDS[kind], figure, text].filter((part) => part !== null).join(' ');
}

function paperSetLines({ name, papers, notes }: PaperSet): string[] {
  const lines = [...papers.map(paperLine), ...notes];
  return name === null ? lines : [name, ...lines.map((line) => `${name} – ${line}`)];
}

function paperLine({ name, originals, copies, forms }: Paper): string {
  const counts = SAID.copies(originals, copies);
  return [name, counts === '' ? null : `(${counts})`, forms.length === 0 ? null : `[${forms.join('; ')}]`]
    .filter((part) => part !== null)
    .join(' ');
}
