// Asks one question from the command line: `npm run ask -- "câu hỏi" [--json]`; prints the answer and how it was found.

import { parseArgs } from 'node:util';
import { createAnswering } from '../api/answering.ts';
import { ConfigError, readConfig } from '../api/config.ts';
import { openDatabase } from '../api/database/connect.ts';
import { DirectoryInUse } from '../api/database/directory-lock.ts';
import { migrate } from '../api/database/migrate.ts';
import { createLogger } from '../api/log.ts';
import { readQuestion } from '../knowledge/question.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const text = positionals.join(' ').trim();
if (text === '') {
  console.error('Cách dùng: npm run ask -- "câu hỏi" [--json]');
  process.exit(2);
}

try {
  await ask();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof DirectoryInUse)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function ask(): Promise<void> {
  const config = readConfig();
  const database = await openDatabase({ ...config.database, logger: createLogger(config.log) });
  try {
    await migrate({ database });
    const { answerer, language, understand, prepare, embedding } = createAnswering({
      database,
      contact: config.contact,
      endpoint: config.embedding,
    });
    await prepare(new Date());
    if (config.embedding !== null)
      await embedding.connect().catch((error: Error) => console.error(error.message));
    const answer = await answerer.answer(text);
    const { tokens, facet, acts } = readQuestion(language, text);
    const understood = understand(text);
    if (values.json) {
      console.log(JSON.stringify({ ...answer, understood, tokens, acts: [...acts] }, null, 2));
      return;
    }
    console.log(`${answer.text}\n`);
    console.log(
      `ý định: ${understood.intent} · kết cục: ${answer.outcome} · hỏi về: ${facet.mentioned.join(', ') || answer.facet}`,
    );
    console.log(`đọc là: ${tokens.join(' ')}${acts.size > 0 ? ` · việc: ${[...acts].join(', ')}` : ''}\n`);
    console.table(
      answer.ranked.slice(0, 5).map(({ code, title, score, coverage, phrase, lexical, dense }) => ({
        mã: code,
        điểm: score.toFixed(3),
        phủ: coverage.toFixed(2),
        cụm: phrase.fit.toFixed(2),
        'từ vựng': lexical.toFixed(1),
        vectơ: dense.toFixed(2),
        'khớp nhất': phrase.text.slice(0, 40),
        tên: title.slice(0, 60),
      })),
    );
  } finally {
    await database.close();
  }
}
