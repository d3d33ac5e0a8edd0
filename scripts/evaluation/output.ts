// The output file: `{questions: {totals, rows}, messages: {totals, rows}, dialogs: {totals, rows}}` and what it ran on.

import { totalsOf } from './figure.ts';
import type { Evaluation } from './result.ts';
import { scoreDialogs, scoreMessages, scoreQuestions } from './score.ts';
import type { WithModel } from './with-model.ts';

/** Figures and facts that do not apply are absent, not null. */
export function outputOf(
  { catalogue, embedder, at, questions, messages, turns, leftOut }: Evaluation,
  withModel: WithModel | null = null,
) {
  return {
    catalogue,
    embedder,
    at: at.toISOString(),
    questions: { totals: totalsOf(scoreQuestions(questions)), rows: questions.map(({ row }) => row) },
    messages: { totals: totalsOf(scoreMessages(messages)), rows: messages.map(({ row }) => row) },
    dialogs: { totals: totalsOf(scoreDialogs(turns)), rows: turns.map(({ row }) => row) },
    ...(withModel !== null && { withModel: { ...withModel, sets: undefined } }),
    ...(leftOut.length > 0 && {
      leftOut: leftOut.map((group) => ({
        group: group.group,
        with: totalsOf(scoreQuestions(group.with)),
        without: totalsOf(scoreQuestions(group.without)),
        titlesOnly: totalsOf(scoreQuestions(group.titlesOnly)),
      })),
    }),
  };
}
