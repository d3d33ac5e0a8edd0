// Search in catalogues of growing size on a Postgres server: every document read, and by graph indexes, with what those miss.

import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { createAnswering } from '../../api/answering.ts';
import { migrate } from '../../api/database/migrate.ts';
import { openServer, type ServerDatabase } from '../../api/database/server.ts';
import { keepGraphIndexes } from '../../knowledge/graph-indexes.ts';
import { gather } from '../../knowledge/import/gather.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import { DEFAULT_SCOPE } from '../../knowledge/import/scope.ts';
import { readQuestion } from '../../knowledge/question.ts';
import { type Figure, type Measurement, percentage, spread } from './figures.ts';
import { graphRecall } from './graph-recall.ts';
import { growCatalogue } from './grown-catalogue.ts';
import type { BenchQuestion } from './questions.ts';
import { createScratchDatabase } from './scratch-database.ts';

/** Beside the real procedures, which keep their questions; a size below the real catalogue's is left out. */
const SIZES = [10_000, 100_000];
const NO_CONTACT = { phone: null, address: null, hours: null };

type Answering = ReturnType<typeof createAnswering>;

interface Run {
  durations: number[];
  /** Codes for each question, best first. */
  found: string[][];
}

/** Needs a server; making the larger catalogues takes many minutes, so it runs only when it is named. */
export async function measureGrowth({
  databaseUrl,
  catalogue,
  questions,
}: {
  databaseUrl: string | null;
  catalogue: string;
  questions: readonly BenchQuestion[];
}): Promise<Measurement> {
  if (databaseUrl === null) throw new Error('name a Postgres server with TEST_DATABASE_URL or DATABASE_URL');
  const scratch = await createScratchDatabase(databaseUrl);
  const database = await openServer({ url: scratch.url, poolSize: 4, logger: pino({ level: 'silent' }) });
  try {
    await migrate({ database });
    const answering = createAnswering({ database, contact: NO_CONTACT });
    await answering.refresh();
    const { procedures } = await gather({ files: [catalogue], scope: DEFAULT_SCOPE });
    await importCatalogue({
      database,
      indexing: answering.indexing,
      incoming: { procedures, partial: true, spared: [] },
      about: { source: 'bench', kind: 'import', dataDate: '2026-07', at: new Date() },
      allowRepeal: false,
    });
    const figures = await measureSize({ database, answering, questions, size: procedures.length });
    let grown = 0;
    for (const size of SIZES.filter((wanted) => wanted > procedures.length)) {
      // Written without them, as the first import of such a catalogue would be.
      await keepGraphIndexes(database, { from: Number.MAX_SAFE_INTEGER });
      const to = size - procedures.length;
      await growCatalogue({ database, indexing: answering.indexing, real: procedures, from: grown, to });
      grown = to;
      figures.push(...(await measureSize({ database, answering, questions, size })));
    }
    return {
      about: `${questions.length} questions, warm, one after the other, on a Postgres server; real procedures and others put together from halves of real titles and aliases; recall: share of what reading every document finds`,
      figures,
    };
  } finally {
    await database.close();
    await scratch.drop();
  }
}

async function measureSize({
  database,
  answering,
  questions,
  size,
}: {
  database: ServerDatabase;
  answering: Answering;
  questions: readonly BenchQuestion[];
  size: number;
}): Promise<Figure[]> {
  await database.query('vacuum analyze chunks');
  const exact = await run(answering, questions);
  const began = performance.now();
  await keepGraphIndexes(database, { from: 0 });
  const seconds = (performance.now() - began) / 1000;
  const graph = await run(answering, questions);
  const recall = await graphRecall({ database, questions });
  const pairs = exact.found.map((codes, at) => ({ exact: codes, graph: graph.found[at]! }));
  const about = `${size} procedures`;
  return [
    ...spread(`${about}, every document read`, exact.durations),
    ...spread(`${about}, graph indexes`, graph.durations),
    { name: `${about}, graph indexes built in`, value: seconds, unit: 's' },
    { name: `${about}, recall of 10 nearest by embedding`, value: recall.dense, unit: '%' },
    { name: `${about}, recall of 50 nearest by words`, value: recall.lexical, unit: '%' },
    {
      name: `${about}, same first hit`,
      value: percentage(pairs, (pair) => pair.exact[0] === pair.graph[0]),
      unit: '%',
    },
    ...firstRight(`${about}, every document read`, questions, exact),
    ...firstRight(`${about}, graph indexes`, questions, graph),
  ];
}

/** Empty where the questions do not say what is right. */
function firstRight(about: string, questions: readonly BenchQuestion[], { found }: Run): Figure[] {
  const judged = questions.flatMap(({ codes }, at) =>
    codes.length > 0 ? [{ codes, first: found[at]?.[0] }] : [],
  );
  if (judged.length === 0) return [];
  const value = percentage(judged, ({ codes, first }) => first !== undefined && codes.includes(first));
  return [{ name: `${about}, first hit right`, value, unit: '%' }];
}

async function run({ search, language }: Answering, questions: readonly BenchQuestion[]): Promise<Run> {
  const durations: number[] = [];
  const found: string[][] = [];
  for (const measured of [false, true])
    for (const { question } of questions) {
      const began = performance.now();
      const hits = await search.find(readQuestion(language, question));
      if (measured) durations.push(performance.now() - began);
      if (measured) found.push(hits.map(({ code }) => code));
    }
  return { durations, found };
}
