// The same sets with a model and without: what is right, what became of its words, how long it took and what it cost.

import type { ModelTurn } from '../../../knowledge/language-model/consult.ts';
import { type Figure, type FigureName, written } from '../figure.ts';

const COMPARED: readonly FigureName[] = [
  'n',
  'r1',
  'resolvedFirstReply',
  'facetAccuracy',
  'factRecall',
  'factRecallWhereRight',
  'askedBack',
  'intentAccuracy',
  'turnAccuracy',
  'dialogAccuracy',
  'p50ms',
  'p95ms',
];

/** A line a figure: without and with. */
export function compared(without: readonly Figure[], withModel: readonly Figure[]): string {
  const lines = without
    .filter(({ name }) => COMPARED.includes(name))
    .map((figure) => {
      const other = withModel.find(({ name }) => name === figure.name);
      return [figure.name, written(figure), other === undefined ? '' : written(other)];
    });
  const rows = [['', 'without', 'with'], ...lines];
  return rows
    .map(([name, a, b]) => `  ${name!.padEnd(20)}${a!.padStart(10)}${b!.padStart(10)}`.trimEnd())
    .join('\n');
}

export interface ModelSum {
  asked: number;
  used: number;
  cut: number;
  fallback: number;
  /** How often for which purpose and reason something was not used whole: `phrase: sign` → 12. */
  reasons: Record<string, number>;
  tokensIn: number;
  tokensOut: number;
  p50ms: number;
  p95ms: number;
}

export function modelSum(turns: readonly ModelTurn[]): ModelSum {
  const times = turns.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (part: number) => times[Math.max(0, Math.ceil(times.length * part) - 1)] ?? 0;
  const reasons: Record<string, number> = {};
  for (const { purpose, reason } of turns)
    if (reason !== null) reasons[`${purpose}: ${reason}`] = (reasons[`${purpose}: ${reason}`] ?? 0) + 1;
  const of = (outcome: ModelTurn['outcome']) => turns.filter((turn) => turn.outcome === outcome).length;
  return {
    asked: turns.length,
    used: of('used'),
    cut: of('cut'),
    fallback: of('fallback'),
    reasons,
    tokensIn: turns.reduce((sum, { tokensIn }) => sum + tokensIn, 0),
    tokensOut: turns.reduce((sum, { tokensOut }) => sum + tokensOut, 0),
    p50ms: at(0.5),
    p95ms: at(0.95),
  };
}

export function printedSum({ reasons, ...sum }: ModelSum): string {
  const { asked, used, cut, fallback, tokensIn, tokensOut, p50ms, p95ms } = sum;
  const why = Object.entries(reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `    ${reason.padEnd(24)} ${count}`);
  return [
    `  asked ${asked}: used ${used}, cut ${cut}, fallen back ${fallback}`,
    ...why,
    `  tokens in ${tokensIn}, out ${tokensOut}; p50 ${p50ms} ms, p95 ${p95ms} ms`,
  ].join('\n');
}
