// Cross-validation by field: how well the questions of a field are served when nobody wrote aliases for it.

import { type Answering, createAnswering } from '../../api/answering.ts';
import type { Contact } from '../../bot/replies.ts';
import { shippedAliasFiles, storeShippedAliases } from '../../knowledge/aliases.ts';
import { currentProcedure } from '../../knowledge/catalogue.ts';
import type { Database, Queryable } from '../../knowledge/ports.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import type { Runner } from './run.ts';
import type { QuestionPair } from './score.ts';

/** The questions of one field group, asked of the whole index and of the index without the group's alias file. */
export interface LeftOut {
  /** Name of the alias file. */
  group: string;
  with: QuestionPair[];
  without: QuestionPair[];
}

class UndoAll extends Error {}

/**
 * Leaves out each shipped alias file in turn, with the demand that it states, indexes its procedures without it and asks
 * their questions again. `asked` are the questions with the rows of the whole index. A question belongs to the group of
 * its first code. Everything happens in transactions that are undone: the database stays as it was.
 */
export async function leaveOutFields(input: {
  database: Database;
  contact: Contact;
  asked: readonly QuestionPair[];
  runnerOf: (answering: Answering) => Runner;
  onProgress?: (done: number, total: number) => void;
}): Promise<LeftOut[]> {
  const { database, contact, asked, runnerOf, onProgress } = input;
  const files = shippedAliasFiles();
  const groups = files
    .map(({ name, entries }) => {
      const codes = new Set(entries.map(({ code }) => code));
      return { name, codes, pairs: asked.filter(({ item }) => codes.has(item.codes[0] ?? '')) };
    })
    .filter(({ pairs }) => pairs.length > 0);
  const total = groups.reduce((sum, { pairs }) => sum + pairs.length, 0);
  let done = 0;
  const measured: LeftOut[] = [];
  for (const { name, codes, pairs } of groups) {
    const others = files.filter((file) => file.name !== name).flatMap(({ entries }) => entries);
    const without = await undone(database, async (tx) => {
      const answering = createAnswering({ database: inside(tx), contact });
      await storeShippedAliases(tx, others);
      const prepared = await answering.indexing.prepare(await proceduresOf(tx, codes));
      await answering.indexing.write(tx, prepared);
      const runner = runnerOf(answering);
      const again: QuestionPair[] = [];
      for (const { item } of pairs) {
        again.push({ item, row: await runner.question(item) });
        onProgress?.(++done, total);
      }
      return again;
    });
    measured.push({ group: name, with: pairs, without });
  }
  return measured;
}

async function undone<T>(database: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const results: T[] = [];
  await database
    .transaction(async (tx) => {
      results.push(await work(tx));
      throw new UndoAll();
    })
    .catch((error: unknown) => {
      if (!(error instanceof UndoAll)) throw error;
    });
  return results[0]!;
}

/** A database whose every statement belongs to one transaction. */
function inside(tx: Queryable): Database {
  return {
    query: (text, values) => tx.query(text, values),
    transaction: (work) => work(tx),
    listen: () => Promise.reject(new Error('Nothing is heard inside a transaction')),
  };
}

async function proceduresOf(tx: Queryable, codes: ReadonlySet<string>): Promise<Procedure[]> {
  const procedures: Procedure[] = [];
  for (const code of codes) {
    const entry = await currentProcedure(tx, code);
    if (entry !== null) procedures.push(entry.procedure);
  }
  return procedures;
}
