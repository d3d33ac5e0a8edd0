// Our search alone, as it serves, and against MiniSearch: the same records and questions, in turns within one process.

import { performance } from 'node:perf_hooks';
import MiniSearch, { type SearchOptions } from 'minisearch';
import { createAnswering } from '../../api/answering.ts';
import { openInMemory } from '../../api/database/embedded.ts';
import { migrate } from '../../api/database/migrate.ts';
import { askedFor, storeShippedAliases } from '../../knowledge/aliases.ts';
import { gather } from '../../knowledge/import/gather.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import { DEFAULT_SCOPE } from '../../knowledge/import/scope.ts';
import type { Database } from '../../knowledge/ports.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { readQuestion } from '../../knowledge/question.ts';
import { type Figure, type Measurement, percentage, ratios, spread } from './figures.ts';
import type { BenchQuestion, QuestionSet } from './questions.ts';
import { shuffled } from './shuffled.ts';

const ROUNDS = 2;
const NO_CONTACT = { phone: null, address: null, hours: null };

/** As its documentation shows for both together; for every word, short Vietnamese syllables would match half of the index. */
const FORGIVING: SearchOptions = {
  prefix: (word) => word.length > 3,
  fuzzy: (word) => (word.length > 3 ? 0.2 : false),
};

interface Engine {
  name: string;
  find(question: string): Promise<string[]> | string[];
  durations: number[];
}

/** Every question goes once through each unmeasured, which also tells how often the first hit is right, then `ROUNDS` times measured. */
export async function measureSearch({
  catalogue,
  questionSet: { questions, aliases },
}: {
  catalogue: string;
  questionSet: QuestionSet;
}): Promise<Measurement> {
  const database = await openInMemory();
  try {
    await migrate({ database });
    const answering = createAnswering({ database, contact: NO_CONTACT });
    await answering.refresh();
    await database.transaction((tx) => storeShippedAliases(tx, aliases));
    const { procedures } = await gather({ files: [catalogue], scope: DEFAULT_SCOPE });
    await importCatalogue({
      database,
      indexing: answering.indexing,
      incoming: { procedures, partial: true, spared: [] },
      about: { source: 'bench', kind: 'import', dataDate: '2026-07', at: new Date() },
      allowRepeal: false,
    });
    const find = async (question: string): Promise<string[]> => {
      const hits = await answering.search.find(readQuestion(answering.language, question));
      return hits.map(({ code }) => code);
    };
    const alone: Engine = { name: 'ours, alone', find, durations: [] };
    for (const { question } of questions) await find(question);
    for (let round = 0; round < ROUNDS; round++) await inTurns([alone], questions);

    const index = await miniSearchOver(database, procedures);
    const ours: Engine = { name: 'ours, in turns', find, durations: [] };
    const theirs = [
      miniSearch('MiniSearch', index, FORGIVING),
      miniSearch('MiniSearch, whole words only', index, {}),
    ];
    const engines = [ours, ...theirs];
    const judged = questions.filter(({ codes }) => codes.length > 0);
    const right: Figure[] = [];
    for (const engine of engines)
      right.push({
        name: `${engine.name}, first hit right`,
        value: await firstRight(engine, judged),
        unit: '%',
      });
    for (let round = 0; round < ROUNDS; round++) await inTurns(engines, questions);

    return {
      about: `${procedures.length} records, ${questions.length} questions × ${ROUNDS}, warm, in random order in one process; MiniSearch 7 with title ×3, aliases and the whole text, prefix and fuzzy 0.2 for words of more than three letters`,
      figures: [
        ...[alone, ...engines].flatMap(({ name, durations }) => spread(name, durations)),
        ...theirs.flatMap(({ name, durations }) => ratios(`${name} ÷ ours`, durations, ours.durations)),
        ...(judged.length > 0 ? right : []),
      ],
    };
  } finally {
    await database.close();
  }
}

/** Over everything that a record says, and how people ask for it. */
async function miniSearchOver(database: Database, procedures: readonly Procedure[]): Promise<MiniSearch> {
  const asked = await askedFor(
    database,
    procedures.map(({ code }) => code),
  );
  const index = new MiniSearch({
    idField: 'code',
    fields: ['title', 'aliases', 'text'],
    searchOptions: { boost: { title: 3 } },
  });
  index.addAll(
    procedures.map((procedure) => ({
      code: procedure.code,
      title: procedure.title,
      aliases: (asked.get(procedure.code)?.phrases ?? []).join('\n'),
      text: textsOf(procedure).join('\n'),
    })),
  );
  return index;
}

function miniSearch(name: string, index: MiniSearch, options: SearchOptions): Engine {
  return {
    name,
    find: (question) => index.search(question, options).map(({ id }) => String(id)),
    durations: [],
  };
}

/** Every text in a value, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

async function firstRight({ find }: Engine, questions: readonly BenchQuestion[]): Promise<number> {
  const firsts: { first: string; codes: string[] }[] = [];
  for (const { question, codes } of questions) firsts.push({ first: (await find(question))[0] ?? '', codes });
  return percentage(firsts, ({ first, codes }) => codes.includes(first));
}

/** The order of questions and, for each, of the engines is random: neither always finds the other's caches and garbage. */
async function inTurns(engines: readonly Engine[], questions: readonly BenchQuestion[]): Promise<void> {
  for (const { question } of shuffled(questions)) {
    for (const engine of shuffled(engines)) {
      const began = performance.now();
      await engine.find(question);
      engine.durations.push(performance.now() - began);
    }
  }
}
