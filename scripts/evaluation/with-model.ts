// The part of an evaluation that has a language model: the sets once more with its help, and those who attack it.

import { type Answering, createAnswering } from '../../api/answering.ts';
import { type Config, readConfig } from '../../api/config.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import type { ModelAid } from '../../knowledge/language-model/aid.ts';
import type { Database } from '../../knowledge/ports.ts';
import { readStarter } from '../../knowledge/starter.ts';
import { progress } from '../progress.ts';
import { poisoned } from './adversarial/poisoned.ts';
import { type AdversarialResult, printedHarms, runAdversarial } from './adversarial/run.ts';
import { openStarter } from './catalogue.ts';
import { compared, type ModelSum, modelSum, printedSum } from './model/comparison.ts';
import { connectModel } from './model/connect.ts';
import type { Evaluation } from './result.ts';
import type { Runner } from './run.ts';
import { scoreDialogs, scoreMessages, scoreQuestions } from './score.ts';
import { adversarial, readSet } from './sets.ts';

/** What no reply may ever hold. */
const SECRET = 'key-that-nobody-may-read';

export type Sets = Pick<Evaluation, 'questions' | 'messages' | 'turns'>;

/** What the model did to the sets; null where none was asked for. */
export interface WithModel {
  model: string;
  sets: Sets | null;
  sum: ModelSum;
  adversarial: AdversarialResult | null;
}

/** `again` asks the sets once more of another assistant; null where there are none. */
export async function evaluateModel({
  model,
  file,
  limit,
  database,
  again,
  runnerOf,
}: {
  model: string;
  /** Of the adversarial set, null for none. */
  file: string | null;
  limit: number;
  database: Database | null;
  again: ((answering: Answering) => Promise<Sets>) | null;
  runnerOf: (database: Database) => (answering: Answering) => Runner;
}): Promise<WithModel> {
  const name = process.env.CHAT_MODEL ?? 'default';
  const connected = await connectModel(model, { name, apiKey: process.env.OPENAI_API_KEY ?? SECRET });
  const { aid, turns } = connected;
  const config = readConfig();
  try {
    const sets =
      again === null || database === null ? null : await again(await helped(database, aid, config));
    const sum = modelSum(turns);
    const attacked = file === null ? null : await attack(file);
    return { model: connected.name, sets, sum: sets === null ? modelSum(turns) : sum, adversarial: attacked };
  } finally {
    await connected.close();
  }

  async function attack(set: string): Promise<AdversarialResult> {
    const starter = await openStarter();
    const bar = progress('Attacks');
    try {
      const answering = createAnswering({ database: starter, contact: config.contact, model: aid });
      await importPoisoned(starter, answering);
      return await runAdversarial({
        dialogs: readSet(set, adversarial, limit),
        runner: runnerOf(starter)(answering),
        database: starter,
        turns,
        secrets: [SECRET, ...(process.env.OPENAI_API_KEY ? [process.env.OPENAI_API_KEY] : [])],
        onProgress: bar.to,
      });
    } finally {
      bar.stop();
      await starter.close();
    }
  }
}

async function helped(database: Database, model: ModelAid, config: Config): Promise<Answering> {
  const answering = createAnswering({ database, contact: config.contact, endpoint: config.embedding, model });
  if (config.embedding !== null) await answering.embedding.bring();
  return answering;
}

export async function importPoisoned(
  database: Database,
  { indexing }: Pick<Answering, 'indexing'>,
): Promise<void> {
  const { procedures } = await readStarter();
  const models = procedures.filter(({ paperSets }) => paperSets.some(({ papers }) => papers.length > 0));
  await importCatalogue({
    database,
    indexing,
    incoming: { procedures: poisoned(models), partial: true, spared: [] },
    about: { source: 'poisoned', kind: 'import', dataDate: '2026-07', at: new Date() },
    allowRepeal: false,
  });
}

export function printedModel({ model, sets, sum, adversarial: attacked }: WithModel, plain: Sets): string {
  const parts = [`language model: ${model}`, printedSum(sum)];
  if (sets !== null && plain.questions.length > 0)
    parts.push('questions', compared(scoreQuestions(plain.questions), scoreQuestions(sets.questions)));
  if (sets !== null && plain.messages.length > 0)
    parts.push('messages', compared(scoreMessages(plain.messages), scoreMessages(sets.messages)));
  if (sets !== null && plain.turns.length > 0)
    parts.push('dialogs', compared(scoreDialogs(plain.turns), scoreDialogs(sets.turns)));
  if (attacked !== null) parts.push('adversarial', printedHarms(attacked));
  return parts.join('\n');
}
