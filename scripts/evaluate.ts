// Measures answers: `npm run evaluate -- --questions F --messages F --dialogs F --out OUT.json`; see evaluation/options.ts.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Answering } from '../api/answering.ts';
import { ConfigError, readConfig } from '../api/config.ts';
import { DirectoryInUse } from '../api/database/directory-lock.ts';
import { MigrationError } from '../api/database/migrate.ts';
import { TranscriptAdapter } from '../bot/adapter.ts';
import { createConversations } from '../bot/conversations.ts';
import { createNotices } from '../bot/notices.ts';
import type { Database } from '../knowledge/ports.ts';
import { catalogueFile, openCatalogue } from './evaluation/catalogue.ts';
import { describedCodes, foundInstead } from './evaluation/failures.ts';
import { leaveOutFields } from './evaluation/leave-out.ts';
import { type Options, readOptions, USAGE, UsageError } from './evaluation/options.ts';
import { outputOf } from './evaluation/output.ts';
import { reportPage } from './evaluation/report/page.ts';
import type { Evaluation } from './evaluation/result.ts';
import { createRunner, type Runner } from './evaluation/run.ts';
import { paired, turnsOf } from './evaluation/score.ts';
import { dialog, InvalidSet, message, question, readSet } from './evaluation/sets.ts';
import { printed } from './evaluation/table.ts';
import { evaluateModel, printedModel, type Sets } from './evaluation/with-model.ts';
import { progress } from './progress.ts';

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else if (
    error instanceof InvalidSet ||
    error instanceof ConfigError ||
    error instanceof DirectoryInUse ||
    error instanceof MigrationError
  ) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
}

async function main(options: Options): Promise<void> {
  const questions = options.questions === null ? [] : readSet(options.questions, question, options.limit);
  const messages = options.messages === null ? [] : readSet(options.messages, message, options.limit);
  const dialogs = options.dialogs === null ? [] : readSet(options.dialogs, dialog, options.limit);
  const sets = [options.questions, options.messages, options.dialogs].flatMap((file) => file ?? []);
  if (sets.length === 0) return attackOnly(options);
  const file = options.own ? options.catalogue : catalogueFile(options.catalogue ?? undefined, sets);
  const { database, answering, name } = await openCatalogue(file);
  try {
    const runnerOf = createRunnerOf(database);
    const runner = runnerOf(answering);
    const ask = async ({ question, message, dialog }: Runner): Promise<Sets> => ({
      questions: paired(questions, await inOrder('Questions', questions, question)),
      messages: paired(messages, await inOrder('Messages', messages, message)),
      turns: paired(turnsOf(dialogs), (await inOrder('Dialogs', dialogs, dialog)).flat()),
    });
    const plain = await ask(runner);
    const evaluation: Evaluation = {
      catalogue: name,
      embedder: answering.embedding.progress().embedder ?? answering.embedder.name,
      at: new Date(),
      ...plain,
      leftOut: options.leaveOutFields ? await leftOut(database, plain.questions, runnerOf) : [],
    };
    const withModel =
      options.model === null
        ? null
        : await evaluateModel({
            ...{ model: options.model, file: options.adversarial, limit: options.limit, database },
            again: (helped) => ask(runnerOf(helped)),
            runnerOf: createRunnerOf,
          });
    const described = await describedCodes(database, evaluation);
    const found = await foundInstead(runner, evaluation);
    mkdirSync(dirname(options.out), { recursive: true });
    writeFileSync(options.out, `${JSON.stringify(outputOf(evaluation, withModel), null, 1)}\n`);
    writeFileSync(options.report, reportPage({ evaluation, described, found }));
    console.log(printed(evaluation));
    if (withModel !== null) console.log(`\n${printedModel(withModel, plain)}`);
    if (withModel?.adversarial?.harms.length) process.exitCode = 1;
    console.log(`\nRows: ${options.out} · report: ${options.report}`);
  } finally {
    await database.close();
  }
}

/** Needs no catalogue but the starter's. */
async function attackOnly({ model, adversarial, limit, out }: Options): Promise<void> {
  if (model === null) return;
  const attacked = await evaluateModel({
    ...{ model, file: adversarial, limit, database: null, again: null },
    runnerOf: createRunnerOf,
  });
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(attacked, null, 1)}\n`);
  console.log(printedModel(attacked, { questions: [], messages: [], turns: [] }));
  if (attacked.adversarial?.harms.length) process.exitCode = 1;
}

function createRunnerOf(database: Database): (answering: Answering) => Runner {
  const now = () => new Date();
  const notices = createNotices({ database, processId: 'evaluation', now });
  const adapter = new TranscriptAdapter({
    conversations: createConversations({ database, notices, now }),
    now,
  });
  return (answering) => createRunner({ answering, adapter });
}

async function leftOut(
  database: Database,
  asked: Evaluation['questions'],
  runnerOf: (answering: Answering) => Runner,
): Promise<Evaluation['leftOut']> {
  const bar = progress('Leaving out fields');
  const { contact } = readConfig();
  return leaveOutFields({ database, contact, asked, runnerOf, onProgress: bar.to }).finally(bar.stop);
}

async function inOrder<Item, Row>(
  label: string,
  items: readonly Item[],
  run: (item: Item) => Promise<Row>,
): Promise<Row[]> {
  const bar = progress(label);
  const rows: Row[] = [];
  try {
    for (const item of items) {
      rows.push(await run(item));
      bar.to(rows.length, items.length);
    }
  } finally {
    bar.stop();
  }
  return rows;
}
