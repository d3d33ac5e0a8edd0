// Cross-validation by field: how well the questions of a field are served when nobody wrote aliases for it.

import { type Answering, createAnswering } from '../../api/answering.ts';
import type { Contact } from '../../bot/replies.ts';
import { shippedAliasFiles, storeShippedAliases } from '../../knowledge/aliases.ts';
import { currentCodes, currentProcedure } from '../../knowledge/catalogue.ts';
import type { Database, Queryable } from '../../knowledge/ports.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import type { Runner } from './run.ts';
import type { QuestionPair } from './score.ts';

/** The questions of one field group with the rows of three indexes. */
export interface LeftOut {
  /** Name of the alias file. */
  group: string;
  /** The whole index. */
  with: QuestionPair[];
  /** Without the group's alias file: its titles against the titles and aliases of all others. */
  without: QuestionPair[];
  /** Without any alias: titles against titles. */
  titlesOnly: QuestionPair[];
}

class UndoAll extends Error {}

/**
 * Leaves out each shipped alias file in turn, with the demand that it states, indexes its procedures without it and asks
 * their questions again; then once more without any alias. `asked` are the questions with the rows of the whole index. A
 * question belongs to the group of its first code. The built-in embedder stays as it is shipped, with what it learned from
 * all aliases. Everything happens in transactions that are undone: the database
 * stays as it was.
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
  const total = 2 * groups.reduce((sum, { pairs }) => sum + pairs.length, 0);
  let done = 0;

  /** Asks again after `codes` were indexed with nothing but the aliases of `kept`. */
  function again(kept: typeof files, codes: Iterable<string>, pairs: readonly QuestionPair[]) {
    return undone(database, async (tx) => {
      const answering = createAnswering({ database: inside(tx), contact });
      await storeShippedAliases(
        tx,
        kept.flatMap(({ entries }) => entries),
      );
      await answering.indexing.write(tx, await answering.indexing.prepare(await proceduresOf(tx, codes)));
      const runner = runnerOf(answering);
      const rows: QuestionPair[] = [];
      for (const { item } of pairs) {
        rows.push({ item, row: await runner.question(item) });
        onProgress?.(++done, total);
      }
      return rows;
    });
  }

  const bare = await again(
    [],
    await currentCodes(database),
    groups.flatMap(({ pairs }) => pairs),
  );
  const measured: LeftOut[] = [];
  for (const { name, codes, pairs } of groups) {
    const others = files.filter((file) => file.name !== name);
    const without = await again(others, codes, pairs);
    measured.push({ group: name, with: pairs, without, titlesOnly: bare.splice(0, pairs.length) });
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

async function proceduresOf(tx: Queryable, codes: Iterable<string>): Promise<Procedure[]> {
  const procedures: Procedure[] = [];
  for (const code of codes) {
    const entry = await currentProcedure(tx, code);
    if (entry !== null) procedures.push(entry.procedure);
  }
  return procedures;
}
