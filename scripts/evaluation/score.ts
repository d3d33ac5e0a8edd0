// Compares rows with what the sets expect; pure.

import { hasFact } from './fact.ts';
import { count, type Figure, mean, share, times } from './figure.ts';
import type { DialogRow, MessageRow, QuestionRow, TurnRow } from './run.ts';
import type { Expectation, SetDialog, SetMessage, SetQuestion } from './sets.ts';

/** What was asked and what came of it. */
export interface Pair<Item, Row> {
  item: Item;
  row: Row;
}
export type QuestionPair = Pair<SetQuestion, QuestionRow>;
export type MessagePair = Pair<SetMessage, MessageRow>;
/** `item` is the turn with the dialog that it belongs to. */
export type TurnPair = Pair<{ id: string; turn: number; user: string; expect: Expectation }, DialogRow>;

/** Position of the first right code, 0 = best; -1 when none is among the ten. */
export function rightAt(row: Pick<TurnRow, 'ranked'>, codes: readonly string[]): number {
  return row.ranked.findIndex((code) => codes.includes(code));
}

/** The right procedure was answered, or asked back with at most five choices of which one is right. */
export function isResolved(
  row: Pick<TurnRow, 'outcome' | 'ranked' | 'choices'>,
  codes: readonly string[],
): boolean {
  if (row.outcome === 'answered') return codes.includes(row.ranked[0] ?? '');
  return (
    row.outcome === 'asked_back' &&
    row.choices.length <= 5 &&
    row.choices.some((code) => codes.includes(code))
  );
}

export function scoreQuestions(pairs: readonly QuestionPair[]): Figure[] {
  const ranks = pairs.map(({ item, row }) => rightAt(row, item.codes));
  const within = (k: number) => (at: number) => at >= 0 && at < k;
  const right = pairs.filter(({ item, row }) => rightAt(row, item.codes) === 0);
  return [
    count('n', pairs.length),
    ...share('r1', ranks, within(1)),
    ...share('r3', ranks, within(3)),
    ...share('r5', ranks, within(5)),
    ...share('r10', ranks, within(10)),
    ...mean(
      'mrr10',
      ranks.map((at) => (at < 0 ? 0 : 1 / (at + 1))),
    ),
    ...share('resolvedFirstReply', pairs, ({ item, row }) => isResolved(row, item.codes)),
    ...share('facetAccuracy', pairs, ({ item, row }) => row.facet === item.facet),
    ...share('factRecall', pairs.flatMap(factsStated), Boolean),
    ...share('factRecallWhereRight', right.flatMap(factsStated), Boolean),
    ...share('askedBack', pairs, ({ row }) => row.outcome === 'asked_back'),
    ...share('intentAccuracy', pairs, ({ row }) => row.intent === 'procedure'),
    ...times(pairs.map(({ row }) => row.ms)),
  ];
}

function factsStated({ item, row }: QuestionPair): boolean[] {
  return item.facts.map((fact) => hasFact(row.text, fact));
}

export function scoreMessages(pairs: readonly MessagePair[]): Figure[] {
  const categorised = pairs.filter(({ item }) => item.category !== undefined);
  const coded = pairs.filter(({ item }) => item.dossierCode !== undefined);
  const denunciations = pairs.filter(({ item }) => item.intent === 'denunciation');
  const takenAsComplaint = denunciations.filter(({ row }) => row.intent === 'complaint');
  return [
    count('n', pairs.length),
    ...share('intentAccuracy', pairs, ({ item, row }) => row.intent === item.intent),
    ...share('categoryAccuracy', categorised, ({ item, row }) => row.category === item.category),
    ...share('dossierCodeAccuracy', coded, ({ item, row }) => row.dossierCode === item.dossierCode),
    ...(denunciations.length === 0 ? [] : [count('denunciationAsComplaint', takenAsComplaint.length)]),
    ...times(pairs.map(({ row }) => row.ms)),
  ];
}

/** `n` counts turns. */
export function scoreDialogs(pairs: readonly TurnPair[]): Figure[] {
  const dialogs = new Set(pairs.map(({ item }) => item.id));
  const faulty = new Set(pairs.filter((pair) => !isTurnRight(pair)).map(({ item }) => item.id));
  return [
    count('n', pairs.length),
    ...share('turnAccuracy', pairs, isTurnRight),
    ...share('dialogAccuracy', [...dialogs], (id) => !faulty.has(id)),
    ...times(pairs.map(({ row }) => row.ms)),
  ];
}

export function isTurnRight(pair: TurnPair): boolean {
  return turnFaults(pair).length === 0;
}

/** Which expectations a turn misses; one that is not given is met. */
export function turnFaults({ item: { expect }, row }: TurnPair): (keyof Expectation)[] {
  const met: Record<keyof Expectation, boolean> = {
    intent: expect.intent === undefined || row.intent === expect.intent,
    facet: expect.facet === undefined || row.facet === expect.facet,
    codes: expect.codes === undefined || isResolved(row, expect.codes),
    facts: (expect.facts ?? []).every((fact) => hasFact(row.text, fact)),
    category: expect.category === undefined || row.category === expect.category,
    dossierCode: expect.dossierCode === undefined || row.dossierCode === expect.dossierCode,
  };
  return (Object.keys(met) as (keyof Expectation)[]).filter((name) => !met[name]);
}

/** Joins a set with its rows, which must be in the order of the set. */
export function paired<Item, Row>(items: readonly Item[], rows: readonly Row[]): Pair<Item, Row>[] {
  if (items.length !== rows.length) throw new Error(`Expected ${items.length} rows, got ${rows.length}`);
  return items.map((item, i) => ({ item, row: rows[i]! }));
}

/** The turns of the dialogs in order, each with its expectation. */
export function turnsOf(dialogs: readonly SetDialog[]): TurnPair['item'][] {
  return dialogs.flatMap(({ id, turns }) =>
    turns.map(({ user, expect }, i) => ({ id, turn: i + 1, user, expect })),
  );
}
