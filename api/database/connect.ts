// Opens the database that the configuration names: on a server when there is a url, otherwise embedded in a directory.

import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts';
import { openServer, type ServerDatabase } from './server.ts';

export type OpenDatabase = EmbeddedDatabase | ServerDatabase;

/**
 * Resolves to the open database, not yet migrated; who opened it closes it. Throws DirectoryInUse when another
 * process has the directory, and the driver's error when the server cannot be reached.
 */
export function openDatabase({
  logger,
  ...database
}: Config['database'] & { logger: Logger }): Promise<OpenDatabase> {
  return database.kind === 'server' ? openServer({ ...database, logger }) : openEmbedded(database);
}
