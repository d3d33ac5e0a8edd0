// Stores a list of dossiers in batches; each commits with the news for those who follow, so it may be cut off and run again.

import type { Activity } from 'botbuilder-core';
import type { Conversations } from '../../../bot/conversations.ts';
import type { Database } from '../../../knowledge/ports.ts';
import { forgetOldTries } from '../../tries.ts';
import type { HashedDossier } from '../dossier.ts';
import { compareDossiers, storeDossiers } from '../dossiers.ts';
import { type StatusNews, tellFollowers } from '../follows.ts';

/** How many are new, changed, and as they were or known from later; `told`: conversations that got news. */
export interface DossierCounts {
  fresh: number;
  changed: number;
  unchanged: number;
  told: number;
}

const BATCH = 1_000;

/** `asOf`: when the source said all this; what is known from later stays. Each code once. */
export async function importDossiers({
  database,
  conversations,
  word,
  dossiers,
  asOf,
  now,
  madeUp = false,
  onProgress = () => {},
}: {
  database: Database;
  conversations: Conversations;
  word: (news: StatusNews) => Partial<Activity>;
  dossiers: readonly HashedDossier[];
  asOf: Date;
  now: Date;
  madeUp?: boolean;
  onProgress?: (done: number, total: number) => void;
}): Promise<DossierCounts> {
  const counts = { fresh: 0, changed: 0, unchanged: 0, told: 0 };
  for (const [batch, done] of batchesOf(dossiers)) {
    const { stored, told } = await database.transaction(async (tx) => {
      const stored = await storeDossiers(tx, batch, { madeUp, asOf });
      return { stored, told: await tellFollowers(tx, stored.changed, { conversations, word }) };
    });
    for (const id of told) conversations.heard(id);
    counts.fresh += stored.fresh.length;
    counts.changed += stored.changed.length;
    counts.unchanged += batch.length - stored.fresh.length - stored.changed.length;
    counts.told += told.length;
    onProgress(done, dossiers.length);
  }
  await forgetOldTries(database, now);
  return counts;
}

/** What `importDossiers` would do; nothing is changed and nobody told. */
export async function planDossiers({
  database,
  dossiers,
  asOf,
}: {
  database: Database;
  dossiers: readonly HashedDossier[];
  asOf: Date;
}): Promise<Omit<DossierCounts, 'told'>> {
  const counts = { fresh: 0, changed: 0, unchanged: 0 };
  for (const [batch] of batchesOf(dossiers)) {
    const { fresh, changed } = await compareDossiers(database, batch, { asOf });
    counts.fresh += fresh.length;
    counts.changed += changed.length;
    counts.unchanged += batch.length - fresh.length - changed.length;
  }
  return counts;
}

function* batchesOf(dossiers: readonly HashedDossier[]): Generator<[HashedDossier[], number]> {
  for (let start = 0; start < dossiers.length; start += BATCH)
    yield [dossiers.slice(start, start + BATCH), Math.min(start + BATCH, dossiers.length)];
}
