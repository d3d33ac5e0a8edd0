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

/** A line a field group, and one for all together: R@1 and R@3 with its aliases, without, and the drop in points. */
export function leftOutTable(groups: readonly LeftOut[]): string {
  const all: LeftOut = {
    group: 'all',
    with: groups.flatMap((group) => group.with),
    without: groups.flatMap((group) => group.without),
  };
  const rows = [...groups, all].map(({ group, with: whole, without }) => [
    group,
    String(whole.length),
    ...[1, 3].flatMap((k) => drop(recall(whole, k), recall(without, k))),
  ]);
  const lines = [['field', 'n', 'R@1', 'without', 'drop', 'R@3', 'without', 'drop'], ...rows];
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines
    .map(
      (line) =>
        `  ${line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`,
    )
    .join('\n');
}

/** Share of the questions whose right procedure is among the first `k`. */
export function recall(pairs: readonly QuestionPair[], k: number): number {
  const found = pairs.map(({ item, row }) => rightAt(row, item.codes)).filter((at) => at >= 0 && at < k);
  return found.length / Math.max(1, pairs.length);
}

function drop(whole: number, without: number): string[] {
  return [whole.toFixed(3), without.toFixed(3), ((without - whole) * 100).toFixed(1)];
}
