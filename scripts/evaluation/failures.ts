// What went wrong with a question, and what is worth knowing about it: titles of right codes, hits found instead.

import { currentProcedure } from '../../knowledge/catalogue.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import type { Hit } from '../../knowledge/rank.ts';
import { hasFact } from './fact.ts';
import type { Evaluation } from './result.ts';
import type { Runner } from './run.ts';
import { isResolved, type QuestionPair, rightAt } from './score.ts';

/** Worst first. */
export const FAULTS = ['unresolved', 'rank', 'intent', 'facet', 'facts'] as const;
export type Fault = (typeof FAULTS)[number];

/** Missing facts count only where the right procedure is first: under a wrong one they say nothing more. */
export function questionFaults({ item, row }: QuestionPair): Fault[] {
  const first = rightAt(row, item.codes) === 0;
  const holds: Record<Fault, boolean> = {
    unresolved: !isResolved(row, item.codes),
    rank: !first,
    intent: row.intent !== 'procedure',
    facet: row.facet !== item.facet,
    facts: first && missingFacts({ item, row }).length > 0,
  };
  return FAULTS.filter((fault) => holds[fault]);
}

export function missingFacts({ item, row }: QuestionPair): string[] {
  return item.facts.filter((fact) => !hasFact(row.text, fact));
}

/** Every faulty question with its faults, the worst first. */
export function failedQuestions(pairs: readonly QuestionPair[]): { pair: QuestionPair; faults: Fault[] }[] {
  const worst = ({ faults }: { faults: Fault[] }) => FAULTS.indexOf(faults[0]!);
  return pairs
    .map((pair) => ({ pair, faults: questionFaults(pair) }))
    .filter(({ faults }) => faults.length > 0)
    .sort((a, b) => worst(a) - worst(b));
}

export interface Described {
  title: string;
  /** Lĩnh vực. */
  field: string;
  publisher: string;
}

/** What the catalogue says about every code that a set expects; a code it does not have is absent. */
export async function describedCodes(
  database: Queryable,
  { questions, turns }: Pick<Evaluation, 'questions' | 'turns'>,
): Promise<Map<string, Described>> {
  const codes = new Set([
    ...questions.flatMap(({ item }) => item.codes),
    ...turns.flatMap(({ item }) => item.expect.codes ?? []),
  ]);
  const described = new Map<string, Described>();
  for (const code of codes) {
    const entry = await currentProcedure(database, code);
    if (entry === null) continue;
    const { title, fields, publisher } = entry.procedure;
    described.set(code, { title, field: fields[0] ?? '', publisher: publisher ?? '' });
  }
  return described;
}

/** What the report tells of a hit. */
export type FoundHit = Pick<Hit, 'code' | 'title' | 'score' | 'chance' | 'phrase'>;

/** The best hits of the faulty questions, by the id of the question. */
export async function foundInstead(
  runner: Pick<Runner, 'find'>,
  { questions }: Pick<Evaluation, 'questions'>,
  most = 5,
): Promise<Map<string, FoundHit[]>> {
  const found = new Map<string, FoundHit[]>();
  for (const { pair } of failedQuestions(questions))
    found.set(pair.item.id, (await runner.find(pair.item.question)).slice(0, most));
  return found;
}
