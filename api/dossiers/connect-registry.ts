// Puts the look-up of dossiers together from the configuration.

import type { Logger } from 'pino';
import type { Conversations } from '../../bot/conversations.ts';
import { dossierNews } from '../../bot/dossiers/standing.ts';
import type { DossierRegistry } from '../../bot/ports.ts';
import type { Calendar } from '../../knowledge/calendar.ts';
import type { Database } from '../../knowledge/ports.ts';
import type { Config } from '../config.ts';
import { keepSecret } from '../secrets.ts';
import { createFactor, type Factor } from './factor.ts';
import { createDossierProvider } from './provider.ts';
import { readMapping } from './provider-mapping.ts';
import { createDossierRegistry } from './registry.ts';

/** Throws an Error where the mapping of the provider cannot be used. */
export async function connectRegistry({
  database,
  settings,
  ...parts
}: {
  database: Database;
  settings: Config['dossiers'];
  calendar: Pick<Calendar, 'workingDaysLeft'>;
  conversations: Conversations;
  logger: Logger;
  now: () => Date;
}): Promise<DossierRegistry> {
  const factor = await openFactor({ database, settings });
  const provider =
    settings.provider === null
      ? null
      : createDossierProvider({
          settings: settings.provider,
          mapping: await readMapping(settings.provider.mappingFile),
          factor,
          ...parts,
        });
  return createDossierRegistry({
    database,
    factor,
    tries: settings.tries,
    provider,
    word: dossierNews,
    ...parts,
  });
}

/** The same for every process on the database. */
export async function openFactor({
  database,
  settings,
}: {
  database: Database;
  settings: Pick<Config['dossiers'], 'factor' | 'factorKey'>;
}): Promise<Factor> {
  const key = settings.factorKey ?? (await keepSecret({ database, name: 'dossier-factor' }));
  return createFactor({ key, settings: settings.factor });
}
