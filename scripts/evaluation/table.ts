// Prints figures as tables that one reads at a glance.

import { type Figure, written } from './figure.ts';
import type { LeftOut } from './leave-out.ts';
import type { Evaluation } from './result.ts';
import { type QuestionPair, rightAt, scoreDialogs, scoreMessages, scoreQuestions } from './score.ts';

/** All tables of an evaluation. */
export function printed({ catalogue, embedder, questions, messages, turns, leftOut }: Evaluation): string {
  return [
    `Catalogue: ${catalogue} · embedder: ${embedder}`,
    ...(questions.length > 0 ? ['', 'questions', table(scoreQuestions(questions))] : []),
    ...(messages.length > 0 ? ['', 'messages', table(scoreMessages(messages))] : []),
    ...(turns.length > 0 ? ['', 'dialogs', table(scoreDialogs(turns))] : []),
    ...(leftOut.length > 0 ? ['', 'without the aliases of the field', leftOutTable(leftOut)] : []),
  ].join('\n');
}

/** A line a figure: name, value, and the 95% interval as "low – high" where there is one. */
export function table(figures: readonly Figure[]): string {
  const width = Math.max(0, ...figures.map(({ name }) => name.length));
  const length = Math.max(0, ...figures.map((figure) => written(figure).length));
  return figures
    .map((figure) => {
      const { name, kind, interval } = figure;
      const bounds = interval?.map((value) => written({ kind, value })).join(' – ') ?? '';
      return `  ${name.padEnd(width)}  ${written(figure).padStart(length)}  ${bounds}`.trimEnd();
    })
    .join('\n');
}

/** A line a field group, and one for all: R@1 and R@3 of the whole index, without the group's aliases, without any. */
export function leftOutTable(groups: readonly LeftOut[]): string {
  const rows = [...groups, together('all', groups)].map(({ group, ...indexes }) => [
    group,
    String(indexes.with.length),
    ...[1, 3].flatMap((k) => {
      const [whole, without, titlesOnly] = [indexes.with, indexes.without, indexes.titlesOnly].map((pairs) =>
        recall(pairs, k),
      ) as [number, number, number];
      const drop = ((without - whole) * 100).toFixed(1);
      return [whole.toFixed(3), without.toFixed(3), drop, titlesOnly.toFixed(3)];
    }),
  ]);
  const heads = ['without', 'drop', 'titles'];
  const lines = [['field', 'n', 'R@1', ...heads, 'R@3', ...heads], ...rows];
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const padded = (cell: string, i: number) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!));
  return lines.map((line) => `  ${line.map(padded).join('  ')}`).join('\n');
}

/** All groups as one. */
export function together(name: string, groups: readonly LeftOut[]): LeftOut {
  return {
    group: name,
    with: groups.flatMap((group) => group.with),
    without: groups.flatMap((group) => group.without),
    titlesOnly: groups.flatMap((group) => group.titlesOnly),
  };
}

/** Share of the questions whose right procedure is among the first `k`. */
export function recall(pairs: readonly QuestionPair[], k: number): number {
  const found = pairs.map(({ item, row }) => rightAt(row, item.codes)).filter((at) => at >= 0 && at < k);
  return found.length / Math.max(1, pairs.length);
}
