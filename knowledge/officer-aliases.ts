// Officers mend how a procedure is found: the alias and the index change in one transaction, and the next question sees both.

import { dropOfficerAlias, storeOfficerAlias } from './aliases.ts';
import { currentProcedure, lockCatalogue } from './catalogue.ts';
import type { Topic } from './follow-up.ts';
import { prepareIndex, writeIndex } from './indexing.ts';
import type { Database, Embedder, Queryable } from './ports.ts';
import type { Procedure } from './procedure.ts';
import { tokenise } from './vietnamese.ts';
import type { Words } from './words.ts';

/** 'taken': other procedures are asked for in just these words, and `shared` was not said. */
export type AliasAdded =
  | { kind: 'added'; phrases: string[] }
  | { kind: 'no_such_procedure' }
  | { kind: 'taken'; by: Topic[] };

export type AliasRemoved = 'removed' | 'shipped' | 'missing';

export type OfficerAliases = ReturnType<typeof createOfficerAliases>;

/** `embedder` is the built-in one; the vectors of another follow as after an import. */
export function createOfficerAliases({
  database,
  embedder,
  words,
}: {
  database: Database;
  embedder: Embedder;
  words: Words;
}) {
  /**
   * Adds ways of asking for a procedure; `phrases` of the outcome are those that were new to it. `also` runs in the same
   * transaction whether or not anything was new (`added`), and undoes everything by throwing.
   */
  async function addAliases(change: {
    code: string;
    phrases: readonly string[];
    /** The phrases may be those of other procedures too. */
    shared?: boolean;
    also?: (tx: Queryable, added: readonly string[]) => Promise<void>;
  }): Promise<AliasAdded> {
    const { code, shared = false, also } = change;
    return database.transaction(async (tx) => {
      await lockCatalogue(tx);
      const entry = await currentProcedure(tx, code);
      if (entry === null) return { kind: 'no_such_procedure' };
      const added = new Map<string, string>();
      for (const phrase of change.phrases) {
        const indexed = words.rewrite(tokenise(phrase)).join(' ');
        const owners = await ownersOf(tx, indexed);
        if (owners.some((owner) => owner.code === code)) continue;
        if (owners.length > 0 && !shared) return { kind: 'taken', by: owners };
        added.set(indexed, phrase);
      }
      for (const phrase of added.values()) await storeOfficerAlias(tx, code, phrase);
      if (added.size > 0) await reindex(tx, entry.procedure);
      const phrases = [...added.values()];
      await also?.(tx, phrases);
      return { kind: 'added', phrases };
    });
  }

  /**
   * Takes back what an officer added; `also` runs in the same transaction once it is out. Shipped phrases come back with
   * every version, so they cannot be removed here.
   */
  async function removeAlias({
    code,
    phrase,
    also,
  }: {
    code: string;
    phrase: string;
    also?: (tx: Queryable) => Promise<void>;
  }): Promise<AliasRemoved> {
    return database.transaction(async (tx) => {
      await lockCatalogue(tx);
      const outcome = await dropOfficerAlias(tx, code, phrase);
      if (outcome !== 'dropped') return outcome;
      const entry = await currentProcedure(tx, code);
      if (entry !== null) await reindex(tx, entry.procedure);
      await also?.(tx);
      return 'removed';
    });
  }

  /** Procedures that have the phrase, as the index reads it, among theirs. */
  async function ownersOf(tx: Queryable, indexed: string): Promise<Topic[]> {
    const { rows } = await tx.query<Topic>(
      `select code, features->>'title' as title from chunks
       where features->'phrases' @> to_jsonb($1::text) order by code`,
      [indexed],
    );
    return rows;
  }

  async function reindex(tx: Queryable, procedure: Procedure): Promise<void> {
    await writeIndex(tx, await prepareIndex({ database: tx, embedder, words, procedures: [procedure] }));
  }

  return { addAliases, removeAlias };
}
