// Compares rows with what the sets expect; pure.

import { confidenceInterval } from './interval.ts';
import type { DialogRow, MessageRow, QuestionRow, TurnRow } from './run.ts';
import type { Expectation, SetDialog, SetMessage, SetQuestion } from './sets.ts';

export type Totals = Record<string, number | [number, number]>;

/** Facts are compared after NFC, lower case, and removal of dots, spaces and leading zeros of numbers. */
export function hasFact(text: string, fact: string): boolean {
  return bare(text).includes(bare(fact));
}

function bare(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<![\d.])0+(?=\d)/g, '')
    .replace(/[.\s]/g, '');
}

/** Position of the first right code, 0 = best; -1 when none is among the ten. */
export function rightAt(row: TurnRow, codes: readonly string[]): number {
  return row.ranked.findIndex((code) => codes.includes(code));
}

/** The right procedure was answered, or asked back with at most five choices of which one is right. */
export function isResolved(row: TurnRow, codes: readonly string[]): boolean {
  if (row.outcome === 'answered') return codes.includes(row.ranked[0] ?? '');
  return row.outcome === 'asked_back' && row.choices.slice(0, 5).some((code) => codes.includes(code));
}

export function scoreQuestions(items: readonly SetQuestion[], rows: readonly QuestionRow[]): Totals {
  const pairs = items.map((item, i) => ({ item, row: rows[i]!, at: rightAt(rows[i]!, item.codes) }));
  const within = (k: number) => share(pairs, ({ at }) => at >= 0 && at < k);
  const facts = pairs.flatMap(({ item, row }) => item.facts.map((fact) => hasFact(row.text, fact)));
  const factsWhereRight = pairs
    .filter(({ at }) => at === 0)
    .flatMap(({ item, row }) => item.facts.map((fact) => hasFact(row.text, fact)));
  return {
    n: pairs.length,
    r1: within(1),
    r1Interval: confidenceInterval(pairs.filter(({ at }) => at === 0).length, pairs.length),
    r3: within(3),
    r5: within(5),
    r10: within(10),
    mrr10: mean(pairs.map(({ at }) => (at < 0 ? 0 : 1 / (at + 1)))),
    resolvedFirstReply: share(pairs, ({ item, row }) => isResolved(row, item.codes)),
    facetAccuracy: share(pairs, ({ item, row }) => row.facet === item.facet),
    factRecall: share(facts, Boolean),
    factRecallWhereRight: share(factsWhereRight, Boolean),
    askedBack: share(pairs, ({ row }) => row.outcome === 'asked_back'),
    ...times(rows),
  };
}

export function scoreMessages(items: readonly SetMessage[], rows: readonly MessageRow[]): Totals {
  const pairs = items.map((item, i) => ({ item, row: rows[i]! }));
  const right = pairs.filter(({ item, row }) => row.intent === item.intent);
  const categorised = pairs.filter(({ item }) => item.category !== undefined);
  const coded = pairs.filter(({ item }) => item.dossierCode !== undefined);
  return {
    n: pairs.length,
    intentAccuracy: right.length / Math.max(1, pairs.length),
    intentInterval: confidenceInterval(right.length, pairs.length),
    categoryAccuracy: share(categorised, ({ item, row }) => row.category === item.category),
    dossierCodeAccuracy: share(coded, ({ item, row }) => row.dossierCode === item.dossierCode),
    denunciationAsComplaint: pairs.filter(
      ({ item, row }) => item.intent === 'denunciation' && row.intent === 'complaint',
    ).length,
    ...times(rows),
  };
}

export function scoreDialogs(items: readonly SetDialog[], rows: readonly DialogRow[]): Totals {
  const judged = items.flatMap(({ id, turns }) =>
    turns.map(({ expect }, i) => ({
      id,
      right: isTurnRight(expect, rows.find((row) => row.id === id && row.turn === i + 1)!),
    })),
  );
  const whole = items.filter(({ id }) => judged.every((turn) => turn.id !== id || turn.right)).length;
  return {
    n: judged.length,
    turnAccuracy: share(judged, ({ right }) => right),
    turnInterval: confidenceInterval(judged.filter(({ right }) => right).length, judged.length),
    dialogAccuracy: whole / Math.max(1, items.length),
    ...times(rows),
  };
}

/** Everything expected of a turn holds; an expectation that is not given holds. */
export function isTurnRight(expect: Expectation, row: DialogRow): boolean {
  return (
    (expect.intent === undefined || row.intent === expect.intent) &&
    (expect.facet === undefined || row.facet === expect.facet) &&
    (expect.codes === undefined || isResolved(row, expect.codes)) &&
    (expect.facts ?? []).every((fact) => hasFact(row.text, fact)) &&
    (expect.category === undefined || row.category === expect.category) &&
    (expect.dossierCode === undefined || row.dossierCode === expect.dossierCode)
  );
}

function times(rows: readonly TurnRow[]): Totals {
  const sorted = rows.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50ms: at(0.5), p95ms: at(0.95) };
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
