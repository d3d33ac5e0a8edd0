// Brings up what answers citizens in the running process: everything configured, reported to log and metrics, until `close`.

import type { Logger } from 'pino';
import { type Answering, type AnsweringInput, createAnswering } from './answering.ts';
import type { Config } from './config.ts';
import type { OpenDatabase } from './database/connect.ts';
import { reportEmbedding } from './embedding.ts';
import { createLanguageModel, reportModel } from './language-model.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

/** Resolves when questions can be answered; the index may still be on its way to the configured embedder. */
export async function bringUpAnswers({
  config,
  database,
  parts,
  processId,
  metrics,
  readiness,
  logger,
  now,
}: {
  config: Pick<Config, 'contact' | 'retention' | 'embedding' | 'model'>;
  database: OpenDatabase;
  parts: Pick<AnsweringInput, 'handOver' | 'desk' | 'files' | 'dossiers' | 'worded'>;
  processId: string;
  metrics: Metrics;
  readiness: Pick<Readiness, 'explain'>;
  logger: Logger;
  now: () => Date;
}): Promise<Answering & { close(): Promise<void> }> {
  const report = reportModel({ logger, metrics });
  const model =
    config.model === null ? null : createLanguageModel({ database, settings: config.model, now, report });
  const answering = createAnswering({
    database,
    contact: config.contact,
    ...parts,
    keptDays: config.retention.days,
    endpoint: config.embedding,
    // A directory admits one process: started again after a crash, it goes on at once.
    owner: database.kind === 'embedded' ? 'the only process' : processId,
    onEmbedding: config.embedding === null ? undefined : reportEmbedding({ logger, metrics }),
    model,
    onSearched: (seconds) => metrics.searchSeconds.observe(seconds),
  });
  await answering.prepare(now());
  await answering.embedding.start();
  if (config.embedding !== null) readiness.explain('embedding', answering.embedding.progress);
  return {
    ...answering,
    async close() {
      await model?.close();
      await answering.embedding.close();
    },
  };
}
