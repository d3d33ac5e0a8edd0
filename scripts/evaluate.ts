// Measures answers: `npm run evaluate -- --questions F --messages F --dialogs F --out OUT.json [--catalogue FILE]`.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { TranscriptAdapter } from '../bot/adapter.ts';
import { createConversations } from '../bot/conversations.ts';
import { createNotices } from '../bot/notices.ts';
import { catalogueFile, openCatalogue } from './evaluation/catalogue.ts';
import { createRunner } from './evaluation/run.ts';
import { scoreDialogs, scoreMessages, scoreQuestions } from './evaluation/score.ts';
import { dialog, message, question, readSet } from './evaluation/sets.ts';
import { table } from './evaluation/table.ts';

const { values } = parseArgs({
  options: {
    questions: { type: 'string' },
    messages: { type: 'string' },
    dialogs: { type: 'string' },
    catalogue: { type: 'string' },
    out: { type: 'string', default: 'out/evaluation.json' },
  },
});

const sets = [values.questions, values.messages, values.dialogs];
if (sets.every((file) => file === undefined)) {
  console.error(
    'Nothing to evaluate: name at least one of --questions FILE, --messages FILE, --dialogs FILE.',
  );
  process.exit(2);
}
const questions = values.questions === undefined ? [] : readSet(values.questions, question);
const messages = values.messages === undefined ? [] : readSet(values.messages, message);
const dialogs = values.dialogs === undefined ? [] : readSet(values.dialogs, dialog);

const { database, answering, name } = await openCatalogue(catalogueFile(values.catalogue, sets));
try {
  const now = () => new Date();
  const notices = createNotices({ database, processId: 'evaluation', now });
  const adapter = new TranscriptAdapter({
    conversations: createConversations({ database, notices, now }),
    now,
  });
  const runner = createRunner({ answering, adapter });
  const questionRows = await inOrder(questions, runner.question);
  const messageRows = await inOrder(messages, runner.message);
  const dialogRows = (await inOrder(dialogs, runner.dialog)).flat();
  const result = {
    catalogue: name,
    embedder: answering.embedding.progress().embedder ?? answering.embedder.name,
    questions: { totals: scoreQuestions(questions, questionRows), rows: questionRows },
    messages: { totals: scoreMessages(messages, messageRows), rows: messageRows },
    dialogs: { totals: scoreDialogs(dialogs, dialogRows), rows: dialogRows },
  };
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify(result, null, 1)}\n`);
  console.log(`Catalogue: ${name} · embedder: ${answering.embedding.progress().embedder ?? answering.embedder.name}`);
  for (const part of ['questions', 'messages', 'dialogs'] as const)
    if (result[part].rows.length > 0) console.log(`\n${part}\n${table(result[part].totals)}`);
  console.log(`\nRows written to ${values.out}`);
} finally {
  await database.close();
}

async function inOrder<Item, Row>(items: readonly Item[], run: (item: Item) => Promise<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const item of items) rows.push(await run(item));
  return rows;
}
