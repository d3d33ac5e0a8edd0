// Measures the product: `npm run bench -- [--out FILE] [--questions FILE] [--catalogue FILE] [--only NAME,…]`.
// TEST_DATABASE_URL or DATABASE_URL names a Postgres server to measure as well, in a database of our own beside the named one.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { STARTER_FILE } from '../knowledge/starter.ts';
import { measureChatTurn } from './bench/chat-turn.ts';
import { measureDesk } from './bench/desk.ts';
import { measureDossiers } from './bench/dossiers.ts';
import { type Measurement, megabytes } from './bench/figures.ts';
import { measureGrowth } from './bench/growth.ts';
import { measureImport } from './bench/import.ts';
import { measureMemory } from './bench/memory.ts';
import { readQuestions } from './bench/questions.ts';
import { measureReceipts } from './bench/receipts.ts';
import { type Report, table } from './bench/report.ts';
import { measureSearch } from './bench/search.ts';
import { type BenchServer, startServer } from './bench/server.ts';
import { measureStart } from './bench/start.ts';
import { measureThroughput } from './bench/throughput.ts';
import { measureWidget } from './bench/widget.ts';
import { catalogueFile } from './evaluation/catalogue.ts';

/** In the order in which they run: the first start leaves its data to the server of the chats, whose memory is told after them. */
const NAMES = [
  'widget',
  'start',
  'turn',
  'throughput',
  'memory',
  'import',
  'dossiers',
  'search',
  'receipts',
  'growth',
  'desk',
] as const;
type Name = (typeof NAMES)[number];
/** These make their rows or photos for minutes: only when they are named. */
const NAMED_ONLY: readonly Name[] = ['receipts', 'growth', 'desk'];
const USUAL = NAMES.filter((name) => !NAMED_ONLY.includes(name));

const USAGE = `npm run bench -- [--out out/bench.json] [--questions FILE] [--catalogue FILE] [--only ${NAMES.join(',')}]`;

const { out, chosen, questionSet, catalogue } = optionsOrExit();
const { questions } = questionSet;
const databaseUrl = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || null;

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
const dataDir = join(folder, 'data');

let started: Promise<BenchServer> | null = null;
function server(): Promise<BenchServer> {
  started ??= startServer({ folder, dataDir });
  return started;
}

const measure: Record<Name, () => Promise<Measurement>> = {
  widget: measureWidget,
  start: () => measureStart({ folder, dataDir }),
  turn: async () => measureChatTurn({ server: await server(), questions }),
  throughput: async () => measureThroughput({ server: await server(), databaseUrl, folder, questions }),
  memory: async () => measureMemory(await server()),
  async import() {
    await stopServer();
    return measureImport({ catalogue, folder });
  },
  async dossiers() {
    await stopServer();
    return measureDossiers({ folder });
  },
  async search() {
    await stopServer();
    return measureSearch({ catalogue, questionSet });
  },
  receipts: measureReceipts,
  async growth() {
    await stopServer();
    return measureGrowth({ databaseUrl, catalogue, questions });
  },
  async desk() {
    await stopServer();
    return measureDesk({ databaseUrl });
  },
};

const report: Report = {
  at: new Date().toISOString(),
  machine: {
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    processors: cpus().length,
    memoryMB: Math.round(megabytes(totalmem())),
    loadAtStart: loadavg()[0]!,
  },
  catalogue: basename(catalogue),
  questions: `${questions.length} of ${questionSet.name}`,
  measurements: {},
  failures: {},
};
const { node, processor, processors, loadAtStart } = report.machine;
console.log(`Catalogue: ${report.catalogue} · questions: ${report.questions}`);
console.log(`Node ${node} · ${processors} × ${processor} · load ${loadAtStart.toFixed(1)}`);

for (const name of chosen) {
  try {
    const measurement = await measure[name]();
    report.measurements[name] = measurement;
    console.log(`\n${table(name, measurement)}`);
  } catch (error) {
    report.failures[name] = error instanceof Error ? error.message : String(error);
    console.error(`\n${name} could not be measured: ${report.failures[name]}`);
    process.exitCode = 1;
  }
}
await stopServer();

mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(report, null, 1)}\n`);
console.log(`\nWritten to ${out}`);

async function stopServer(): Promise<void> {
  const stopped = started;
  started = null;
  await (await stopped?.catch(() => null))?.stop();
}

function optionsOrExit() {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string', default: join('out', 'bench.json') },
        questions: { type: 'string' },
        catalogue: { type: 'string' },
        only: { type: 'string' },
      },
    });
    return {
      out: values.out,
      chosen: values.only === undefined ? USUAL : named(values.only.split(',')),
      questionSet: readQuestions(values.questions),
      catalogue: resolve(catalogueFile(values.catalogue, [values.questions]) ?? STARTER_FILE),
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** What memory the server takes is known once it has been put to work. */
function named(given: readonly string[]): readonly Name[] {
  const unknown = given.filter((name) => !NAMES.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`--only: there is no ${unknown.join(', ')}.`);
  const wanted = given.includes('memory') ? [...given, 'turn', 'throughput'] : given;
  return NAMES.filter((name) => wanted.includes(name));
}
