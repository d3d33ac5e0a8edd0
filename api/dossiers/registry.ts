// Looking up a dossier for a citizen: wrong guesses locked, nothing told that the second factor does not open.

import type { Activity } from 'botbuilder-core';
import type { Logger } from 'pino';
import type { Conversations } from '../../bot/conversations.ts';
import { dossierStatus } from '../../bot/dossiers/statuses.ts';
import type { DossierRegistry, DossierStanding } from '../../bot/ports.ts';
import type { Calendar } from '../../knowledge/calendar.ts';
import type { Database } from '../../knowledge/ports.ts';
import { createTries, type TrySettings } from '../tries.ts';
import { anyDossier, findDossier, type KnownDossier, storeDossiers } from './dossiers.ts';
import type { Factor } from './factor.ts';
import { follow, type StatusNews, tellFollowers, unfollow } from './follows.ts';
import type { DossierProvider, Found } from './provider.ts';

/** What the provider said: `silent` where there is none, `down` where it did not answer. */
type Said = { kind: 'silent' } | { kind: 'down' } | { kind: 'unknown' } | ({ kind: 'known' } & Found);

export function createDossierRegistry({
  database,
  factor,
  tries: trySettings,
  provider,
  calendar,
  conversations,
  word,
  logger,
}: {
  database: Database;
  factor: Factor;
  tries: TrySettings;
  /** Null: only what was imported is known. */
  provider: DossierProvider | null;
  calendar: Pick<Calendar, 'workingDaysLeft'>;
  conversations: Conversations;
  /** News of a change, for those who follow. */
  word: (news: StatusNews) => Partial<Activity>;
  logger: Logger;
}): DossierRegistry {
  const tries = createTries({ database, of: 'dossier', settings: trySettings });

  async function ask(code: string): Promise<Said> {
    if (provider === null) return { kind: 'silent' };
    try {
      const found = await provider.find(code);
      return found === null ? { kind: 'unknown' } : { kind: 'known', ...found };
    } catch (error) {
      // Neither the address, which holds the code, nor anything that was answered.
      logger.warn({ reason: (error as Error).name }, 'the dossier provider gave no answer');
      return { kind: 'down' };
    }
  }

  /** What the provider says becomes what is known last, and whoever follows hears of it. */
  async function keep({ dossier, asOf }: Found): Promise<void> {
    const told = await database.transaction(async (tx) => {
      await storeDossiers(tx, [dossier], { madeUp: false, asOf });
      return tellFollowers(tx, [dossier.code], { conversations, word });
    });
    for (const id of told) conversations.heard(id);
  }

  function standingOf(known: KnownDossier, { now, stale }: { now: Date; stale: boolean }): DossierStanding {
    const { code, procedureTitle, agency, status, receivedAt, dueAt, finishedAt, asOf, madeUp } = known;
    const runs = dossierStatus(status).clock === 'running' && dueAt !== null;
    const workingDaysLeft = runs ? calendar.workingDaysLeft(now, dueAt) : null;
    return {
      ...{ code, procedureTitle, agency, status, receivedAt, dueAt, finishedAt },
      ...{ workingDaysLeft, asOf, stale, madeUp },
    };
  }

  return {
    factor: factor.settings,
    connected: async () => provider !== null || (await anyDossier(database)),
    // The same steps whether the code is unknown or the factor wrong: only a right one does more.
    async lookUp({ code, factor: given, conversationId, address, now }) {
      const { lockedUntil } = await tries.spend(conversationId, address, now);
      if (lockedUntil !== null) return { kind: 'locked', until: lockedUntil };
      const said = await ask(code);
      const imported = await findDossier(database, code);
      const known = said.kind === 'known' ? { ...said.dossier, madeUp: false, asOf: said.asOf } : imported;
      const right = factor.matches(code, given, known);
      if (!right || known === null) return { kind: said.kind === 'down' ? 'unavailable' : 'no_match' };
      await tries.giveBack(conversationId, address);
      if (said.kind === 'known') await keep(said);
      return { kind: 'found', standing: standingOf(known, { now, stale: said.kind === 'down' }) };
    },
    follow,
    unfollow,
  };
}
